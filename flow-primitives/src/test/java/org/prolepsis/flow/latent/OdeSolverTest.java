package org.prolepsis.flow.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OdeSolverTest {
    /** A turning and shrinking plane: z' = -0.5 z + 3 (-y, x), so z(1) = exp(-0.5) times the turn by 3 rad. */
    private static final OdeSolver.VelocityField SPIRAL = (halfStep, t, z, out) -> {
        out[0] = -0.5f * z[0] - 3 * z[1];
        out[1] = -0.5f * z[1] + 3 * z[0];
    };

    @ParameterizedTest
    @CsvSource({"EULER, 1, 64", "MIDPOINT, 2, 16", "RK4, 4, 4"})
    void shouldConvergeWithItsOrderOnALinearEquation(OdeSolver solver, int order, int steps) {
        double coarse = error(solver, steps);
        double fine = error(solver, 2 * steps);
        double measured = Math.log(coarse / fine) / Math.log(2);
        assertEquals(order, measured, 0.35, "errors " + coarse + " and " + fine);
    }

    private static double error(OdeSolver solver, int steps) {
        float[] z = {1, 0};
        solver.integrate(SPIRAL, steps, z, new OdeSolver.Scratch(2));
        double x = Math.exp(-0.5) * Math.cos(3);
        double y = Math.exp(-0.5) * Math.sin(3);
        return Math.hypot(z[0] - x, z[1] - y);
    }

    @Test
    void shouldReachTheKnownSolution() {
        assertTrue(error(OdeSolver.RK4, 32) < 1e-5, "error " + error(OdeSolver.RK4, 32));
    }

    @ParameterizedTest
    @EnumSource(OdeSolver.class)
    void shouldTellTheTimeInHalfStepsAndCountItsEvaluations(OdeSolver solver) {
        int[] count = {0};
        solver.integrate(
                (halfStep, t, z, out) -> {
                    assertEquals(halfStep / 10.0, t, 1e-6);
                    count[0]++;
                    out[0] = 1;
                },
                5,
                new float[] {0},
                new OdeSolver.Scratch(1));
        assertEquals(5 * solver.evaluationsPerStep(), count[0]);
    }

    @ParameterizedTest
    @EnumSource(OdeSolver.class)
    void shouldIntegrateAConstantVelocityExactly(OdeSolver solver) {
        float[] z = {2};
        solver.integrate((halfStep, t, state, out) -> out[0] = 3, 7, z, new OdeSolver.Scratch(1));
        assertEquals(5, z[0], 1e-5);
    }
}
