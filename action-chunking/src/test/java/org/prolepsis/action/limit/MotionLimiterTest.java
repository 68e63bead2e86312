package org.prolepsis.action.limit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.prolepsis.action.AllocationMeter;

class MotionLimiterTest {
    private static final double PERIOD = 0.005;
    private static final JointLimits ONE = new JointLimits(List.of(new JointLimit("elbow", -2, 2, 1.5, 10, 100)));

    private static MotionLimiter at(double position) {
        MotionLimiter limiter = new MotionLimiter(ONE, PERIOD);
        limiter.reset(new double[] {position});
        return limiter;
    }

    @Test
    void shouldTrackASmoothReferenceInsideTheLimitsExactly() {
        MotionLimiter limiter = at(0);
        for (int t = 0; t < 4000; t++) {
            double s = t * PERIOD;
            double reference = 0.4 * (1 - Math.cos(2.4 * s)) * (1 - Math.exp(-s * s * s));
            limiter.step(new double[] {reference});
            assertEquals(reference, limiter.position(0), 1e-13, "tick " + t);
        }
        assertEquals(0, limiter.accelerationSaturations(0) + limiter.velocitySaturations(0));
    }

    /** Largest distance to a reference that changes its acceleration at full jerk between two extremes. */
    private static double errorBehindTrapezoids(double acceleration, double jerk) {
        MotionLimiter limiter =
                new MotionLimiter(new JointLimits(List.of(new JointLimit("elbow", -99, 99, 1.5, 7, 100))), PERIOD);
        double x = 0;
        double v = 0;
        double a = 0;
        double worst = 0;
        for (int t = 0; t < 4000; t++) {
            double wanted = t / 40 % 4 == 0 || t / 40 % 4 == 3 ? acceleration : -acceleration;
            a += Math.min(Math.max(wanted - a, -jerk * PERIOD), jerk * PERIOD);
            v += a * PERIOD;
            x += v * PERIOD;
            limiter.step(new double[] {x});
            worst = Math.max(worst, Math.abs(x - limiter.position(0)));
        }
        return worst;
    }

    @Test
    void shouldTrackAReferenceUpToTheVeryLimitsExactly() {
        assertEquals(0, errorBehindTrapezoids(6.9, 99.9), 1e-12);
        assertEquals(0, errorBehindTrapezoids(7, 100), 1e-12);
    }

