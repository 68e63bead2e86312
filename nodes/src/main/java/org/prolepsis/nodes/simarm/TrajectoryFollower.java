package org.prolepsis.nodes.simarm;

/**
 * The setpoint that a joint trajectory controller makes: from the present setpoint to the points of the newest trajectory,
 * by cubics where velocities are given and lines where they are not, then held. A point without velocity passes the slope
 * of its line on. One thread at a time; positions are [joints], rad.
 */
public final class TrajectoryFollower {
    private final int joints;
    private final double[] hold;
    private long[] times = new long[0];
    private double[][] positions = new double[0][];
    private double[][] velocities = new double[0][];
    private final double[] startVelocity;
    private final double[] startPosition;
    private long startNanos;

    /** Holds the start until it is told otherwise. */
    public TrajectoryFollower(double[] start) {
        joints = start.length;
        hold = start.clone();
        startPosition = start.clone();
        startVelocity = new double[joints];
    }

    /** Holds the given positions from now on. */
    public void holdAt(double[] target) {
        System.arraycopy(target, 0, hold, 0, joints);
        times = new long[0];
    }

    /** Moves what is followed in time, with a clock that has jumped by so much. */
    public void shift(long nanos) {
        startNanos += nanos;
        for (int i = 0; i < times.length; i++) {
            times[i] += nanos;
        }
    }

    /**
     * Follows a trajectory from the present setpoint on.
     *
     * @param nowNanos the present
     * @param timesNanos [points] absolute, strictly growing; points that are not after now are dropped
     * @return whether any point is left to follow; else nothing has changed
     */
    public boolean follow(long nowNanos, long[] timesNanos, double[][] newPositions, double[][] newVelocities) {
        int first = 0;
        while (first < timesNanos.length && timesNanos[first] < nowNanos) {
            first++;
        }
        if (first == timesNanos.length) {
            return false;
        }
        sample(nowNanos, startPosition, startVelocity);
        startNanos = nowNanos;
        int count = timesNanos.length - first;
        times = new long[count];
        positions = new double[count][];
        velocities = new double[count][];
        System.arraycopy(timesNanos, first, times, 0, count);
        System.arraycopy(newPositions, first, positions, 0, count);
        System.arraycopy(newVelocities, first, velocities, 0, count);
        System.arraycopy(positions[count - 1], 0, hold, 0, joints);
        return true;
    }

    /** Writes setpoint and its velocity at a time that is not before the last {@link #follow}. */
    public void sample(long nowNanos, double[] positionOut, double[] velocityOut) {
        int i = 0;
        while (i < times.length && times[i] <= nowNanos) {
            i++;
        }
        if (i == times.length) {
            System.arraycopy(hold, 0, positionOut, 0, joints);
            java.util.Arrays.fill(velocityOut, 0);
            return;
        }
        long from = i == 0 ? startNanos : times[i - 1];
        double duration = (times[i] - from) * 1e-9;
        double u = (nowNanos - from) * 1e-9 / duration;
        double[] p0 = i == 0 ? startPosition.clone() : positions[i - 1];
        double[] v0 = i == 0 ? startVelocity.clone() : velocities[i - 1];
        for (int j = 0; j < joints; j++) {
            segment(j, u, duration, p0, v0, positions[i], velocities[i], positionOut, velocityOut);
        }
    }

    private static void segment(
            int j,
            double u,
            double duration,
            double[] p0,
            double[] v0,
            double[] p1,
            double[] v1,
            double[] positionOut,
            double[] velocityOut) {
        double slope = (p1[j] - p0[j]) / duration;
        if (v0 == null || v1 == null) {
            positionOut[j] = p0[j] + u * (p1[j] - p0[j]);
            velocityOut[j] = slope;
            return;
        }
        // Cubic Hermite through both positions and velocities.
        double a = v0[j] + v1[j] - 2 * slope;
        double b = 3 * slope - 2 * v0[j] - v1[j];
        positionOut[j] = p0[j] + duration * u * (v0[j] + u * (b + u * a));
        velocityOut[j] = v0[j] + u * (2 * b + 3 * a * u);
    }
}
