package org.prolepsis.action.limit;

/**
 * Makes joints reach new targets together. From rest every joint gets the share of the limits that its way has in a
 * straight line of all joints, so that all move in proportion: the line is kept, and all arrive in the same tick. In
 * motion every joint but the last to arrive gets a lower velocity, with which it takes as long: stop in a frame that
 * moves at that velocity, cruise, stop.
 */
final class Synchronizer {
    private static final int HALVINGS = 24;

    private final JointShaper[] shapers;
    private final double[] cruise;
    private final double[] ticks;

    Synchronizer(JointShaper[] shapers) {
        this.shapers = shapers;
        cruise = new double[shapers.length];
        ticks = new double[shapers.length];
    }

    /** Plans from where the joints are to their targets. */
    void plan() {
        boolean rest = true;
        for (JointShaper shaper : shapers) {
            shaper.limitFully();
            rest &= shaper.atRest();
        }
        if (rest) {
            planLine();
        } else {
            planTime();
        }
    }

    private void planLine() {
        double perV = Double.POSITIVE_INFINITY;
        double perA = Double.POSITIVE_INFINITY;
        double perJ = Double.POSITIVE_INFINITY;
        for (JointShaper shaper : shapers) {
            double way = Math.abs(shaper.gap());
            perV = Math.min(perV, shaper.maxV() / way);
            perA = Math.min(perA, shaper.maxA() / way);
            perJ = Math.min(perJ, shaper.maxJ() / way);
        }
        perJ = Math.min(perJ, 2 * perA);
        for (JointShaper shaper : shapers) {
            double way = Math.abs(shaper.gap());
            if (way > 1e-12) {
                shaper.limitBy(perV * way, perA * way, perJ * way);
            }
        }
    }

    private void planTime() {
        double last = 0;
        for (int j = 0; j < shapers.length; j++) {
            JointShaper shaper = shapers[j];
            cruise[j] = fastest(shaper);
            ticks[j] = cruise[j] == 0 ? 0 : shaper.ticksAt(cruise[j]);
            last = Math.max(last, ticks[j]);
        }
        for (int j = 0; j < shapers.length; j++) {
            if (cruise[j] != 0 && ticks[j] < last) {
                shapers[j].limitBy(slowest(shapers[j], cruise[j], last), shapers[j].maxA(), shapers[j].maxJ());
            }
        }
    }

    /** Fastest velocity, signed, that a joint can cruise at on its way; 0 if a stop takes it to its target. */
    private static double fastest(JointShaper shaper) {
        double full = Math.copySign(shaper.maxV(), shaper.stoppedGap());
        if (shaper.cruiseTicks(full) >= 0) {
            return full;
        }
        double can = 0;
        double cannot = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (can + cannot) / 2;
            if (shaper.cruiseTicks(middle * full) >= 0) {
                can = middle;
            } else {
                cannot = middle;
            }
        }
        return can * full;
    }

    /** Size of the velocity with which a joint takes so many ticks. */
    private static double slowest(JointShaper shaper, double fast, double time) {
        double tooFast = 1;
        double tooSlow = 0;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (tooFast + tooSlow) / 2;
            if (shaper.ticksAt(middle * fast) < time) {
                tooFast = middle;
            } else {
                tooSlow = middle;
            }
        }
        return Math.abs(fast) * tooFast;
    }
}
