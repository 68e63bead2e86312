package org.prolepsis.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.action.limit.JointLimits;

class MotionAnalysisTest {
    private static final double DT = 0.005;
    private static final JointLimits LIMITS = new JointLimits(List.of(new JointLimit("j", -1, 1, 2, 10, 1e3)));

    @Test
    void shouldDifferentiateAParabolaExactly() {
        MotionAnalysis analysis = new MotionAnalysis(commanded(t -> 3 * t * t, 20));
        for (int i = 2; i < 20; i++) {
            assertEquals(6.0, analysis.acceleration()[i][0], 1e-9);
            assertEquals(3 * (2 * i - 1) * DT, analysis.velocity()[i][0], 1e-9);
        }
    }

    @Test
    void shouldCountEachValueOutsideALimitOnce() {
        assertEquals(0, new MotionAnalysis(commanded(t -> 5 * t * t, 20)).violations(LIMITS));
        double[][] jump = {{0}, {0}, {0.02}, {0.02}};
        MotionAnalysis analysis = new MotionAnalysis(recording(jump, new double[0], new double[0][]));
        assertEquals(3, analysis.violations(LIMITS), "one velocity of 4 rad/s, two accelerations of 800 rad/s²");
        double[][] outside = {{1.5}, {1.5}, {1.5}};
        assertEquals(3, new MotionAnalysis(recording(outside, new double[0], new double[0][])).violations(LIMITS));
        double[][] broken = {{0}, {Double.NaN}};
        assertTrue(new MotionAnalysis(recording(broken, new double[0], new double[0][])).violations(LIMITS) > 0);
    }

    @Test
    void shouldCompareMeasurementsWithTheCommandAtTheSameTime() {
        double[][] ramp = {{0}, {1}, {2}};
        double[] times = {DT / 2, 1.5 * DT, 10 * DT};
        double[][] measured = {{0.5}, {1.8}, {99}};
        MotionAnalysis analysis = new MotionAnalysis(recording(ramp, times, measured));
        assertArrayEquals(new double[] {0}, analysis.trackingErrors()[0], 1e-12);
        assertTrue(Double.isNaN(analysis.trackingErrors()[2][0]), "after the last command there is nothing to compare");
        assertEquals(Math.sqrt((0 + 0.09) / 2), analysis.trackingRmse(), 1e-12);
    }

    @Test
    void shouldHaveNoTrackingErrorWithoutMeasurements() {
        assertTrue(Double.isNaN(new MotionAnalysis(commanded(t -> t, 5)).trackingRmse()));
    }

    @Test
    void shouldNameTheRowOfAWrongWidth() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> recording(new double[][] {{0}, {0, 1}}, new double[0], new double[0][]));
        assertEquals("commanded[1] has 2 values; it must have 1, one a joint", e.getMessage());
    }

    @Test
    void shouldJudgeTicksByTheirPeriodAndCountThoseThatWereSkipped() {
        double[][] q = {{0}, {0.005}, {0.01}, {0.015}};
        double[] times = {0, DT, 4 * DT, 5 * DT};
        Recording skipped = new Recording(List.of("j"), DT, times, q, new double[0], new double[0][]);
        assertEquals(2, skipped.skippedTicks());
        assertEquals(1.0, new MotionAnalysis(skipped).velocity()[2][0], 1e-9);
    }

    private interface Curve {
        double at(double t);
    }

    private static Recording commanded(Curve curve, int n) {
        double[][] q = new double[n][1];
        for (int i = 0; i < n; i++) {
            q[i][0] = curve.at(i * DT);
        }
        return recording(q, new double[0], new double[0][]);
    }

    private static Recording recording(double[][] q, double[] measuredTimes, double[][] measured) {
        double[] times = new double[q.length];
        for (int i = 0; i < q.length; i++) {
            times[i] = i * DT;
        }
        return new Recording(List.of("j"), DT, times, q, measuredTimes, measured);
    }
}
