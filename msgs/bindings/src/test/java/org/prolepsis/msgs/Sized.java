package org.prolepsis.msgs;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.prolepsis.msgs.sensor_msgs.Image;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint;

/** Messages of the sizes that a robot sends all day. */
final class Sized {
    private static final int JOINTS = 7;
    private static final int POINTS = 50;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    private final SplittableRandom random = new SplittableRandom(1);

    private Sized() {}

    /** A JointState of 7 joints, a JointTrajectory of 50 points for 7 joints, or an Image of 640 × 480 in rgb8. */
    static Message of(String name) {
        return switch (name) {
            case "JointState" -> new Sized().jointState();
            case "JointTrajectory" -> new Sized().jointTrajectory();
            case "Image" -> new Sized().image();
            default -> throw new IllegalArgumentException("no message is called " + name);
        };
    }

    private JointState jointState() {
        JointState state = new JointState();
        state.header.frameId = "base";
        state.name = names();
        state.position = values();
        state.velocity = values();
        state.effort = values();
        return state;
    }

    private JointTrajectory jointTrajectory() {
        JointTrajectory trajectory = new JointTrajectory();
        trajectory.header.frameId = "base";
        trajectory.jointNames = names();
        trajectory.points = new JointTrajectoryPoint[POINTS];
        Arrays.setAll(trajectory.points, i -> point(i));
        return trajectory;
    }

    private JointTrajectoryPoint point(int i) {
        JointTrajectoryPoint point = new JointTrajectoryPoint();
        point.positions = values();
        point.velocities = values();
        point.accelerations = values();
        point.timeFromStart.setNanos(i * 40_000_000L);
        return point;
    }

    private Image image() {
        Image image = new Image();
        image.header.frameId = "camera";
        image.width = WIDTH;
        image.height = HEIGHT;
        image.encoding = "rgb8";
        image.step = 3 * WIDTH;
        image.data = new byte[image.step * HEIGHT];
        random.nextBytes(image.data);
        return image;
    }

    private static String[] names() {
        String[] names = new String[JOINTS];
        Arrays.setAll(names, i -> "panda_joint" + (i + 1));
        return names;
    }

    private double[] values() {
        return random.doubles(JOINTS, -3, 3).toArray();
    }
}
