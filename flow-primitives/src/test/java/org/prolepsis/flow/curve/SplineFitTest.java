package org.prolepsis.flow.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SplineFitTest {
    @Test
    void shouldFitQuadraticsExactlyBecauseTheRidgeOnlySeesJerk() {
        SplineBasis basis = new SplineBasis(14);
        double[] phases = SplineBasisTest.grid(60);
        double[][] values = new double[60][2];
        for (int i = 0; i < 60; i++) {
            values[i][0] = 2 - 3 * phases[i] + 5 * phases[i] * phases[i];
            values[i][1] = 1;
        }
        SplineFit fit = new SplineFit(basis, false);
        double[] coefficients = fit.fit(phases, values);

        double[] residuals = fit.meanSquaredResiduals(coefficients, phases, values);
        assertEquals(0, Math.sqrt(residuals[0]), 1e-9);
        assertEquals(0, Math.sqrt(residuals[1]), 1e-9);
        MotionCurve curve = new MotionCurve(Chart.joint(2), basis, coefficients, 1);
        double[] out = new double[2];
        curve.derivative(0.37, 2, out);
        assertEquals(10, out[0], 1e-5);
    }

    @Test
    void shouldFollowASmoothMotionWithinAMicroradian() {
        SplineBasis basis = new SplineBasis(24);
        double[] phases = SplineBasisTest.grid(400);
        double[][] values = new double[400][1];
        for (int i = 0; i < 400; i++) {
            values[i][0] = Math.sin(2 * Math.PI * phases[i]);
        }
        SplineFit fit = new SplineFit(basis, false);
        double residual = fit.meanSquaredResiduals(fit.fit(phases, values), phases, values)[0];
        assertTrue(Math.sqrt(residual) < 1e-6, "rms residual " + Math.sqrt(residual));
    }

    @Test
    void shouldRestAtBothEndsWhenAsked() {
        SplineBasis basis = new SplineBasis(16);
        double[] phases = SplineBasisTest.grid(100);
        double[][] values = new double[100][1];
        for (int i = 0; i < 100; i++) {
            values[i][0] = phases[i];
        }
        MotionCurve curve = new MotionCurve(Chart.joint(1), basis, new SplineFit(basis, true).fit(phases, values), 2);
        double[] out = new double[1];
        for (double end : new double[] {0, 1}) {
            curve.velocity(end, out);
            assertEquals(0, out[0], 1e-12);
            curve.acceleration(end, out);
            assertEquals(0, out[0], 1e-9);
        }
    }

    @Test
    void shouldNotBeShiftedByUnevenSampling() {
        // nine samples of ten lie in the first half; the fit of a step-free curve must not care
        SplineBasis basis = new SplineBasis(10);
        double[] phases = new double[100];
        double[][] values = new double[100][1];
        for (int i = 0; i < 100; i++) {
            phases[i] = i < 90 ? 0.5 * i / 90 : 0.5 + 0.5 * (i - 90) / 9;
            values[i][0] = Math.cos(3 * phases[i]);
        }
        MotionCurve curve = new MotionCurve(Chart.joint(1), basis, new SplineFit(basis, false).fit(phases, values), 1);
        double[] out = new double[1];
        for (double s = 0; s <= 1; s += 0.05) {
            curve.read(s, out);
            assertEquals(Math.cos(3 * s), out[0], 1e-4);
        }
    }
}
