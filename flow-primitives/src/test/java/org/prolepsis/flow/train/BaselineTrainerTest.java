package org.prolepsis.flow.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.metrics.Evaluation;
import org.prolepsis.flow.metrics.EvaluationSettings;
import org.prolepsis.flow.metrics.Evaluator;
import org.prolepsis.flow.metrics.Paraphrase;
import org.prolepsis.flow.model.MotionModel;

class BaselineTrainerTest {
    private static final Dataset DATA = TestData.reaching();
    private static final TrainingSettings SETTINGS = TrainingSettings.DEFAULT.withSteps(400, 900);
    private static Map<String, Baseline> baselines;

    @BeforeAll
    static void train() {
        MotionModel model = new Trainer(TestData.encoder())
                .train(DATA, SETTINGS, TrainingListener.NONE)
                .model();
        List<Baseline> trained =
                new BaselineTrainer(TestData.encoder()).train(DATA, model, SETTINGS, TrainingListener.NONE);
        baselines = trained.stream().collect(Collectors.toMap(Baseline::name, Function.identity()));
    }

    private static Evaluation evaluate(String name) {
        return Evaluator.evaluate(
                baselines.get(name).source(),
                DATA,
                List.of(
                        new Paraphrase("go starboard", Map.of("side", "right")),
                        new Paraphrase("reach larboard", Map.of("side", "left"))),
                new EvaluationSettings(30, 3, 5, 1));
    }

    @Test
    void shouldTrainEveryBaselineOfThePaper() {
        assertEquals(
                List.of(
                        "conditional_autoencoder",
                        "latent_mixture",
                        "retrieval",
                        "retrieval_wordings",
                        "trajectory_flow"),
                baselines.keySet().stream().sorted().toList());
    }

    @Test
    void shouldLearnWhatTheTrainingSentencesSpecify() {
        for (String name : List.of("latent_mixture", "conditional_autoencoder", "trajectory_flow")) {
            Evaluation evaluation = evaluate(name);
            // the autoencoder blends what a sentence leaves open; by chance it would be right in less than a third
            double least = name.equals("conditional_autoencoder") ? 0.6 : 0.85;
            assertTrue(evaluation.trainAccuracySpecified() > least, name + ": " + evaluation.trainAccuracySpecified());
            assertTrue(baselines.get(name).steps() == 900 && baselines.get(name).seconds() > 0);
        }
    }

    @Test
    void shouldReturnDemonstrationsOfTheNearestSentence() {
        Evaluation plain = evaluate("retrieval");
        assertEquals(1, plain.trainAccuracy(), "a training sentence is its own nearest");
        assertTrue(plain.nearestDistance() < 1e-4, "demonstrations themselves: " + plain.nearestDistance());
        assertEquals(1, evaluate("retrieval_wordings").paraphraseAccuracy(), "wordings hold the dataset's synonyms");
    }

    @Test
    void shouldDrawTheSameMotionForTheSameSeed() {
        baselines.forEach((name, baseline) -> {
            MotionCurve one =
                    (MotionCurve) baseline.source().forText("reach left").sample(5);
            double[] first = one.coefficients();
            MotionCurve again =
                    (MotionCurve) baseline.source().forText("reach left").sample(5);
            assertArrayEquals(first, again.coefficients(), name);
            assertTrue(baseline.source().parameterCount() > 0);
        });
    }

    @Test
    void shouldDrawFromAMixtureInItsProportions() {
        float[] said = new float[MixtureTraining.MODES * 3];
        java.util.Arrays.fill(said, 0, MixtureTraining.MODES, -50);
        said[2] = (float) Math.log(0.25);
        said[5] = (float) Math.log(0.75);
        said[MixtureTraining.MODES + 2] = -3;
        said[MixtureTraining.MODES + 5] = 3;
        java.util.Arrays.fill(said, 2 * MixtureTraining.MODES, said.length, -20);
        float[] latent = new float[1];
        int high = 0;
        for (int seed = 0; seed < 4000; seed++) {
            MixtureTraining.draw(said, new SplittableRandom(seed), latent);
            assertEquals(3, Math.abs(latent[0]), 0.06, "seed " + seed);
            high += latent[0] > 0 ? 1 : 0;
        }
        assertEquals(0.75, high / 4000.0, 0.03);
    }
}
