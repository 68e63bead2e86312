package org.prolepsis.action.limit;

/**
 * One joint of a {@link MotionLimiter}. Time is counted in ticks: a velocity is the way of a tick, an acceleration the
 * change of that, a jerk the change of the acceleration. Every tick chooses the next acceleration among those from which
 * the least-time stop stays inside all limits; the stop's own first tick is one of them, so there always is one.
 */
final class JointShaper {
    /** Kept clear of each position limit, relative to its magnitude, so that rounding cannot step over it. */
    private static final double CLEARANCE = 1e-11;

    /** What acceleration and jerk may exceed their limits by, relative: a reference at the very limit else drifts away. */
    private static final double ROUNDING_ROOM = 1e-10;

    /** Share of acceleration and jerk that is always left for closing a gap to a reference that needs them itself. */
    private static final double LEAST_CLOSING_SHARE = 0.25;

    /** Gaps are closed to this, relative to the position. */
    private static final double TOLERANCE = 4e-15;

    /** A way that ends so close to the reference is kept, as a multiple of that. */
    private static final double ON_THE_WAY = 50;

    /** Where an unlimited joint may be asked to go, rad. */
    private static final double FARTHEST = 1e9;

    /** How finely the acceleration next to a position limit is chosen, on the safe side, relative to the jerk limit. */
    private static final double FINE = 1e-6;

    private static final int ITERATIONS = 40;

    private final double min;
    private final double max;
    private final double maxV;
    private final double maxA;
    private final double maxJ;
    private final double cap;
    private final double longestStop;
    private double lowest;
    private double highest;

    private double x;
    private double v;
    private double a;

    private final ReferenceFrame reference = new ReferenceFrame();
    private double target;
    private double frameV;
    private double frameA;
    private double closeV;
    private double closeA;
    private double closeJ;
    private double closingJ;
    private double capDown;
    private double capUp;

    private double low;
    private double high;
    private double hardLow;
    private double hardHigh;
    private int aboveCut;
    private int belowCut;
    private int cut;

    /** What kept a joint from going where it was asked to; bits of {@link #cut()}. */
    static final int BY_VELOCITY = 1;

    static final int BY_ACCELERATION = 2;
    static final int BY_JERK = 4;
    static final int BY_POSITION = 8;

    /** A joint at rest at the middle of its range. */
    JointShaper(JointLimit limit, double period) {
        min = Math.max(limit.minPosition() + clearance(limit.minPosition()), -FARTHEST);
        max = Math.min(limit.maxPosition() - clearance(limit.maxPosition()), FARTHEST);
        maxV = limit.maxVelocity() * period;
        maxA = limit.maxAcceleration() * period * period * (1 + ROUNDING_ROOM);
        // an acceleration can change by no more than from one limit to the other
        maxJ = Math.min(limit.maxJerk() * period * period * period * (1 + ROUNDING_ROOM), 2 * maxA);
        cap = maxA / maxJ;
        longestStop = (cap + 2) * maxV + maxJ * Braking.way(maxV / maxJ, 0, cap, cap);
        reset(Double.isInfinite(limit.minPosition() + limit.maxPosition()) ? 0 : (min + max) / 2, 0, 0);
    }

    private static double clearance(double limit) {
        return Double.isInfinite(limit) ? 0 : CLEARANCE * Math.max(1, Math.abs(limit));
    }

    /** Puts the joint into a state, which must be {@link #viable}. */
    void reset(double position, double velocity, double acceleration) {
        x = position;
        v = velocity;
        a = acceleration;
        lowest = Math.min(min, x);
        highest = Math.max(max, x);
        cut = 0;
        limitFully();
        follow();
    }

    /** The reference is where the joint is, and moves as it does. */
    private void follow() {
        reference.restart(x, v, a);
    }

    /** Whether the joint can stop from a state, per tick, inside its limits. */
    boolean viable(double position, double velocity, double acceleration) {
        double peak = Math.abs(velocity
                + maxJ * Math.max(0, Braking.released(Math.abs(acceleration) / maxJ)) * Math.signum(acceleration));
        return Math.abs(velocity) <= maxV
                && peak <= maxV
                && Math.abs(acceleration) <= maxA
                && position + maxJ * Braking.farthest(velocity / maxJ, acceleration / maxJ, cap) <= max
                && position - maxJ * Braking.farthest(-velocity / maxJ, -acceleration / maxJ, cap) >= min;
    }

    /** Learns a finite target of this tick. */
    void watch(double wanted) {
        reference.watch(clamp(wanted, min, max), maxV, maxA, maxJ);
    }

