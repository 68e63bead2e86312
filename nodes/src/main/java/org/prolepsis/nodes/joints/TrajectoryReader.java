package org.prolepsis.nodes.joints;

import java.util.List;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint;

/**
 * Checks joint trajectories and brings them into the order of the arm's joints. All of the arm's joints must be there, in
 * any order, and no other; positions must be there and finite; times must grow. One thread at a time.
 */
public final class TrajectoryReader {
    /** Points beyond this are a mistake, not a motion. */
    private static final int MAX_POINTS = 100_000;

    private final String[] joints;
    private final JointMatcher matcher;

    /** A reader of trajectories of the given joints. */
    public TrajectoryReader(List<String> joints) {
        this.joints = joints.toArray(new String[0]);
        this.matcher = new JointMatcher(joints, false);
    }

    /** A trajectory in the order of the arm's joints; its arrays are its own. */
    public static final class Points {
        /** The header's stamp, ns; 0 if it was not set. */
        public final long stampNanos;
        /** [points] from the stamp, not negative, strictly growing, ns. */
        public final long[] timesNanos;
        /** [points][joints], rad, finite. */
        public final double[][] positions;
        /** [points][joints], rad/s, finite; a point without velocities has null. */
        public final double[][] velocities;
        /** [points][joints], rad/s^2, finite; a point without accelerations has null. */
        public final double[][] accelerations;

        Points(
                long stampNanos,
                long[] timesNanos,
                double[][] positions,
                double[][] velocities,
                double[][] accelerations) {
            this.stampNanos = stampNanos;
            this.timesNanos = timesNanos;
            this.positions = positions;
            this.velocities = velocities;
            this.accelerations = accelerations;
        }
    }

    /**
     * Reads a trajectory into new arrays.
     *
     * @throws InvalidInputException if it is empty, joints do not match, a point has the wrong width, a value is not
     *     finite, or a time is negative or does not grow; the message names joint and point
     */
    public Points read(JointTrajectory message) {
        int[] indexes = matcher.match(message.jointNames);
        int count = message.points.length;
        if (count == 0) {
            throw new InvalidInputException("the trajectory has no points; there must be at least one");
        }
        if (count > MAX_POINTS) {
            throw new InvalidInputException(
                    "the trajectory has " + count + " points; at most " + MAX_POINTS + " are allowed");
        }
        long[] times = new long[count];
        double[][] positions = new double[count][];
        double[][] velocities = new double[count][];
        double[][] accelerations = new double[count][];
        for (int i = 0; i < count; i++) {
            JointTrajectoryPoint point = message.points[i];
            times[i] = point.timeFromStart.toNanos();
            requireTime(times, i);
            positions[i] = values("positions", point.positions, i, indexes, false);
            velocities[i] = values("velocities", point.velocities, i, indexes, true);
            accelerations[i] = values("accelerations", point.accelerations, i, indexes, true);
        }
        return new Points(message.header.stamp.toNanos(), times, positions, velocities, accelerations);
    }

    private static void requireTime(long[] times, int i) {
        if (times[i] < 0) {
            throw new InvalidInputException(
                    "time_from_start of point " + i + " is " + times[i] * 1e-9 + " s; it must not be negative");
        }
        if (i > 0 && times[i] <= times[i - 1]) {
            throw new InvalidInputException("time_from_start of point " + i + " is " + times[i] * 1e-9 + " s after "
                    + times[i - 1] * 1e-9 + " s of the point before; times must grow");
        }
    }

    private double[] values(String field, double[] values, int point, int[] indexes, boolean emptyAllowed) {
        if (emptyAllowed && values.length == 0) {
            return null;
        }
        if (values.length != joints.length) {
            throw new InvalidInputException(
                    "point " + point + " has " + values.length + " " + field + " for " + joints.length + " joints");
        }
        double[] ordered = new double[joints.length];
        for (int j = 0; j < joints.length; j++) {
            ordered[j] = values[indexes[j]];
            if (!Double.isFinite(ordered[j])) {
                throw new InvalidInputException(field + " of joint " + joints[j] + " at point " + point + " is "
                        + ordered[j] + "; it must be finite");
            }
        }
        return ordered;
    }
}
