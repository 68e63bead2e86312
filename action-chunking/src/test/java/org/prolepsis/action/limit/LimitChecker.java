package org.prolepsis.action.limit;

/** Watches commands from outside: differences of positions against the limits, by definition. */
public final class LimitChecker {
    static final double TOLERANCE = 1e-9;

    private final JointLimits limits;
    private final double period;
    private final double[] position;
    private final double[] velocity;
    private final double[] acceleration;
    private final double[] positions = new double[64];
    private final double[] velocities = new double[64];
    private final double[] accelerations = new double[64];
    long violations;
    long ticks;
    String first = "none";

    public LimitChecker(JointLimits limits, double period, double[] start) {
        this.limits = limits;
        this.period = period;
        this.position = start.clone();
        this.velocity = new double[limits.count()];
        this.acceleration = new double[limits.count()];
    }

    static LimitChecker of(JointLimits limits, double period, MotionLimiter limiter) {
        double[] start = new double[limits.count()];
        limiter.readInto(start, new double[start.length], new double[start.length]);
        return new LimitChecker(limits, period, start);
    }

    void check(MotionLimiter limiter) {
        limiter.readInto(positions, velocities, accelerations);
        check(positions, velocities, accelerations);
    }

    /** The motion goes on from a state of motion. */
    void startFrom(double[] xs, double[] vs, double[] as) {
        System.arraycopy(xs, 0, position, 0, position.length);
        System.arraycopy(vs, 0, velocity, 0, position.length);
        System.arraycopy(as, 0, acceleration, 0, position.length);
    }

    /** Checks one tick. */
    public void check(double[] xs, double[] vs, double[] as) {
        ticks++;
        for (int j = 0; j < position.length; j++) {
            JointLimit limit = limits.joint(j);
            double x = xs[j];
            double v = (x - position[j]) / period;
            double a = (v - velocity[j]) / period;
            double jerk = (a - acceleration[j]) / period;
            require(Math.abs(v) <= limit.maxVelocity() * (1 + TOLERANCE) + rounding(x) * period, j, "velocity", v);
            require(Math.abs(a) <= limit.maxAcceleration() * (1 + TOLERANCE) + rounding(x), j, "acceleration", a);
            double jerkRounding = 2 * rounding(x) / period;
            require(Math.abs(jerk) <= limit.maxJerk() * (1 + TOLERANCE) + jerkRounding, j, "jerk", jerk);
            require(Math.abs(vs[j]) <= limit.maxVelocity() * (1 + TOLERANCE), j, "reported velocity", vs[j]);
            require(Math.abs(as[j]) <= limit.maxAcceleration() * (1 + TOLERANCE), j, "reported acceleration", as[j]);
            require(x >= limit.minPosition() && x <= limit.maxPosition(), j, "position", x);
            position[j] = x;
            velocity[j] = v;
            acceleration[j] = a;
        }
    }

    /** Violations so far. */
    public long violations() {
        return violations;
    }

    /** The first violation, in words. */
    public String first() {
        return first;
    }

    /** A position is known to half an ulp, so a second difference only to this; a third, twice this per tick. */
    private double rounding(double x) {
        return 4 * Math.ulp(x) / (period * period);
    }

    private void require(boolean holds, int joint, String what, double value) {
        if (!holds) {
            if (violations == 0) {
                first = "tick " + ticks + ", joint " + joint + ": " + what + " " + value;
            }
            violations++;
        }
    }
}
