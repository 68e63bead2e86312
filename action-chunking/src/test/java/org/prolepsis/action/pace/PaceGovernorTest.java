package org.prolepsis.action.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.prolepsis.action.AllocationMeter;
import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.action.limit.JointLimits;

class PaceGovernorTest {
    private static final double STEP = 0.04;
    private static final double PERIOD = 0.005;
    private static final JointLimits LIMITS = new JointLimits(List.of(new JointLimit("elbow", -100, 100, 2, 10, 1000)));
    private final PaceGovernor governor = new PaceGovernor(LIMITS, new PaceSettings(1, 4, 2, 1));

    private static ActionChunk chunk(int horizon, DoubleUnaryOperator path) {
        double[][] rows = new double[horizon][1];
        for (int i = 0; i < horizon; i++) {
            rows[i][0] = path.applyAsDouble(i * STEP);
        }
        return ActionChunk.of(0, STEP, rows);
    }

    @Test
    void shouldAllowThePaceThatTheVelocityAllows() {
        governor.plan(chunk(20, t -> 0.8 * t));
        assertEquals(2 / 0.8, governor.allowed(7.3), 1e-9);
    }

    @Test
    void shouldAllowThePaceThatTheAccelerationAllows() {
        // p^2 a + S v = amax at the top of a slow, tightly bent wave, where v is 0
        governor.plan(chunk(200, t -> 0.02 * Math.cos(10 * t)));
        double bend = 0.02 * 2 * (1 - Math.cos(10 * STEP)) / (STEP * STEP);
        double tightest = Double.POSITIVE_INFINITY;
        for (double i = 5; i < 190; i += 0.25) {
            tightest = Math.min(tightest, governor.allowed(i));
        }
        assertEquals(Math.sqrt(10 / bend), tightest, 0.1);
    }

    @Test
    void shouldSlowDownBeforeAFastPartEarlyEnough() {
        governor.plan(chunk(100, t -> t < 2 ? 0.1 * t : 0.2 + 4 * (t - 2)));
        double pace = 1;
        double index = 0;
        while (index < 55) {
            double before = pace;
            pace = governor.next(pace, 4, index, PERIOD);
            assertTrue(Math.abs(pace - before) <= 2 * PERIOD + 1e-12);
            index += pace * PERIOD / STEP;
        }
        assertTrue(pace * 4 <= 2 * 1.02, "velocity at the fast part: " + pace * 4);
    }

    @Test
    void shouldAllowAnyPaceWithoutAPlanAndBeyondItsEnd() {
        assertEquals(Double.POSITIVE_INFINITY, governor.allowed(0));
        governor.plan(chunk(10, t -> t));
        assertEquals(Double.POSITIVE_INFINITY, governor.allowed(9));
        assertEquals(Double.POSITIVE_INFINITY, governor.allowed(Double.NaN));
        governor.clear();
        assertEquals(Double.POSITIVE_INFINITY, governor.allowed(3));
    }

    @Test
    void shouldNeverStallOnAPathThatNoPaceCanFollow() {
        governor.plan(chunk(10, t -> t < 0.1 ? 0 : 50));
        assertEquals(PaceGovernor.LEAST_PACE, governor.allowed(2), 1e-12);
    }

    @Test
    void shouldStartSlowerWhereTheChunkBeginsInMotion() {
        assertEquals(1, governor.initial(chunk(10, t -> 0.1 * t * t), 1, 0.05), 1e-12);
        assertEquals(0.5, governor.initial(chunk(10, t -> t), 1, 0.05), 1e-9);
        assertEquals(1, governor.initial(chunk(1, t -> t), 1, 0.05), 1e-12);
    }

    @Test
    void shouldKeepTheLimitsAlongRandomSmoothPaths() {
        SplittableRandom random = new SplittableRandom(21);
        for (int episode = 0; episode < 100; episode++) {
            double amplitude = random.nextDouble(0.05, 0.8);
            double omega = random.nextDouble(0.5, 4);
            double phase = random.nextDouble(0, 6);
            governor.plan(chunk(100, t -> amplitude * Math.sin(omega * t + phase)));
            double pace = 0;
            double virtual = 0;
            double wanted = random.nextDouble(0.5, 4);
            for (int t = 0; virtual < 90 * STEP && t < 4000; t++) {
                double before = pace;
                pace = governor.next(pace, wanted, virtual / STEP, PERIOD);
                double slope = (pace - before) / PERIOD;
                double v = amplitude * omega * Math.cos(omega * virtual + phase);
                double a = -amplitude * omega * omega * Math.sin(omega * virtual + phase);
                assertTrue(Math.abs(pace * v) <= 2 * 1.03, "velocity " + pace * v);
                assertTrue(Math.abs(pace * pace * a + slope * v) <= 10 * 1.03, "acceleration");
                virtual += pace * PERIOD;
            }
            governor.clear();
        }
    }

    @Test
    void shouldAllocateNothing() {
        ActionChunk wave = chunk(100, Math::sin);
        assertEquals(0, AllocationMeter.bytesOf(2000, i -> {
            governor.plan(wave);
            governor.next(1, 2, i % 90, PERIOD);
        }));
    }
}
