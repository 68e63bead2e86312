package org.prolepsis.action.limit;

/**
 * The motion of a joint's reference, from its last differences, per tick. A jump must not look like a very fast motion:
 * where the differences are beyond the limits, only what two ticks share counts as motion.
 */
final class ReferenceFrame {
    /** A reference may exceed a limit by so much, relative, and still count as one inside the limits. */
    private static final double PLAUSIBLE = 1 + 1e-6;

    private double target;
    private double differenceV;
    private double differenceA;
    private double differenceJ;
    private double frameV;
    private double frameA;
    private double frameJ;
    private boolean smooth;

    /** The reference is in a state of motion. */
    void restart(double position, double velocity, double acceleration) {
        target = position;
        differenceV = velocity;
        differenceA = acceleration;
        differenceJ = 0;
        smooth = true;
    }

    /** Learns the reference of the next tick. */
    void watch(double to, double maxV, double maxA, double maxJ) {
        double wasV = differenceV;
        double wasA = differenceA;
        double wasJ = differenceJ;
        differenceV = to - target;
        differenceA = differenceV - wasV;
        differenceJ = differenceA - wasA;
        target = to;
        smooth = Math.abs(differenceV) <= maxV * PLAUSIBLE
                && Math.abs(differenceA) <= maxA * PLAUSIBLE
                && Math.abs(differenceJ) <= maxJ * PLAUSIBLE;
        frameV = smooth ? differenceV : within(lasting(differenceV, wasV), maxV);
        frameA = smooth ? differenceA : within(lasting(differenceA, wasA), maxA);
        frameJ = smooth ? Math.abs(lasting(differenceJ, wasJ)) : 0;
    }

    /** What two ticks share. */
    private static double lasting(double now, double before) {
        return now * before <= 0 ? 0 : Math.abs(now) < Math.abs(before) ? now : before;
    }

    private static double within(double value, double most) {
        return Math.min(Math.max(value, -most), most);
    }

    double target() {
        return target;
    }

    double velocity() {
        return frameV;
    }

    double acceleration() {
        return frameA;
    }

    /** Size of its jerk, 0 or more. */
    double jerk() {
        return frameJ;
    }

    /** Whether the reference has just jumped to another place. */
    boolean jumped() {
        return !smooth && differenceV != 0;
    }

    /** Whether the reference moves inside the limits. */
    boolean moves() {
        return smooth && differenceV != 0;
    }
}
