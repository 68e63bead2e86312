package org.prolepsis.sim.node;

import java.util.Arrays;
import java.util.List;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.msgs.std_msgs.Float64MultiArray;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.nodes.joints.InvalidInputException;
import org.prolepsis.nodes.joints.TrajectoryReader;
import org.prolepsis.nodes.simarm.TrajectoryFollower;
import org.prolepsis.sim.cell.ColorSortCell;
import org.prolepsis.sim.cell.SteppedCell;

/**
 * The controllers of the cell's arm: commands become setpoints, at 1 kHz. A trajectory or an array of positions is for all
 * eight joints, or for the seven of the arm; the finger has a topic of its own as well. Thread-safe, for commands and time
 * come on different threads. Times are of the cell.
 */
public final class CellControllers {
    private static final double UPDATE_SECONDS = 0.001;
    private static final int JOINTS = ColorSortCell.JOINT_NAMES.size();
    private static final int ARM = JOINTS - 1;
    private static final String FINGER = ColorSortCell.JOINT_NAMES.get(ARM);
    /** Setpoints may be so far outside a limit, rad or m: rounding, not a mistake. */
    private static final double TOLERANCE = 1e-6;

    private final SteppedCell cell;
    private final List<JointLimit> limits = ColorSortCell.limits().joints();
    private final TrajectoryReader allReader = new TrajectoryReader(ColorSortCell.JOINT_NAMES);
    private final TrajectoryReader armReader = new TrajectoryReader(ColorSortCell.JOINT_NAMES.subList(0, ARM));
    private final TrajectoryFollower arm;
    private final TrajectoryFollower finger;
    private final double[] setpoint = new double[JOINTS];
    private final double[] armSetpoint = new double[ARM];
    private final double[] armVelocity = new double[ARM];
    private final double[] fingerSetpoint = new double[1];
    private final double[] fingerVelocity = new double[1];

    /** Controllers that hold the cell's arm where it is. */
    public CellControllers(SteppedCell cell) {
        this.cell = cell;
        var now = cell.observe();
        double[] start = now.joints().clone();
        for (int j = 0; j < ARM; j++) {
            start[j] =
                    Math.max(limits.get(j).minPosition(), Math.min(limits.get(j).maxPosition(), start[j]));
        }
        arm = new TrajectoryFollower(start);
        finger = new TrajectoryFollower(new double[] {now.finger()});
    }

    /** Lets the cell follow for a time, s. */
    public synchronized void advance(double seconds) {
        long end = cell.timeNanos() + Math.round(seconds * 1e9);
        while (cell.timeNanos() < end) {
            arm.sample(cell.timeNanos(), armSetpoint, armVelocity);
            finger.sample(cell.timeNanos(), fingerSetpoint, fingerVelocity);
            System.arraycopy(armSetpoint, 0, setpoint, 0, ARM);
            setpoint[ARM] = fingerSetpoint[0];
            cell.command(setpoint);
            cell.advance(UPDATE_SECONDS);
        }
    }

    /**
     * Takes a trajectory; one without points stops the arm where it is.
     *
     * @param offsetNanos ROS time minus the cell's time
     * @throws InvalidInputException if joints are missing or unknown, a position is outside its limits, or the last point
     *     is past; nothing has changed then
     */
    public synchronized void follow(JointTrajectory message, long offsetNanos) {
        long now = cell.timeNanos();
        if (message.points.length == 0) {
            arm.holdAt(cell.observe().joints());
            return;
        }
        boolean all = Arrays.asList(message.jointNames).contains(FINGER);
        TrajectoryReader.Points points = (all ? allReader : armReader).read(message);
        for (int i = 0; i < points.positions.length; i++) {
            requireInside(points.positions[i], 0, " at point " + i);
        }
        long start = points.stampNanos == 0 ? now : points.stampNanos - offsetNanos;
        long[] times = Arrays.stream(points.timesNanos).map(t -> start + t).toArray();
        if (!follow(arm, now, start, times, points, 0, ARM)) {
            throw new InvalidInputException("the last point was due " + (now - times[times.length - 1]) * 1e-9
                    + " s ago; a trajectory must reach into the future (a stamp of 0 means now)");
        }
        if (all) {
            follow(finger, now, start, times, points, ARM, JOINTS);
        }
    }

    private static boolean follow(
            TrajectoryFollower follower,
            long now,
            long start,
            long[] times,
            TrajectoryReader.Points points,
            int from,
            int to) {
        return follower.follow(
                now,
                start,
                times,
                part(points.positions, from, to),
                part(points.velocities, from, to),
                part(points.accelerations, from, to));
    }

    private static double[][] part(double[][] values, int from, int to) {
        return Arrays.stream(values)
                .map(row -> row == null ? null : Arrays.copyOfRange(row, from, to))
                .toArray(double[][]::new);
    }

    /**
     * Takes positions in the order of the joints, with or without the finger.
     *
     * @throws InvalidInputException if there are not 7 or 8, or one is not finite or outside its limits; nothing has
     *     changed then
     */
    public synchronized void move(Float64MultiArray message) {
        double[] data = message.data;
        if (data.length != ARM && data.length != JOINTS) {
            throw new InvalidInputException("data has " + data.length + " positions; there must be " + ARM
                    + " for the arm or " + JOINTS + " with the finger");
        }
        requireInside(data, 0, "");
        arm.holdAt(data);
        if (data.length == JOINTS) {
            finger.holdAt(new double[] {data[ARM]});
        }
    }

    /**
     * Takes the position of one finger, m: half of the opening.
     *
     * @throws InvalidInputException if it is not finite or outside its limits; nothing has changed then
     */
    public synchronized void grip(double position) {
        requireInside(new double[] {position}, ARM, "");
        finger.holdAt(new double[] {position});
    }

    private void requireInside(double[] positions, int first, String where) {
        for (int j = 0; j < positions.length; j++) {
            JointLimit limit = limits.get(first + j);
            if (!(positions[j] >= limit.minPosition() - TOLERANCE && positions[j] <= limit.maxPosition() + TOLERANCE)) {
                throw new InvalidInputException("position of joint " + limit.name() + where + " is " + positions[j]
                        + "; it must be " + limit.minPosition() + " to " + limit.maxPosition());
            }
        }
    }

    /** What the cell's sensors say, with the cell's own stamp. */
    public synchronized org.prolepsis.sim.cell.CellObservation observe() {
        return cell.observe();
    }

    /** The cell's time, ns. */
    public synchronized long timeNanos() {
        return cell.timeNanos();
    }

    /** Whether every block rests in its bin. */
    public synchronized boolean sorted() {
        return cell.sorted();
    }

    /** Ends the cell. */
    public synchronized void close() {
        cell.close();
    }
}
