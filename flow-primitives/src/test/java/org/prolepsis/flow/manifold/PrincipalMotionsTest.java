package org.prolepsis.flow.manifold;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.train.TestData;

class PrincipalMotionsTest {
    private final FittedDemonstrations fitted = FittedDemonstrations.fit(TestData.reaching(), 0);
    private final PrincipalMotions principal = PrincipalMotions.of(fitted);

    @Test
    void shouldMakeDistancesOfComponentsTheDistancesOfMotions() {
        MotionCurve a = fitted.curves().get(0);
        MotionCurve b = fitted.curves().get(5);
        double logRatio = Math.log(a.duration() / b.duration());
        double expected = quadrature(a, b) + principal.durationWeight() * logRatio * logRatio;
        assertEquals(expected, distance(a, b), 1e-5 * expected);
    }

    @Test
    void shouldWeighRotationTenTimes() {
        FittedDemonstrations turning = FittedDemonstrations.fit(TestData.turning(), 0);
        PrincipalMotions components = PrincipalMotions.of(turning);
        MotionCurve a = turning.curves().get(0);
        MotionCurve b = turning.curves().get(1);
        double square = 0;
        float[] ca = components.project(a);
        float[] cb = components.project(b);
        for (int k = 0; k < ca.length; k++) {
            square += Math.pow(components.scale() * (ca[k] - cb[k]), 2);
        }
        // y differs by 0.4 s and the angle by 2 s: the integral of (0.4 s)^2 + 10 (2 s)^2
        assertEquals((0.16 + 40) / 3, square, 1e-3);
    }

    private double distance(MotionCurve a, MotionCurve b) {
        float[] ca = principal.project(a);
        float[] cb = principal.project(b);
        double square = 0;
        for (int k = 0; k < ca.length; k++) {
            square += Math.pow(principal.scale() * (ca[k] - cb[k]), 2);
        }
        return square;
    }

    private static double quadrature(MotionCurve a, MotionCurve b) {
        double[] x = new double[2];
        double[] y = new double[2];
        double sum = 0;
        int n = 5000;
        for (int i = 0; i < n; i++) {
            a.read((i + 0.5) / n, x);
            b.read((i + 0.5) / n, y);
            sum += (Math.pow(x[0] - y[0], 2) + Math.pow(x[1] - y[1], 2)) / n;
        }
        return sum;
    }

    @Test
    void shouldComeBackFromItsComponents() {
        double[] coefficients = new double[principal.mean().length - 1];
        for (MotionCurve curve : fitted.curves()) {
            double duration = principal.expand(principal.project(curve), coefficients);
            assertEquals(curve.duration(), duration, 1e-3);
            assertArrayEquals(curve.coefficients(), coefficients, 1e-3);
        }
    }

    @Test
    void shouldKnowTheJerkOfAMotionFromItsComponents() {
        double[][] form = principal.jerkForm();
        for (MotionCurve curve : fitted.curves()) {
            float[] c = principal.project(curve);
            double jerk = 0;
            for (int i = 0; i < form.length; i++) {
                for (int j = 0; j < form.length; j++) {
                    jerk += (i == 0 ? 1 : c[i - 1]) * form[i][j] * (j == 0 ? 1 : c[j - 1]);
                }
            }
            assertEquals(curve.energy(3), jerk, 1e-2 * curve.energy(3));
        }
    }

    @Test
    void shouldAnalyseASingleDemonstration() {
        Dataset all = TestData.reaching();
        Dataset one = new Dataset(
                "one",
                all.space(),
                "",
                all.jointNames(),
                "reach out",
                Map.of(),
                all.demonstrations().subList(0, 1),
                "");
        FittedDemonstrations single = FittedDemonstrations.fit(one, 12);
        PrincipalMotions components = PrincipalMotions.of(single);
        assertEquals(1, components.count());
        assertEquals(0, components.project(single.curves().get(0))[0], 1e-6);
    }

    @Test
    void shouldSeeWhetherDemonstrationsRestAtTheirEnds() {
        assertTrue(fitted.restAtEnds(), "bell-shaped reaches start and end at rest");
        FittedDemonstrations turning = FittedDemonstrations.fit(TestData.turning(), 0);
        assertFalse(turning.restAtEnds(), "the turns run at constant speed");
    }

    @Test
    void shouldTakeTheFewestControlPointsThatFit() {
        assertTrue(fitted.positionRmse() < 2e-3, "rms " + fitted.positionRmse());
        Demonstration wiggle = wiggle();
        Dataset wiggles = new Dataset(
                "wiggles", TestData.reaching().space(), "", List.of("joint"), "wiggle", Map.of(), List.of(wiggle), "");
        FittedDemonstrations fine = FittedDemonstrations.fit(wiggles, 0);
        assertTrue(
                fine.basis().count() > fitted.basis().count(),
                "got " + fine.basis().count());
        assertTrue(fine.positionRmse() < 2e-3, "rms " + fine.positionRmse());
        assertTrue(
                FittedDemonstrations.fit(wiggles, fitted.basis().count()).positionRmse() > 2e-3,
                "fewer control points would have done");
    }

    private static Demonstration wiggle() {
        double[] times = new double[400];
        double[][] values = new double[400][1];
        for (int i = 0; i < 400; i++) {
            times[i] = i * 0.01;
            values[i][0] = Math.sin(6 * Math.PI * times[i] / 4);
        }
        return new Demonstration("wiggle", times, values, Map.of(), List.of("wiggle"));
    }
}
