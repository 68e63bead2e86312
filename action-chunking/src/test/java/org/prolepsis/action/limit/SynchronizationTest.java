package org.prolepsis.action.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SynchronizationTest {
    private static final double PERIOD = 0.001;
    private static final JointLimits PANDA = JointLimits.panda();

    private static double[] somewhere(SplittableRandom random) {
        return PANDA.joints().stream()
                .mapToDouble(limit -> random.nextDouble(limit.minPosition(), limit.maxPosition()))
                .toArray();
    }

    private static MotionLimiter synchronised(double[] start) {
        MotionLimiter limiter = new MotionLimiter(PANDA, PERIOD, MotionLimiter.Synchronization.TIME);
        limiter.reset(start);
        return limiter;
    }

    @Test
    void shouldKeepToTheStraightLineOfAllJointsFromRest() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 30; i++) {
            double[] start = somewhere(random);
            double[] goal = somewhere(random);
            MotionLimiter limiter = synchronised(start);
            MotionLimiter free = new MotionLimiter(PANDA, PERIOD);
            free.reset(start);
            LimitChecker checker = LimitChecker.of(PANDA, PERIOD, limiter);
            int ticks = 0;
            int freeTicks = 0;
            for (int t = 0; t < 8000; t++) {
                limiter.step(goal);
                free.step(goal);
                checker.check(limiter);
                ticks += limiter.atRest() ? 0 : 1;
                freeTicks += free.atRest() ? 0 : 1;
                double share = (limiter.position(0) - start[0]) / (goal[0] - start[0]);
                for (int j = 1; j < 7; j++) {
                    assertEquals(start[j] + share * (goal[j] - start[j]), limiter.position(j), 1e-9);
                }
            }
            for (int j = 0; j < 7; j++) {
                assertEquals(goal[j], limiter.position(j), 1e-10);
            }
            assertEquals(0, checker.violations, checker.first);
            assertTrue(ticks < 1.2 * freeTicks, ticks + " ticks, each joint by itself " + freeTicks);
        }
    }

    @Test
    void shouldArriveTogetherFromMotionToo() {
        SplittableRandom random = new SplittableRandom(8);
        double[] spread = new double[60];
        for (int i = 0; i < spread.length; i++) {
            MotionLimiter limiter = synchronised(somewhere(random));
            LimitChecker checker = LimitChecker.of(PANDA, PERIOD, limiter);
            double[] before = somewhere(random);
            for (int t = random.nextInt(50, 700); t > 0; t--) {
                limiter.step(before);
                checker.check(limiter);
            }
            double[] goal = somewhere(random);
            double[] arrived = new double[7];
            for (int t = 1; t < 8000; t++) {
                limiter.step(goal);
                checker.check(limiter);
                for (int j = 0; j < 7; j++) {
                    arrived[j] = Math.abs(limiter.position(j) - goal[j]) < 1e-5 ? arrived[j] : t;
                }
            }
            assertEquals(0, checker.violations, checker.first);
            spread[i] = (Arrays.stream(arrived).max().orElseThrow()
                            - Arrays.stream(arrived).min().orElseThrow())
                    / Arrays.stream(arrived).max().orElseThrow();
        }
        Arrays.sort(spread);
        assertTrue(spread[spread.length / 2] < 0.01, "median spread is " + spread[spread.length / 2]);
        assertTrue(
                spread[spread.length * 9 / 10] < 0.03, "90 % of spreads are below " + spread[spread.length * 9 / 10]);
    }
}
