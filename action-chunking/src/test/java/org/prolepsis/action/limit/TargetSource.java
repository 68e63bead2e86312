package org.prolepsis.action.limit;

import java.util.SplittableRandom;

/** Targets made to break a limiter. */
@FunctionalInterface
interface TargetSource {
    /** Fills in the targets of a tick; true asks for braking instead. */
    boolean next(int tick, MotionLimiter limiter, double[] targets);

    static TargetSource random(SplittableRandom random, JointLimits limits, double period) {
        return switch (random.nextInt(9)) {
            case 0 -> uniformJumps(random, limits, 1);
            case 1 -> uniformJumps(random, limits, random.nextInt(2, 200));
            case 2 -> sines(random, limits, period);
            case 3 -> garbage(random);
            case 4 -> bangBang(random, limits);
            case 5 -> stopAndGo(random, limits);
            case 6 -> walk(random, limits, period);
            case 7 -> runIntoLimit(random, limits, period);
            default -> awayFromWhereItMoves(limits);
        };
    }

    private static double inside(SplittableRandom random, JointLimit limit, double beyond) {
        double range = limit.maxPosition() - limit.minPosition();
        return limit.minPosition() + range * random.nextDouble(-beyond, 1 + beyond);
    }

    private static TargetSource uniformJumps(SplittableRandom random, JointLimits limits, int every) {
        return (tick, limiter, targets) -> {
            for (int j = 0; j < targets.length; j++) {
                if (tick % every == 0) {
                    targets[j] = inside(random, limits.joint(j), 0.5);
                }
            }
            return false;
        };
    }

    private static TargetSource sines(SplittableRandom random, JointLimits limits, double period) {
        double hertz = Math.pow(10, random.nextDouble(-1, 1.5));
        double share = random.nextDouble(0, 0.8);
        return (tick, limiter, targets) -> {
            for (int j = 0; j < targets.length; j++) {
                JointLimit limit = limits.joint(j);
                double middle = (limit.minPosition() + limit.maxPosition()) / 2;
                double range = limit.maxPosition() - limit.minPosition();
                targets[j] = middle + share * range * Math.sin(2 * Math.PI * hertz * tick * period + j);
            }
            return false;
        };
    }

    private static TargetSource garbage(SplittableRandom random) {
        double[] values = {
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            Double.MIN_VALUE,
            0,
            -0.0,
            1e-300,
            3
        };
        return (tick, limiter, targets) -> {
            for (int j = 0; j < targets.length; j++) {
                targets[j] = values[random.nextInt(values.length)];
            }
            return false;
        };
    }

    private static TargetSource bangBang(SplittableRandom random, JointLimits limits) {
        int half = random.nextInt(1, 400);
        return (tick, limiter, targets) -> {
            for (int j = 0; j < targets.length; j++) {
                JointLimit limit = limits.joint(j);
                targets[j] = tick / half % 2 == 0 ? limit.maxPosition() : limit.minPosition();
            }
            return false;
        };
    }

    private static TargetSource stopAndGo(SplittableRandom random, JointLimits limits) {
        return (tick, limiter, targets) -> {
            for (int j = 0; j < targets.length; j++) {
                targets[j] = inside(random, limits.joint(j), 0);
            }
            return random.nextInt(10) < 7;
        };
    }

    private static TargetSource walk(SplittableRandom random, JointLimits limits, double period) {
        double scale = Math.pow(10, random.nextDouble(-4, 1));
        return (tick, limiter, targets) -> {
            for (int j = 0; j < targets.length; j++) {
                double start = Double.isFinite(targets[j]) ? targets[j] : limiter.position(j);
                targets[j] = start + scale * limits.joint(j).maxVelocity() * period * random.nextDouble(-1, 1);
            }
            return false;
        };
    }

    /** A reference at exactly full velocity into a limit: the hardest thing to stop for. */
    private static TargetSource runIntoLimit(SplittableRandom random, JointLimits limits, double period) {
        double sign = random.nextBoolean() ? 1 : -1;
        return (tick, limiter, targets) -> {
            for (int j = 0; j < targets.length; j++) {
                targets[j] = limiter.position(j) + sign * limits.joint(j).maxVelocity() * period;
            }
            return false;
        };
    }

    private static TargetSource awayFromWhereItMoves(JointLimits limits) {
        return (tick, limiter, targets) -> {
            for (int j = 0; j < targets.length; j++) {
                JointLimit limit = limits.joint(j);
                targets[j] = limiter.velocity(j) > 0 ? limit.minPosition() : limit.maxPosition();
            }
            return false;
        };
    }
}
