package org.prolepsis.action.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * How much slower than time-optimal the limiter is. {@code -Dprolepsis.limiter.targets=N} measures more targets; the
 * table is printed.
 */
class TimeOptimalTest {
    private static final int TARGETS = Integer.getInteger("prolepsis.limiter.targets", 100);

    private record Lattice(int x, int v, int a) {}

    /** Fewest ticks to every state from rest with jerks of -1, 0 and 1: by trying all. */
    private static Map<Lattice, Integer> reachable(int maxV, int maxA, int farthest) {
        Map<Lattice, Integer> ticks = new HashMap<>();
        ArrayDeque<Lattice> queue = new ArrayDeque<>();
        Lattice rest = new Lattice(0, 0, 0);
        ticks.put(rest, 0);
        queue.add(rest);
        while (!queue.isEmpty()) {
            Lattice from = queue.remove();
            for (int jerk = -1; jerk <= 1; jerk++) {
                int a = from.a + jerk;
                int v = from.v + a;
                Lattice to = new Lattice(from.x + v, v, a);
                boolean inside = Math.abs(a) <= maxA && Math.abs(v) <= maxV && Math.abs(to.x) <= farthest;
                if (inside && ticks.putIfAbsent(to, ticks.get(from) + 1) == null) {
                    queue.add(to);
                }
            }
        }
        return ticks;
    }

    @Test
    void shouldNeedNoMoreTicksThanTryingAllJerksFinds() {
        // period 0.01 s: one unit is a jerk of 100 rad/s^3 in a tick
        double unit = 100 * 1e-6;
        Map<Lattice, Integer> fewest = reachable(9, 4, 150);
        TimeOptimal optimum = new TimeOptimal(9, 4, 1);
        JointLimits limits =
                new JointLimits(List.of(new JointLimit("j", -99, 99, 9 * unit / 1e-2, 4 * unit / 1e-4, 100)));
        for (int goal = 2; goal <= 120; goal++) {
            int best = fewest.get(new Lattice(goal, 0, 0));
            MotionLimiter limiter = new MotionLimiter(limits, 0.01);
            int ticks = 0;
            while (Math.abs(limiter.position(0) - goal * unit) > 1e-10 && ticks < 1000) {
                limiter.step(new double[] {goal * unit});
                ticks++;
            }
            assertEquals(goal * unit, limiter.position(0), 1e-10);
            assertTrue(ticks <= best + 2, "to " + goal + ": " + ticks + " ticks, all jerks tried " + best);
            assertEquals(best, optimum.seconds(0, 0, goal), 3, "continuous optimum to " + goal);
        }
    }

    @Test
    void shouldBeNearlyAsFastAsTheTimeOptimum() {
        for (double period : new double[] {0.001, 0.005}) {
            for (boolean moving : new boolean[] {false, true}) {
                compare(period, moving, TARGETS, new SplittableRandom(31));
            }
        }
    }

    private static void compare(double period, boolean moving, int targets, SplittableRandom random) {
        double[] ratios = new double[7 * targets];
        double[] slowest = new double[targets];
        double[] extra = new double[7 * targets];
        for (int i = 0; i < targets; i++) {
            JointLimits panda = JointLimits.panda();
            MotionLimiter limiter = new MotionLimiter(panda, period);
            double[] goal = goTo(random, panda, limiter, moving);
            double[] optimal = new double[7];
            for (int j = 0; j < 7; j++) {
                JointLimit limit = panda.joint(j);
                optimal[j] = new TimeOptimal(limit.maxVelocity(), limit.maxAcceleration(), limit.maxJerk())
                        .seconds(limiter.velocity(j), limiter.acceleration(j), goal[j] - limiter.position(j));
            }
            double[] taken = timeTo(limiter, goal, period);
            for (int j = 0; j < 7; j++) {
                ratios[7 * i + j] = taken[j] / optimal[j];
                extra[7 * i + j] = (taken[j] - optimal[j]) / period;
            }
            slowest[i] = Arrays.stream(taken).max().orElseThrow()
                    / Arrays.stream(optimal).max().orElseThrow();
        }
        Arrays.sort(ratios);
        Arrays.sort(slowest);
        Arrays.sort(extra);
        System.out.printf(
                "period %.3f s, %s: time over optimum p50/p95/max: joints %s, slowest of 7 %s; ticks more %s%n",
                period, moving ? "moving" : "at rest", row(ratios), row(slowest), row(extra));
        assertTrue(slowest[(int) (0.95 * targets)] < 1.03, "slowest joint, p95: " + slowest[(int) (0.95 * targets)]);
        assertTrue(extra[(int) (0.95 * extra.length)] < 4, "ticks more, p95: " + extra[(int) (0.95 * extra.length)]);
    }

    private static String row(double[] sorted) {
        int n = sorted.length;
        return String.format("%.4f/%.4f/%.4f", sorted[n / 2], sorted[(int) (0.95 * n)], sorted[n - 1]);
    }

    /** A start, at rest or in motion, and a random goal. */
    private static double[] goTo(SplittableRandom random, JointLimits limits, MotionLimiter limiter, boolean moving) {
        double[][] somewhere = new double[3][7];
        for (double[] positions : somewhere) {
            for (int j = 0; j < 7; j++) {
                positions[j] = random.nextDouble(
                        limits.joint(j).minPosition() + 0.3, limits.joint(j).maxPosition() - 0.3);
            }
        }
        limiter.reset(somewhere[0]);
        for (int t = moving ? random.nextInt(10, 800) : 0; t > 0; t--) {
            limiter.step(somewhere[1]);
        }
        return somewhere[2];
    }

    private static double[] timeTo(MotionLimiter limiter, double[] goal, double period) {
        double[] arrived = new double[7];
        for (int t = 1; t * period < 8; t++) {
            limiter.step(goal);
            for (int j = 0; j < 7; j++) {
                boolean there = Math.abs(limiter.position(j) - goal[j]) < 1e-9;
                arrived[j] = there ? arrived[j] : (t + 1) * period;
            }
        }
        return arrived;
    }
}
