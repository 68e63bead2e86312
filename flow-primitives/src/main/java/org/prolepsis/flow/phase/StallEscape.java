package org.prolepsis.flow.phase;

/**
 * Carries a phase that has come to a stand on by a little. At a turn of the motion the command that is ahead of the arm by
 * the tracking lag can be where the arm already is, and then nothing moves and the joints tell nothing. So while the arm
 * stands near the path, the phase goes on at the demonstrated pace, but never far: only while the path stays near the
 * arm, and only for a fraction of a second of the motion until the arm moves again. One thread; allocates nothing.
 */
final class StallEscape {
    /** A phase that is slow for so long has come to a stand, s. */
    private static final double PATIENCE = 0.25;
    /** The path may be so far from the arm, rad at pace 1: more than a turn is cut short by, less than a motion. */
    private static final double NEAR = 0.12;
    /** So much of the motion may be passed while the arm stands, s at pace 1: over a turn, not on to the next. */
    private static final double REACH = 0.35;
    /** An arm that went so far has moved, rad. */
    private static final double MOVED = 0.02;

    private final double[] lastMoved;
    private double slowSeconds;
    private double passedSeconds;

    StallEscape(int joints) {
        lastMoved = new double[joints];
        java.util.Arrays.fill(lastMoved, Double.MAX_VALUE);
    }

    /**
     * How much of the motion to pass, s; mostly 0.
     *
     * @param measured [joints], rad
     * @param distance of the arm from the path a step further on, rad
     * @param slow whether the phase hardly went on this time
     * @param usualPace of the motion while it went on: a faster motion is cut short by more
     * @param dt time since the last call, s
     */
    double pass(double[] measured, double distance, boolean slow, double usualPace, double dt) {
        if (squaredDistance(measured, lastMoved) > MOVED * MOVED) {
            System.arraycopy(measured, 0, lastMoved, 0, measured.length);
            passedSeconds = 0;
        }
        slowSeconds = slow ? slowSeconds + dt : Math.max(0, slowSeconds - dt);
        double scale = Math.max(1, usualPace);
        if (slowSeconds < PATIENCE || passedSeconds + dt > REACH * scale || distance > NEAR * scale) {
            return 0;
        }
        passedSeconds += dt;
        return dt;
    }

    static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return sum;
    }
}
