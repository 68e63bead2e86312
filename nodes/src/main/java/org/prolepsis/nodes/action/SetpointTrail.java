package org.prolepsis.nodes.action;

/**
 * The setpoints of the last ticks as knots of a curve: when each is due, its position, and velocity and acceleration by
 * central differences, which a controller needs to pass through the knots without bending between them. A knot is complete
 * one tick after its setpoint, and never changes.
 *
 * <p>Times are the stamps of the ticks plus a fixed time ahead, so that knots reach the controller before they are due.
 * They keep their spacing when a tick is skipped, and are then led back to the stamps by a tenth of a period a tick at
 * most: the arm goes a little slower for some ticks instead of standing for one.
 *
 * <p>{@link #add} and {@link #clear} belong to the control thread, the rest to any, for knots that were complete not more
 * than {@link #KEPT} ticks ago; nothing allocates but the constructor.
 */
final class SetpointTrail {
    /** Knots that can be read. */
    static final int KEPT = 1024;

    private static final int CAPACITY = 2 * KEPT;
    private static final double MOST_CORRECTION = 0.1;
    private static final double FOLLOW = 1.0 / 16;
    /** A time that is so far off is of another clock, or of a loop that stood, ns. */
    private static final long JUMP_NANOS = 100_000_000;

    private final int joints;
    private final long periodNanos;
    private final long aheadNanos;
    private final long[] due = new long[CAPACITY];
    private final double[][] positions;
    private final double[][] velocities;
    private final double[][] accelerations;
    private long added;
    private long begin;
    private volatile long firstKnot;
    private volatile long knots;

    /**
     * An empty trail.
     *
     * @param periodNanos time from tick to tick
     * @param aheadNanos how long after its tick a knot is due
     */
    SetpointTrail(int joints, long periodNanos, long aheadNanos) {
        this.joints = joints;
        this.periodNanos = periodNanos;
        this.aheadNanos = aheadNanos;
        positions = new double[CAPACITY][joints];
        velocities = new double[CAPACITY][joints];
        accelerations = new double[CAPACITY][joints];
    }

    /** Begins anew: what comes next does not continue what was there. */
    void clear() {
        begin = added;
        knots = added;
        firstKnot = added;
    }

    /** Takes the setpoint of a tick and completes the one before. */
    void add(double[] setpoint, long stampNanos) {
        long target = stampNanos + aheadNanos;
        if (added > begin && Math.abs(target - due[slot(added - 1)] - periodNanos) > JUMP_NANOS) {
            clear();
        }
        int now = slot(added);
        due[now] = added == begin ? target : next(due[slot(added - 1)] + periodNanos, target);
        System.arraycopy(setpoint, 0, positions[now], 0, joints);
        added++;
        if (added - begin >= 2) {
            complete(added - 2);
            knots = added - 1;
        }
    }

    private long next(long regular, long target) {
        double most = MOST_CORRECTION * periodNanos;
        return regular + Math.round(Math.min(Math.max((target - regular) * FOLLOW, -most), most));
    }

    private void complete(long knot) {
        int at = slot(knot);
        double[] v = velocities[at];
        double[] a = accelerations[at];
        if (knot == begin) {
            java.util.Arrays.fill(v, 0);
            java.util.Arrays.fill(a, 0);
            return;
        }
        double before = (due[at] - due[slot(knot - 1)]) * 1e-9;
        double after = (due[slot(knot + 1)] - due[at]) * 1e-9;
        for (int j = 0; j < joints; j++) {
            double x = positions[at][j];
            double slopeBefore = (x - positions[slot(knot - 1)][j]) / before;
            double slopeAfter = (positions[slot(knot + 1)][j] - x) / after;
            v[j] = (after * slopeBefore + before * slopeAfter) / (before + after);
            a[j] = 2 * (slopeAfter - slopeBefore) / (before + after);
        }
    }

    private static int slot(long number) {
        return (int) (number & (CAPACITY - 1));
    }

    /** Number of the first knot of what goes on without a break. */
    long firstKnot() {
        return firstKnot;
    }

    /** One more than the number of the last complete knot. */
    long endKnot() {
        return knots;
    }

    /** When a knot is due, ROS time, ns. */
    long due(long knot) {
        return due[slot(knot)];
    }

    /** Positions of a knot [joints], rad; the live array. */
    double[] positions(long knot) {
        return positions[slot(knot)];
    }

    /** Velocities of a knot [joints], rad/s; the live array. */
    double[] velocities(long knot) {
        return velocities[slot(knot)];
    }

    /** Accelerations of a knot [joints], rad/s^2; the live array. */
    double[] accelerations(long knot) {
        return accelerations[slot(knot)];
    }

    /** Time from tick to tick, ns. */
    long periodNanos() {
        return periodNanos;
    }
}
