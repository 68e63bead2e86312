package org.prolepsis.nodes.flow;

import org.prolepsis.flow.curve.MotionCurve;

/** A motion curve as a joint path. */
record CurvePath(MotionCurve curve) implements JointPath {
    /** Later than this a motion is not joined, so that what was asked for is still to come. */
    private static final double LATEST_JOIN = 0.4;
    /** So near its beginning the arm starts the motion at its beginning, rad. */
    private static final double NEAR = 0.35;

    private static final int STEPS = 80;
    /** A quintic that fades a distance d out in time t goes at most 1.875 d/t fast; this is what it may add, rad/s. */
    private static final double BLEND_VELOCITY = 0.8;

    private static final double QUINTIC_PEAK = 1.875;

    @Override
    public int joints() {
        return curve.width();
    }

    @Override
    public double durationSeconds() {
        return curve.duration();
    }

    @Override
    public void position(double phase, double[] out) {
        curve.read(phase, out);
    }

    /**
     * The phase at which a motion is best joined from a measured position: its beginning if the arm is near, else the
     * nearest phase of its first part, so that an arm that is already raised need not go down first.
     */
    static double joinPhase(MotionCurve curve, double[] position) {
        double[] point = new double[curve.width()];
        double best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= STEPS; i++) {
            double s = LATEST_JOIN * i / STEPS;
            double distance = distance(curve, s, position, point);
            if (i == 0 && distance < NEAR) {
                return 0;
            }
            if (distance < least) {
                least = distance;
                best = s;
            }
        }
        return best;
    }

    /**
     * The motion from a measured state on.
     *
     * @param position [joints], rad
     * @param velocity [joints], rad/s at pace 1
     * @param phase where it is joined
     * @param blendSeconds shortest blend; a far start takes longer
     */
    static CurvePath from(MotionCurve curve, double[] position, double[] velocity, double phase, double blendSeconds) {
        double distance = distance(curve, phase, position, new double[curve.width()]);
        double seconds = Math.max(blendSeconds, QUINTIC_PEAK * distance / BLEND_VELOCITY);
        double blendPhase = Math.min(1 - phase, seconds / curve.duration());
        return new CurvePath(curve.startingAt(position, velocity, null, phase, blendPhase));
    }

    private static double distance(MotionCurve curve, double s, double[] position, double[] point) {
        curve.read(s, point);
        double square = 0;
        for (int j = 0; j < point.length; j++) {
            square += (point[j] - position[j]) * (point[j] - position[j]);
        }
        return Math.sqrt(square);
    }
}
