package org.prolepsis.flow.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.demo.WavingDataset;
import org.prolepsis.flow.manifold.FittedDemonstrations;

class JoinSearchTest {
    private static final List<MotionCurve> CURVES = FittedDemonstrations.fit(
                    WavingDataset.generate(WavingDataset.DEFAULT_SEED), 0)
            .curves();

    private static JoinSearch after(MotionCurve executed, double phase) {
        double[] q = new double[7];
        double[] v = new double[7];
        executed.read(phase, q);
        executed.velocity(phase, v);
        double[] times = new double[15];
        double[][] before = new double[15][7];
        for (int i = 0; i < 15; i++) {
            times[i] = 0.1 * (i + 1);
            executed.read(Math.max(0, phase - times[i] / executed.duration()), before[i]);
        }
        return new JoinSearch(q, v, new ExecutedPrefix(times, before, 0.1));
    }

    /** Positions repeat from wave to wave; velocity and prefix say which stroke it is. */
    @Test
    void shouldFindThePhaseOfTheMotionItself() {
        for (MotionCurve curve : CURVES) {
            for (double phase : new double[] {0.15, 0.3, 0.45, 0.55}) {
                JoinSearch.Join join = after(curve, phase).best(curve, 0.6, 120);
                assertEquals(phase, join.phase(), 0.006);
                assertTrue(join.cost() < 0.1, "cost " + join.cost());
            }
        }
    }

    @Test
    void shouldPreferTheCandidateThatWasExecuted() {
        int found = 0;
        for (int truth = 0; truth < CURVES.size(); truth++) {
            JoinSearch search = after(CURVES.get(truth), 0.4);
            int best = 0;
            for (int i = 0; i < CURVES.size(); i++) {
                best = search.best(CURVES.get(i), 0.4, 80).cost()
                                < search.best(CURVES.get(best), 0.4, 80).cost()
                        ? i
                        : best;
            }
            found += best == truth ? 1 : 0;
        }
        assertEquals(CURVES.size(), found);
    }

    @Test
    void shouldBeginAtTheBeginningFromRestAtHome() {
        MotionCurve curve = CURVES.get(0);
        double[] home = new double[7];
        curve.read(0, home);
        ExecutedPrefix standing = new ExecutedPrefix(new double[] {0.2, 0.5}, new double[][] {home, home}, 0.1);
        assertEquals(
                0,
                new JoinSearch(home, new double[7], standing)
                        .best(curve, 0.4, 80)
                        .phase(),
                0.02);
    }

    @Test
    void shouldRefuseNumbersThatAreNone() {
        ExecutedPrefix none = new ExecutedPrefix(new double[0], new double[0][], 1);
        double[] bad = {Double.NaN};
        assertThrows(IllegalArgumentException.class, () -> new JoinSearch(bad, new double[1], none));
        assertThrows(IllegalArgumentException.class, () -> new JoinSearch(new double[1], new double[2], none));
    }
}
