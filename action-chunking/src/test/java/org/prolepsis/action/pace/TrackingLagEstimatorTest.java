package org.prolepsis.action.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.prolepsis.action.AllocationMeter;

class TrackingLagEstimatorTest {
    private static final double PERIOD = 0.005;
    private final LagSettings settings = new LagSettings(0.05, 0.5, 2);
    private final TrackingLagEstimator estimator = new TrackingLagEstimator(1, PERIOD, settings);
    private final SplittableRandom random = new SplittableRandom(31);
    private long tick;

    private void run(double seconds, double delay, DoubleUnaryOperator command, double noise, double offset) {
        for (int i = 0; i < seconds / PERIOD; i++) {
            tick++;
            estimator.record(tick, new double[] {command.applyAsDouble(tick * PERIOD)});
            double measured = command.applyAsDouble(tick * PERIOD - delay) + offset;
            estimator.measure((double) tick, new double[] {measured + noise * random.nextDouble(-1, 1)});
        }
    }

    @Test
    void shouldFindAPureDelay() {
        run(10, 0.13, t -> 0.5 * Math.sin(2 * t), 0, 0);
        assertEquals(0.13, estimator.lagSeconds(), 0.002);
    }

    @Test
    void shouldFindTheLagInNoiseAndUnderAConstantOffset() {
        run(20, 0.08, t -> 0.5 * Math.sin(3 * t), 0.005, -0.03);
        assertEquals(0.08, estimator.lagSeconds(), 0.015);
    }

    @Test
    void shouldFindTheLagOfAFirstOrderArm() {
        double arm = 0;
        double tau = 0.1;
        for (int i = 1; i < 3000; i++) {
            double command = 0.4 * Math.sin(1.5 * i * PERIOD);
            estimator.record(i, new double[] {command});
            arm += (1 - Math.exp(-PERIOD / tau)) * (command - arm);
            estimator.measure(i, new double[] {arm});
        }
        // phase delay of 1 / (1 + tau s) at 1.5 rad/s, less the tick that an exact discretisation is ahead
        assertEquals(Math.atan(1.5 * tau) / 1.5, estimator.lagSeconds(), 0.006);
    }

    @Test
    void shouldKeepItsBeliefWhileNothingMoves() {
        assertEquals(0.05, estimator.lagSeconds());
        run(10, 0.3, t -> 1, 0.01, 0.2);
        assertEquals(0.05, estimator.lagSeconds(), "the initial value");
        run(10, 0.1, t -> Math.sin(t), 0, 0);
        double learnt = estimator.lagSeconds();
        estimator.restart();
        run(60, 0.1, t -> 1, 0.01, 0.2);
        assertEquals(learnt, estimator.lagSeconds(), "what was learnt");
    }

    @Test
    void shouldFollowALagThatChanges() {
        run(10, 0.05, t -> Math.sin(2 * t), 0, 0);
        run(10, 0.2, t -> Math.sin(2 * t), 0, 0);
        assertEquals(0.2, estimator.lagSeconds(), 0.01);
    }

    @Test
    void shouldStayWithinItsBounds() {
        run(10, -0.2, t -> Math.sin(2 * t), 0, 0);
        assertEquals(0, estimator.lagSeconds());
        run(20, 0.9, t -> Math.sin(2 * t), 0, 0);
        assertTrue(estimator.lagSeconds() <= 0.5);
    }

    @Test
    void shouldIgnoreMeasurementsThatCannotBeUsed() {
        run(5, 0.1, t -> Math.sin(2 * t), 0, 0);
        double learnt = estimator.lagSeconds();
        estimator.measure(tick + 0.5, new double[] {Double.NaN});
        estimator.measure(Double.NaN, new double[] {5});
        estimator.measure(tick - 5.0, new double[] {5});
        estimator.measure(tick + 1e9, new double[] {5});
        estimator.measure(Double.NEGATIVE_INFINITY, new double[] {5});
        assertEquals(learnt, estimator.lagSeconds());
    }

    @Test
    void shouldAllocateNothing() {
        double[] position = new double[1];
        assertEquals(0, AllocationMeter.bytesOf(20_000, i -> {
            tick++;
            position[0] = Math.sin(tick * PERIOD);
            estimator.record(tick, position);
            estimator.measure((double) tick, position);
        }));
    }
}
