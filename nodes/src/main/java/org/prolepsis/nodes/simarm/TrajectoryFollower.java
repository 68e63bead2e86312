package org.prolepsis.nodes.simarm;

import java.util.Arrays;

/**
 * The setpoint that ROS's joint_trajectory_controller makes of trajectories, by its rules: a new trajectory replaces the
 * one that is followed from its stamp on, or from now on when the stamp has passed; points that are not in the future are
 * dropped; a bridge leads from the setpoint of that moment to the first point that is left; between points runs a quintic
 * where both have velocities and accelerations, a cubic where both have velocities, a line otherwise; after the last the
 * setpoint stands. One thread at a time; positions are [joints], rad.
 */
public final class TrajectoryFollower {
    private final int joints;
    private int count;
    private long[] times = new long[0];
    private double[][] positions = new double[0][];
    private double[][] velocities = new double[0][];
    private double[][] accelerations = new double[0][];
    private final double[] acceleration;

    /** Holds the start until it is told otherwise. */
    public TrajectoryFollower(double[] start) {
        joints = start.length;
        acceleration = new double[joints];
        holdAt(start);
    }

    /** Holds the given positions from now on. */
    public void holdAt(double[] target) {
        allocate(1);
        times[0] = Long.MIN_VALUE;
        positions[0] = target.clone();
        velocities[0] = new double[joints];
        accelerations[0] = new double[joints];
    }

    private void allocate(int points) {
        count = points;
        times = new long[points];
        positions = new double[points][];
        velocities = new double[points][];
        accelerations = new double[points][];
    }

    /** Moves what is followed in time, with a clock that has jumped by so much. */
    public void shift(long nanos) {
        for (int i = 0; i < count; i++) {
            times[i] += times[i] == Long.MIN_VALUE ? 0 : nanos;
        }
    }

    /**
     * Follows a trajectory from its start, or from now on when that has passed.
     *
     * @param nowNanos the present
     * @param startNanos from when on it replaces what is followed
     * @param newTimes [points] absolute, strictly growing; points that are not after now are dropped
     * @param newVelocities [points][joints], rad/s; null where a point has none
     * @param newAccelerations [points][joints], rad/s^2; null where a point has none
     * @return whether any point is left to follow; else nothing has changed
     */
    public boolean follow(
            long nowNanos,
            long startNanos,
            long[] newTimes,
            double[][] newPositions,
            double[][] newVelocities,
            double[][] newAccelerations) {
        int first = 0;
        while (first < newTimes.length && newTimes[first] <= nowNanos) {
            first++;
        }
        if (first == newTimes.length) {
            return false;
        }
        long bridgeNanos = Math.max(startNanos, nowNanos);
        double[] position = new double[joints];
        double[] velocity = new double[joints];
        sample(bridgeNanos, position, velocity);
        double[] bridgeAcceleration = acceleration.clone();
        int from = segment(nowNanos);
        int kept = segment(bridgeNanos) - from + 1;
        TrajectoryFollower old = new TrajectoryFollower(this);
        allocate(kept + 1 + newTimes.length - first);
        for (int i = 0; i < kept; i++) {
            put(i, old.times[from + i], old.positions[from + i], old.velocities[from + i], old.accelerations[from + i]);
        }
        put(kept, bridgeNanos, position, velocity, bridgeAcceleration);
        for (int i = first; i < newTimes.length; i++) {
            put(kept + 1 + i - first, newTimes[i], newPositions[i], newVelocities[i], newAccelerations[i]);
        }
        return true;
    }

    /** The same knots, shared. */
    private TrajectoryFollower(TrajectoryFollower other) {
        joints = other.joints;
        acceleration = new double[joints];
        count = other.count;
        times = other.times;
        positions = other.positions;
        velocities = other.velocities;
        accelerations = other.accelerations;
    }

    private void put(int at, long time, double[] position, double[] velocity, double[] newAcceleration) {
        times[at] = time;
        positions[at] = position;
        velocities[at] = velocity;
        accelerations[at] = newAcceleration;
    }

    /** The last knot at or before a time, or the first. */
    private int segment(long nanos) {
        int i = 0;
        while (i + 1 < count && times[i + 1] <= nanos) {
            i++;
        }
        return i;
    }

    /** Writes the setpoint and its velocity at a time that is not before the last {@link #follow}. */
    public void sample(long nowNanos, double[] positionOut, double[] velocityOut) {
        int i = segment(nowNanos);
        if (i + 1 == count || times[i] == Long.MIN_VALUE) {
            System.arraycopy(positions[i], 0, positionOut, 0, joints);
            Arrays.fill(velocityOut, 0);
            Arrays.fill(acceleration, 0);
            return;
        }
        double duration = (times[i + 1] - times[i]) * 1e-9;
        double t = (nowNanos - times[i]) * 1e-9;
        boolean cubic = velocities[i] != null && velocities[i + 1] != null;
        boolean quintic = cubic && accelerations[i] != null && accelerations[i + 1] != null;
        for (int j = 0; j < joints; j++) {
            double p0 = positions[i][j];
            double gap = positions[i + 1][j] - p0;
            if (quintic) {
                quintic(i, j, t, duration, positionOut, velocityOut);
            } else if (cubic) {
                cubic(i, j, t, duration, positionOut, velocityOut);
            } else {
                positionOut[j] = p0 + gap * t / duration;
                velocityOut[j] = gap / duration;
                acceleration[j] = 0;
            }
        }
    }

    /** The cubic Hermite through both positions and velocities. */
    private void cubic(int i, int j, double t, double duration, double[] positionOut, double[] velocityOut) {
        double v0 = velocities[i][j];
        double v1 = velocities[i + 1][j];
        double slope = (positions[i + 1][j] - positions[i][j]) / duration;
        double c2 = (3 * slope - 2 * v0 - v1) / duration;
        double c3 = (v0 + v1 - 2 * slope) / (duration * duration);
        positionOut[j] = positions[i][j] + t * (v0 + t * (c2 + t * c3));
        velocityOut[j] = v0 + t * (2 * c2 + t * 3 * c3);
        acceleration[j] = 2 * c2 + 6 * c3 * t;
    }

    /** The quintic through positions, velocities and accelerations at both ends. */
    private void quintic(int i, int j, double t, double duration, double[] positionOut, double[] velocityOut) {
        double v0 = velocities[i][j];
        double a0 = accelerations[i][j];
        double v1 = velocities[i + 1][j];
        double a1 = accelerations[i + 1][j];
        double d = duration;
        double gap = positions[i + 1][j] - positions[i][j];
        double c3 = (20 * gap - (8 * v1 + 12 * v0) * d - (3 * a0 - a1) * d * d) / (2 * d * d * d);
        double c4 = (-30 * gap + (14 * v1 + 16 * v0) * d + (3 * a0 - 2 * a1) * d * d) / (2 * d * d * d * d);
        double c5 = (12 * gap - 6 * (v1 + v0) * d + (a1 - a0) * d * d) / (2 * d * d * d * d * d);
        positionOut[j] = positions[i][j] + t * (v0 + t * (a0 / 2 + t * (c3 + t * (c4 + t * c5))));
        velocityOut[j] = v0 + t * (a0 + t * (3 * c3 + t * (4 * c4 + t * 5 * c5)));
        acceleration[j] = a0 + t * (6 * c3 + t * (12 * c4 + t * 20 * c5));
    }

    /** The acceleration of the last {@link #sample}, [joints], rad/s^2; the live array. */
    public double[] acceleration() {
        return acceleration;
    }
}
