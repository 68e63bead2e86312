package org.prolepsis.action.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Limits hold whatever comes in, from random states of motion too. {@code -Dprolepsis.limiter.ticks=N} runs longer (ticks
 * of one joint), {@code -Dprolepsis.limiter.seed=N} elsewhere.
 */
class MotionLimiterPropertyTest {
    private static final long TICKS = Long.getLong("prolepsis.limiter.ticks", 300_000);
    private static final long SEED = Long.getLong("prolepsis.limiter.seed", 2026);
    private static final int EPISODE = 3_000;
    private static final double[] PERIODS = {0.005, 0.001, 0.002, 0.01, 0.0001, 0.04};

    @Test
    void shouldKeepEveryLimitWhateverTheTargetsAre() {
        SplittableRandom random = new SplittableRandom(SEED);
        long violations = 0;
        long ticks = 0;
        String first = "none";
        while (ticks < TICKS) {
            JointLimits limits = random.nextInt(3) == 0 ? JointLimits.panda() : randomLimits(random);
            double period = PERIODS[random.nextInt(PERIODS.length)];
            MotionLimiter limiter = new MotionLimiter(limits, period);
            LimitChecker checker = LimitChecker.of(limits, period, limiter);
            if (random.nextBoolean()) {
                startMoving(random, limits, limiter, checker);
            }
            episode(random, limits, period, limiter, checker);
            if (violations == 0 && checker.violations > 0) {
                first = checker.first + ", period " + period + ", " + limits;
            }
            violations += checker.violations;
            ticks += (long) EPISODE * limits.count();
        }
        assertEquals(0, violations, "first violation: " + first);
    }

    private static void episode(
            SplittableRandom random, JointLimits limits, double period, MotionLimiter limiter, LimitChecker checker) {
        double[] targets = new double[limits.count()];
        TargetSource source = TargetSource.random(random, limits, period);
        for (int t = 0; t < EPISODE; t++) {
            if (random.nextInt(300) == 0) {
                source = TargetSource.random(random, limits, period);
            }
            if (random.nextInt(1000) == 0) {
                comeToRest(limiter, checker);
            }
            boolean brake = source.next(t, limiter, targets);
            if (brake) {
                limiter.brake();
            } else {
                limiter.step(targets);
            }
            checker.check(limiter);
        }
    }

    /** From any state it can stop, inside the limits. */
    private static void comeToRest(MotionLimiter limiter, LimitChecker checker) {
        for (int t = 0; !limiter.atRest(); t++) {
            limiter.brake();
            checker.check(limiter);
            if (t > 10_000_000) {
                throw new AssertionError("the stop does not end");
            }
        }
    }

    /** Random states until one is found for each joint from which it can stop. */
    private static void startMoving(
            SplittableRandom random, JointLimits limits, MotionLimiter limiter, LimitChecker checker) {
        double[][] state = new double[3][limits.count()];
        for (int j = 0; j < limits.count(); j++) {
            JointLimit limit = limits.joint(j);
            do {
                state[0][j] = random.nextDouble(limit.minPosition(), limit.maxPosition());
                state[1][j] = random.nextDouble(-1, 1) * limit.maxVelocity();
                state[2][j] = random.nextDouble(-1, 1) * limit.maxAcceleration();
                double shrink = random.nextInt(20) == 0 ? 0 : 1;
                state[1][j] *= shrink;
                state[2][j] *= shrink;
            } while (!limiter.viable(j, state[0][j], state[1][j], state[2][j]));
        }
        limiter.reset(state[0], state[1], state[2]);
        checker.startFrom(state[0], state[1], state[2]);
    }

    private static JointLimits randomLimits(SplittableRandom random) {
        List<JointLimit> joints = new ArrayList<>();
        for (int j = 0; j < 3; j++) {
            double min = random.nextDouble(-4, 1);
            double range = Math.pow(10, random.nextDouble(-3, 1));
            joints.add(new JointLimit(
                    "j" + j,
                    min,
                    min + range,
                    Math.pow(10, random.nextDouble(-1, 1)),
                    Math.pow(10, random.nextDouble(-0.5, 2)),
                    Math.pow(10, random.nextDouble(0, 4.5))));
        }
        return new JointLimits(joints);
    }
}
