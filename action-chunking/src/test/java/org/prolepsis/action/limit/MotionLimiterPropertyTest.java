package org.prolepsis.action.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Limits hold whatever comes in. {@code -Dprolepsis.limiter.ticks=N} runs longer, {@code -Dprolepsis.limiter.seed=N}
 * elsewhere.
 */
class MotionLimiterPropertyTest {
    private static final long TICKS = Long.getLong("prolepsis.limiter.ticks", 1_500_000);
    private static final long SEED = Long.getLong("prolepsis.limiter.seed", 2026);
    private static final int EPISODE = 3_000;

    @Test
    void shouldKeepEveryLimitWhateverTheTargetsAre() {
        SplittableRandom random = new SplittableRandom(SEED);
        long violations = 0;
        long ticks = 0;
        String first = "none";
        while (ticks < TICKS) {
            JointLimits limits = random.nextInt(3) == 0 ? JointLimits.panda() : randomLimits(random);
            double period = random.nextInt(2) == 0 ? 0.005 : Math.pow(10, random.nextDouble(-3, -1.5));
            MotionLimiter limiter = new MotionLimiter(limits, period);
            LimitChecker checker = LimitChecker.of(limits, period, limiter);
            episode(random, limits, period, limiter, checker);
            if (violations == 0 && checker.violations > 0) {
                first = checker.first + ", period " + period + ", " + limits;
            }
            violations += checker.violations;
            ticks += EPISODE;
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
            boolean brake = source.next(t, limiter, targets);
            if (brake) {
                limiter.brake();
            } else {
                limiter.step(targets);
            }
            checker.check(limiter);
        }
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
                    1000));
        }
        return new JointLimits(joints);
    }
}