    @Test
    void shouldReachAStepWithoutOvershootAndWithoutChattering() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 300; i++) {
            double goal = Math.pow(10, random.nextDouble(-4.8, 0.29));
            MotionLimiter limiter = at(0);
            int signChanges = 0;
            double lastSign = 0;
            for (int t = 0; t < 2000; t++) {
                limiter.step(new double[] {goal});
                assertTrue(limiter.position(0) <= goal + 1e-12, "overshoot at tick " + t + " to " + goal);
                double sign = Math.abs(limiter.acceleration(0)) < 1e-6 ? 0 : Math.signum(limiter.acceleration(0));
                if (sign != 0 && sign != lastSign) {
                    signChanges++;
                    lastSign = sign;
                }
            }
            assertEquals(goal, limiter.position(0), 1e-12);
            assertEquals(0, limiter.velocity(0), 1e-12);
            assertTrue(signChanges <= 2, signChanges + " changes of the acceleration's sign on the way to " + goal);
        }
    }

    @Test
    void shouldReachAStepInNearlyTheLeastTime() {
        // double S: way / vmax + vmax / amax + amax / jmax, and a few ticks that sampling costs
        MotionLimiter limiter = at(-1);
        int ticks = 0;
        while (Math.abs(limiter.position(0) - 1) > 1e-9) {
            limiter.step(new double[] {1});
            ticks++;
        }
        assertEquals((2 / 1.5 + 1.5 / 10 + 10 / 100.0) / PERIOD, ticks, 3);
    }

    @Test
    void shouldPassASmallStepByNoMoreThanTheJerkOfATick() {
        // a step within reach of a tick looks like the start of a motion
        double reach = 100 * PERIOD * PERIOD * PERIOD;
        for (double share = 0.01; share < 1.5; share += 0.01) {
            MotionLimiter limiter = at(0);
            for (int t = 0; t < 100; t++) {
                limiter.step(new double[] {share * reach});
                assertTrue(limiter.position(0) <= (share + 1) * reach, "share " + share);
            }
            assertEquals(share * reach, limiter.position(0), 1e-12);
        }
    }

    @Test
    void shouldCatchUpWithAReferenceThatJumpsAhead() {
        MotionLimiter limiter = at(-1);
        int within = 0;
        for (int t = 0; t < 1000; t++) {
            double reference = -0.8 + 0.3 * t * PERIOD;
            limiter.step(new double[] {reference});
            within = Math.abs(limiter.position(0) - reference) < 1e-9 ? within + 1 : 0;
        }
        assertTrue(within > 900, "was on the reference for the last " + within + " ticks");
    }

    @Test
    void shouldBrakeWhenTheTargetIsNotFinite() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            MotionLimiter limiter = at(0);
            for (int t = 0; t < 50; t++) {
                limiter.step(new double[] {1});
            }
            assertTrue(limiter.velocity(0) > 1);
            for (int t = 0; t < 60; t++) {
                limiter.step(new double[] {bad});
            }
            assertEquals(0, limiter.velocity(0));
            assertEquals(60, limiter.refusedTargets(0));
            limiter.step(new double[] {limiter.position(0)});
            assertEquals(0, limiter.velocity(0));
        }
    }

    @Test
    void shouldStopInTheLeastTimeWhenBraking() {
        MotionLimiter limiter = at(-1.9);
        for (int t = 0; t < 100; t++) {
            limiter.step(new double[] {1.9});
        }
        assertEquals(1.5, limiter.velocity(0), 1e-9);
        int ticks = 0;
        while (!limiter.atRest()) {
            limiter.brake();
            ticks++;
        }
        assertEquals((1.5 / 10 + 10 / 100.0) / PERIOD, ticks, 1, "1.5 rad/s at 10 rad/s^2 and 100 rad/s^3");
    }

    @Test
    void shouldStopAtThePositionLimitWhenTheTargetIsBeyondIt() {
        MotionLimiter limiter = at(0);
        for (int t = 0; t < 1000; t++) {
            limiter.step(new double[] {100});
            assertTrue(limiter.position(0) <= 2);
        }
        assertEquals(2, limiter.position(0), 1e-9);
    }

    @Test
    void shouldOnlyComeBackInWhenItStartsOutside() {
        MotionLimiter limiter = at(2.05);
        double last = 2.05;
        for (int t = 0; t < 200; t++) {
            limiter.step(new double[] {t < 20 ? 3 : 1});
            assertTrue(limiter.position(0) <= last + 1e-12);
            last = limiter.position(0);
        }
        assertEquals(1, last, 1e-9);
    }

    @Test
    void shouldWorkForAJointWithoutPositionLimits() {
        JointLimits wheel = new JointLimits(
                List.of(new JointLimit("wheel", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1.5, 10, 1000)));
        MotionLimiter limiter = new MotionLimiter(wheel, PERIOD);
        for (int t = 0; t < 2000; t++) {
            limiter.step(new double[] {10});
        }
        assertEquals(10, limiter.position(0), 1e-12);
    }

    @Test
    void shouldCountWhatItCuts() {
        MotionLimiter limiter = at(-1);
        for (int t = 0; t < 400; t++) {
            limiter.step(new double[] {1});
        }
        assertTrue(limiter.velocitySaturations(0) > 100);
        assertTrue(limiter.accelerationSaturations(0) >= 8);
        assertTrue(limiter.jerkSaturations(0) >= 19);
        assertEquals(0, limiter.positionSaturations(0));
    }

    @Test
    void shouldNotBeResetByAnUnusablePosition() {
        MotionLimiter limiter = at(0.3);
        assertThrows(IllegalArgumentException.class, () -> limiter.reset(new double[] {Double.NaN}));
        assertThrows(IllegalArgumentException.class, () -> limiter.reset(new double[2]));
        assertEquals(0.3, limiter.position(0));
    }

    @Test
    void shouldAllocateNothing() {
        MotionLimiter limiter = new MotionLimiter(JointLimits.panda(), PERIOD);
        double[] targets = new double[7];
        double[][] out = new double[3][7];
        long bytes = AllocationMeter.bytesOf(20_000, i -> {
            targets[i % 7] = i % 31 == 0 ? Double.NaN : Math.sin(i * 0.01);
            limiter.step(targets);
            limiter.readInto(out[0], out[1], out[2]);
        });
        assertEquals(0, bytes);
        assertArrayEquals(new double[] {limiter.position(0)}, new double[] {out[0][0]});
    }
}
