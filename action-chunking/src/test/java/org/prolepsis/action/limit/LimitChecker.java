package org.prolepsis.action.limit;

/** Watches commands from outside: differences of positions against the limits, by definition. */
public final class LimitChecker {
    static final double TOLERANCE = 1e-9;

    private final JointLimits limits;
    private final double period;
    private final double[] position;
    private final double[] velocity;
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

    /** Checks one tick. */
    public void check(double[] xs, double[] vs, double[] as) {
        ticks++;
        for (int j = 0; j < position.length; j++) {
            JointLimit limit = limits.joint(j);
            double x = xs[j];
            double v = (x - position[j]) / period;
            double a = (v - velocity[j]) / period;
            require(Math.abs(v) <= limit.maxVelocity() * (1 + TOLERANCE), j, "velocity", v);
            require(Math.abs(a) <= limit.maxAcceleration() * (1 + TOLERANCE) + rounding(x), j, "acceleration", a);
            require(Math.abs(vs[j]) <= limit.maxVelocity() * (1 + TOLERANCE), j, "reported velocity", vs[j]);
            require(Math.abs(as[j]) <= limit.maxAcceleration() * (1 + TOLERANCE), j, "reported acceleration", as[j]);
            require(x >= limit.minPosition() && x <= limit.maxPosition(), j, "position", x);
            double room = v > 0 ? limit.maxPosition() - x : x - limit.minPosition();
            require(stopping(Math.abs(v), limit.maxAcceleration()) <= room + TOLERANCE, j, "room to stop", room);
            position[j] = x;
            velocity[j] = v;
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

    /** A position is known to half an ulp, so a second difference only to this. */
    private double rounding(double x) {
        return 4 * Math.ulp(x) / (period * period);
    }

    /** Way of the ticks after one at a velocity, losing the most velocity each. */
    private double stopping(double velocity, double acceleration) {
        double way = 0;
        for (double v = velocity - acceleration * period; v > 0; v -= acceleration * period) {
            way += v * period;
        }
        return way;
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
