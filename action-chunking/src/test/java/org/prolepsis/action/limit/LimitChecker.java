package org.prolepsis.action.limit;

/** Watches a limiter from outside: differences of positions against the limits, by definition. */
final class LimitChecker {
    static final double TOLERANCE = 1e-9;

    private final JointLimits limits;
    private final double period;
    private final double[] position;
    private final double[] velocity;
    long violations;
    long ticks;
    String first = "none";

    LimitChecker(JointLimits limits, double period, MotionLimiter limiter) {
        this.limits = limits;
        this.period = period;
        this.position = new double[limits.count()];
        this.velocity = new double[limits.count()];
        for (int j = 0; j < position.length; j++) {
            position[j] = limiter.position(j);
        }
    }

    void check(MotionLimiter limiter) {
        ticks++;
        for (int j = 0; j < position.length; j++) {
            JointLimit limit = limits.joint(j);
            double x = limiter.position(j);
            double v = (x - position[j]) / period;
            double a = (v - velocity[j]) / period;
            require(Math.abs(v) <= limit.maxVelocity() * (1 + TOLERANCE), j, "velocity", v);
            require(Math.abs(a) <= limit.maxAcceleration() * (1 + TOLERANCE) + rounding(x), j, "acceleration", a);
            require(Math.abs(limiter.velocity(j)) <= limit.maxVelocity() * (1 + TOLERANCE), j, "reported velocity", v);
            require(
                    Math.abs(limiter.acceleration(j)) <= limit.maxAcceleration() * (1 + TOLERANCE),
                    j,
                    "reported acceleration",
                    limiter.acceleration(j));
            require(x >= limit.minPosition() && x <= limit.maxPosition(), j, "position", x);
            double room = v > 0 ? limit.maxPosition() - x : x - limit.minPosition();
            require(stopping(Math.abs(v), limit.maxAcceleration()) <= room + TOLERANCE, j, "room to stop", room);
            position[j] = x;
            velocity[j] = v;
        }
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
