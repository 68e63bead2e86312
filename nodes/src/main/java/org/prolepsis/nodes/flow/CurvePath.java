package org.prolepsis.nodes.flow;

import org.prolepsis.flow.condition.JoinSearch;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.phase.JointPath;

/** A motion curve as a joint path. */
record CurvePath(MotionCurve curve) implements JointPath {
    /** Later than this a motion is not joined, so that what was asked for is still to come. */
    private static final double LATEST_JOIN = 0.4;
    /** So near its beginning the arm starts the motion at its beginning, rad. */
    private static final double NEAR = 0.35;

    /** An arm slower than this is as good as at rest, rad/s. */
    private static final double SLOW = 0.1;

    private static final int STEPS = 80;
    private static final int COARSE_STEPS = 20;
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
     * The phase at which a motion is best joined: its beginning if the arm is near it and slow, else that of its first part
     * at which position, velocity and what was executed before fit best, so that an arm that is already raised need not go
     * down first.
     */
    static double joinPhase(MotionCurve curve, double[] position, double[] velocity, JoinSearch search) {
        boolean near = distance(curve, 0, position, new double[curve.width()]) < NEAR;
        return near && norm(velocity) < SLOW
                ? 0
                : search.best(curve, LATEST_JOIN, STEPS).phase();
    }

    /** How badly a motion goes on from what the arm has been doing. */
    static double badness(MotionCurve curve, JoinSearch search) {
        return search.best(curve, LATEST_JOIN, COARSE_STEPS).cost();
    }

    private static double norm(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    /**
     * The motion from a measured state on.
     *
     * @param position [joints], rad
     * @param velocity [joints], rad/s at pace 1
     * @param acceleration [joints], rad/s² at pace 1, or null where it is not known
     * @param phase where it is joined
     * @param blendSeconds shortest blend; a far start takes longer
     */
    static CurvePath from(
            MotionCurve curve,
            double[] position,
            double[] velocity,
            double[] acceleration,
            double phase,
            double blendSeconds) {
        double distance = distance(curve, phase, position, new double[curve.width()]);
        double seconds = Math.max(blendSeconds, QUINTIC_PEAK * distance / BLEND_VELOCITY);
        double blendPhase = Math.min(1 - phase, seconds / curve.duration());
        return new CurvePath(curve.startingAt(position, velocity, acceleration, phase, blendPhase));
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
