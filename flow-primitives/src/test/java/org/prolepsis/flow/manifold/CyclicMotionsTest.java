package org.prolepsis.flow.manifold;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.dataset.MotionSpace;

class CyclicMotionsTest {
    /** Several cycles in a steady swing, of very different lengths; the start differs from motion to motion. */
    private static Dataset circling(double gap) {
        List<Demonstration> demonstrations = new ArrayList<>();
        for (int d = 0; d < 4; d++) {
            double duration = 1.5 * Math.pow(2, d);
            int samples = (int) (duration * 50) + 1;
            double[] times = new double[samples];
            double[][] values = new double[samples][];
            for (int i = 0; i < samples; i++) {
                double s = i / (samples - 1.0);
                times[i] = s * duration;
                double angle = 2 * Math.PI * 3 * s;
                double size = 0.3 + 0.1 * d;
                values[i] = new double[] {size * Math.cos(angle) + gap * s, 0.2 * d + size * Math.sin(angle)};
            }
            demonstrations.add(new Demonstration("d" + d, times, values, Map.of(), List.of("circle")));
        }
        return new Dataset("circles", MotionSpace.JOINT, "", List.of("a", "b"), "circle", Map.of(), demonstrations, "");
    }

    @Test
    void shouldEndEveryMotionWhereItStartsIfAllDemonstrationsDo() {
        FittedDemonstrations fitted = FittedDemonstrations.fit(circling(0), 0);
        assertTrue(fitted.closed(), "circles come back");
        assertFalse(fitted.restAtEnds(), "and do not rest there");
        assertTrue(fitted.positionRmse() < 2e-3, "rmse " + fitted.positionRmse());
        PrincipalMotions principal = PrincipalMotions.of(fitted);
        double[] coefficients = new double[principal.mean().length - 1];
        for (float value : new float[] {-2, 0.3f, 1.7f}) {
            float[] components = new float[principal.count()];
            components[0] = value;
            components[principal.count() - 1] = -value;
            double duration = principal.expand(components, coefficients);
            MotionCurve motion = new MotionCurve(fitted.chart(), fitted.basis(), coefficients, duration);
            double[] start = new double[2];
            double[] end = new double[2];
            motion.read(0, start);
            motion.read(1, end);
            assertArrayEquals(start, end, 1e-12);
        }
    }

    @Test
    void shouldLeaveOpenWhatDoesNotComeBack() {
        assertFalse(FittedDemonstrations.fit(circling(0.05), 24).closed(), "a gap of 50 mrad is no closed motion");
    }

    @Test
    void shouldKeepTheDurationsOfMotionsEightTimesAsLong() {
        FittedDemonstrations fitted = FittedDemonstrations.fit(circling(0), 0);
        PrincipalMotions principal = PrincipalMotions.of(fitted);
        double[] coefficients = new double[principal.mean().length - 1];
        for (int d = 0; d < 4; d++) {
            MotionCurve curve = fitted.curves().get(d);
            assertEquals(1.5 * Math.pow(2, d), principal.expand(principal.project(curve), coefficients), 1e-4);
        }
    }
}
