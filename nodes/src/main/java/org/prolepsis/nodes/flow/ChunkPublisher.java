package org.prolepsis.nodes.flow;

import java.util.Arrays;
import java.util.List;
import org.prolepsis.graph.Publisher;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint;

/** Sends chunks in one message that is reused. One thread at a time. */
final class ChunkPublisher {
    private static final int REST_POINTS = 4;

    private final Publisher<JointTrajectory> publisher;
    private final JointTrajectory message = new JointTrajectory();
    private final JointTrajectoryPoint[] points;
    private final double[][] positions;
    private final double dt;

    ChunkPublisher(Publisher<JointTrajectory> publisher, List<String> joints, int horizon, double dt) {
        this.publisher = publisher;
        this.dt = dt;
        message.jointNames = joints.toArray(new String[0]);
        points = new JointTrajectoryPoint[horizon];
        positions = new double[horizon][];
        for (int i = 0; i < horizon; i++) {
            JointTrajectoryPoint point = new JointTrajectoryPoint();
            point.positions = new double[joints.size()];
            point.timeFromStart.setNanos(Math.round(i * dt * 1e9));
            positions[i] = point.positions;
            points[i] = point;
        }
    }

    /**
     * Sends what lies ahead, as seen from a joint state. Near the end the chunk is shorter than the horizon: it ends with
     * a few points at rest, so that whoever executes it knows that the end is the end.
     */
    void publish(MotionExecution motion, long stampNanos) {
        motion.chunk(dt, positions);
        int left = (int) Math.ceil(motion.remainingSeconds() / dt) + REST_POINTS;
        message.points = left < points.length ? Arrays.copyOf(points, left) : points;
        message.header.stamp.setNanos(stampNanos);
        publisher.publish(message);
    }
}