    /** One tick towards the target that was watched last. */
    void step() {
        target = reference.target();
        frameV = reference.velocity();
        frameA = reference.acceleration();
        closingJ = Math.max(closeJ - reference.jerk(), LEAST_CLOSING_SHARE * closeJ);
        capDown = Math.max(closeA + frameA, LEAST_CLOSING_SHARE * closeA) / closingJ;
        capUp = Math.max(closeA - frameA, LEAST_CLOSING_SHARE * closeA) / closingJ;
        bound();
        move(keepOff(wish()));
    }

    /** The acceleration that goes to the reference as fast as can be, and stays on it. */
    private double wish() {
        double tolerance = TOLERANCE * (1 + Math.abs(target));
        double first = clamp(frameA, low, high);
        double gap = miss(first);
        if (Math.abs(gap) <= tolerance) {
            return first;
        }
        // the way to the reference is found once; after that the joint keeps to it, in spite of rounding
        double fromV = v - (frameV - frameA);
        double stop = frameA + closingJ * Braking.next(fromV / closingJ, (a - frameA) / closingJ, capDown, capUp);
        if (stop >= low && stop <= high && Math.abs(miss(stop)) <= ON_THE_WAY * tolerance) {
            return stop;
        }
        return reach(first, gap, gap < 0 ? high : low, tolerance);
    }

    /** One tick of the quickest stop. */
    void brake() {
        cut = 0;
        move(stopping());
        follow();
    }

    private double stopping() {
        // at rest with this tick, and the acceleration gone with the next
        if (Math.abs(v + a) <= maxJ && Math.abs(v) <= Math.min(maxA, maxJ)) {
            return -v;
        }
        double next = maxJ * Braking.next(v / maxJ, a / maxJ, cap, cap);
        return clamp(next, Math.max(a - maxJ, -maxA), Math.min(a + maxJ, maxA));
    }

    /** Accelerations that keep jerk, acceleration and velocity, also while they are then taken back. */
    private void bound() {
        cut = 0;
        high = Math.min(a + maxJ, maxA);
        low = Math.max(a - maxJ, -maxA);
        int above = high < maxA ? BY_JERK : BY_ACCELERATION;
        int below = low > -maxA ? BY_JERK : BY_ACCELERATION;
        if (high > 0 && v + high + maxJ * Braking.released(high / maxJ) > maxV) {
            double most = maxJ * Braking.strongest(Math.max(0, maxV - v) / maxJ);
            if (most < high) {
                high = Math.max(most, low);
                above = BY_VELOCITY;
            }
        }
        if (low < 0 && v + low + maxJ * Braking.released(low / maxJ) < -maxV) {
            double most = -maxJ * Braking.strongest(Math.max(0, maxV + v) / maxJ);
            if (most > low) {
                low = Math.min(most, high);
                below = BY_VELOCITY;
            }
        }
        aboveCut = above;
        belowCut = below;
        hardLow = low;
        hardHigh = high;
        if (closeV < maxV || closeJ < maxJ) {
            double up = Math.min(Math.min(a + closeJ, closeA), upTo(closeV, v, a));
            double down = Math.max(Math.max(a - closeJ, -closeA), -upTo(closeV, -v, -a));
            high = clamp(up, hardLow, hardHigh);
            low = clamp(down, hardLow, high);
        }
    }

    /** The most acceleration towards a velocity that must not be passed, or must be come back to. */
    private double upTo(double most, double velocity, double acceleration) {
        double now = acceleration / closeJ;
        if (velocity + closeJ * Braking.released(now) > most) {
            return closeJ * Braking.next((velocity - most) / closeJ, now, closeA / closeJ, closeA / closeJ);
        }
        return closeJ * Braking.strongest(Math.max(0, most - velocity) / closeJ);
    }

    /**
     * Where the joint would come to rest past the reference, seen from a frame that moves with it, if it had an
     * acceleration in this tick and stopped in that frame from the next on. It grows with the acceleration.
     */
    private double miss(double next) {
        double fromV = v + next - frameV;
        double fromA = next - frameA;
        return x + (v + next) - target + closingJ * Braking.way(fromV / closingJ, fromA / closingJ, capDown, capUp);
    }

    /** The acceleration between one and a bound at which the reference is met; the bound, if it is not met before. */
    private double reach(double from, double fromMiss, double bound, double tolerance) {
        double end = from == bound ? fromMiss : miss(bound);
        if (end * fromMiss > 0 && Math.abs(end) > tolerance) {
            cut = bound == high ? aboveCut : belowCut;
            return bound;
        }
        if (Math.abs(end) <= tolerance) {
            return bound;
        }
        double one = from;
        double oneMiss = fromMiss;
        double two = bound;
        double twoMiss = end;
        for (int i = 0; i < ITERATIONS; i++) {
            double next = i % 4 == 3 ? (one + two) / 2 : one - oneMiss * (two - one) / (twoMiss - oneMiss);
            double nextMiss = miss(next);
            if (Math.abs(nextMiss) <= tolerance) {
                return next;
            }
            if (nextMiss * twoMiss < 0) {
                one = two;
                oneMiss = twoMiss;
            } else {
                oneMiss /= 2;
            }
            two = next;
            twoMiss = nextMiss;
        }
        return two;
    }

