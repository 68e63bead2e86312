package org.prolepsis.flow.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.dataset.MotionSpace;
import org.prolepsis.flow.model.MotionModel;

class LeaveOneOutTest {
    private static final TrainingSettings SHORT = TrainingSettings.DEFAULT.withSteps(600, 60);

    /** Bells of nine sizes: one number tells them apart, so the eighth lies on the manifold of the others. */
    private static Dataset bells() {
        List<Demonstration> demonstrations = new ArrayList<>();
        for (int k = 0; k < 9; k++) {
            double[] times = new double[101];
            double[][] values = new double[101][];
            double size = 0.5 + 0.1 * k;
            for (int i = 0; i <= 100; i++) {
                double s = i / 100.0;
                times[i] = 3 * s;
                double bell = 64 * Math.pow(s * (1 - s), 3);
                values[i] = new double[] {size * bell, size * size * bell};
            }
            demonstrations.add(new Demonstration("b" + k, times, values, Map.of(), List.of("go")));
        }
        return new Dataset("bells", MotionSpace.JOINT, "", List.of("a", "b"), "go", Map.of(), demonstrations, "");
    }

    @Test
    void shouldFindAMotionBetweenOthersOnTheirManifold() {
        List<LeaveOneOut.Result> results = LeaveOneOut.run(bells(), SHORT, TrainingListener.NONE);
        assertEquals(9, results.size());
        for (LeaveOneOut.Result result : results.subList(1, 8)) {
            assertTrue(
                    result.manifold().position() < 0.2 * result.nearest().position(),
                    result.id() + ": " + result.manifold() + " against the nearest " + result.nearest());
            assertTrue(result.span().position() <= result.manifold().position() + 1e-6, result.toString());
        }
        double rms = LeaveOneOut.rms(results, result -> result.manifold().position());
        assertTrue(rms < 0.05, "rms " + rms);
    }

    @Test
    void shouldSayThatOneDemonstrationIsTooFew() {
        Dataset one = Subsets.draw(bells(), 1, 3);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> LeaveOneOut.run(one, SHORT, TrainingListener.NONE));
        assertTrue(e.getMessage().contains("has 1 demonstration, leaving one out needs at least 2"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void shouldTrainOnAFewDemonstrations(int count) {
        Dataset few = Subsets.draw(TestData.reaching(), count, 4);
        MotionModel model = new Trainer(TestData.encoder())
                .train(few, SHORT, TrainingListener.NONE)
                .model();
        assertTrue(
                model.flow().latentDimension() <= 4, "latents " + model.flow().latentDimension());
        double[] out = new double[2];
        for (Demonstration demonstration : few.demonstrations()) {
            MotionCurve curve = model.reconstruct(demonstration);
            for (int i = 0; i < demonstration.size(); i += 5) {
                curve.read(i / (demonstration.size() - 1.0), out);
                assertEquals(demonstration.values()[i][0], out[0], 0.02);
                assertEquals(demonstration.values()[i][1], out[1], 0.02);
            }
        }
        MotionCurve sample = model.sampler().sample(model.condition("reach out"), 1);
        assertTrue(sample.duration() > 1 && sample.duration() < 8, "duration " + sample.duration());
    }

    @Test
    void shouldDrawSubsetsThatGrow() {
        List<String> three = ids(Subsets.draw(bells(), 3, 7));
        List<String> five = ids(Subsets.draw(bells(), 5, 7));
        assertTrue(five.containsAll(three), three + " in " + five);
        assertEquals(three.stream().sorted().toList(), three);
        assertThrows(IllegalArgumentException.class, () -> Subsets.draw(bells(), 10, 1));
    }

    private static List<String> ids(Dataset dataset) {
        return dataset.demonstrations().stream().map(Demonstration::id).toList();
    }
}