    /** Takes the acceleration towards the stop's until the stop from the next tick stays inside the position limits. */
    private double keepOff(double next) {
        double to = x + v + next;
        double room = CLEARANCE / 100;
        double over = to > highest - longestStop ? to + reachAbove(next) - highest : -1;
        double under = to < lowest + longestStop ? lowest - to + reachBelow(next) : -1;
        if (over <= room && under <= room) {
            return next;
        }
        double stop = clamp(stopping(), hardLow, hardHigh);
        boolean above = over > room;
        if (above ? stop >= next : stop <= next) {
            return stop;
        }
        double allowed = stop;
        double tooMuch = next;
        for (int i = 0; i < ITERATIONS && Math.abs(tooMuch - allowed) > FINE * maxJ; i++) {
            double middle = (allowed + tooMuch) / 2;
            double at = x + v + middle;
            boolean keeps = above ? at + reachAbove(middle) <= highest : at - reachBelow(middle) >= lowest;
            if (keeps) {
                allowed = middle;
            } else {
                tooMuch = middle;
            }
        }
        cut |= BY_POSITION;
        return allowed;
    }

    private double reachAbove(double next) {
        return maxJ * Braking.farthest((v + next) / maxJ, next / maxJ, cap);
    }

    private double reachBelow(double next) {
        return maxJ * Braking.farthest(-(v + next) / maxJ, -next / maxJ, cap);
    }

    private void move(double next) {
        a = next;
        v = clamp(v + next, -maxV, maxV);
        x += v;
        if (lowest < min) {
            lowest = Math.min(min, Math.max(lowest, x - maxJ * Braking.farthest(-v / maxJ, -a / maxJ, cap)));
        }
        if (highest > max) {
            highest = Math.max(max, Math.min(highest, x + maxJ * Braking.farthest(v / maxJ, a / maxJ, cap)));
        }
    }

    /** Lets the joint use its limits in full on the way to its target. */
    void limitFully() {
        limitBy(maxV, maxA, maxJ);
    }

    /** Makes the joint keep to smaller limits on the way to its target, per tick. */
    void limitBy(double velocity, double acceleration, double jerk) {
        closeV = Math.min(velocity, maxV);
        closeA = Math.min(acceleration, maxA);
        closeJ = Math.min(jerk, maxJ);
    }

    /** Way to the target that was watched last. */
    double gap() {
        return reference.target() - x;
    }

    /** Way to the target from where the quickest stop ends. */
    double stoppedGap() {
        return gap() - maxJ * Braking.way(v / maxJ, a / maxJ, cap, cap);
    }

    /** Way that is left for cruising at a velocity, between getting to it and the stop from it. */
    private double cruiseWay(double cruise) {
        double toIt = Braking.way((v - cruise) / maxJ, a / maxJ, cap, cap);
        return gap() - maxJ * (toIt + Braking.way(cruise / maxJ, 0, cap, cap));
    }

    /** Ticks of cruising at a velocity, on the way to the target; negative if it cannot be got to. */
    double cruiseTicks(double cruise) {
        return cruiseWay(cruise) / cruise - Braking.ticks((v - cruise) / maxJ, a / maxJ, cap);
    }

    /** Ticks to the target with a cruise at a velocity. */
    double ticksAt(double cruise) {
        return cruiseWay(cruise) / cruise + Braking.ticks(cruise / maxJ, 0, cap);
    }

    double maxV() {
        return maxV;
    }

    double maxA() {
        return maxA;
    }

    double maxJ() {
        return maxJ;
    }

    boolean targetJumped() {
        return reference.jumped();
    }

    boolean targetMoves() {
        return reference.moves();
    }

    private static double clamp(double value, double least, double most) {
        return Math.min(Math.max(value, least), most);
    }

    /** What cut the last tick; bits. */
    int cut() {
        return cut;
    }

    double position() {
        return x;
    }

    /** Way of the last tick. */
    double velocity() {
        return v;
    }

    /** Change of the velocity in the last tick. */
    double acceleration() {
        return a;
    }

    /** Whether the joint stands still and needs no acceleration to. */
    boolean atRest() {
        return v == 0 && a == 0;
    }
}
