package org.prolepsis.flow.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.dataset.MotionSpace;

/** Every expected number is worked out by hand from the definition, with two demonstrations that stand still. */
class EvaluatorTest {
    private static final double[] TIMES = {0, 0.01, 0.02, 0.03};
    private static final EvaluationSettings SETTINGS = new EvaluationSettings(100, 10, 0, 1);
    // the two stand 2 rad apart, so the mean squared distance is 4 and their kernel exp(-4 / (2 * 4))
    private static final double KERNEL = Math.exp(-0.5);

    private static Demonstration still(String id, double angle, String... texts) {
        double[][] values = {{angle}, {angle}, {angle}, {angle}};
        return new Demonstration(id, TIMES, values, Map.of("kind", id), List.of(texts));
    }

    private static final Dataset DATASET = new Dataset(
            "still",
            MotionSpace.JOINT,
            "",
            List.of("j"),
            "any",
            Map.of(),
            List.of(still("zero", 0, "any", "zero"), still("two", 2, "any", "two")),
            "");

    private static Motion constant(double angle) {
        return new Motion() {
            @Override
            public double duration() {
                return 0.03;
            }

            @Override
            public void read(double phase, double[] out) {
                out[0] = angle;
            }
        };
    }

    /** "any" and "two" draw 0 and 2 in turn, "zero" is half a radian off, "deuce" is right, "nil" always wrong. */
    private static final class Source implements SampleSource {
        private final boolean random;

        Source(boolean random) {
            this.random = random;
        }

        @Override
        public TextSampler forText(String text) {
            int[] count = {0};
            return seed -> {
                if (random) {
                    return constant(2 * new Random(seed).nextDouble());
                }
                return switch (text) {
                    case "any", "two" -> constant(2 * (count[0]++ % 2));
                    case "zero" -> constant(0.5);
                    default -> constant(2);
                };
            };
        }

        @Override
        public Motion reconstruct(Demonstration demonstration) {
            return constant(demonstration.values()[0][0] + 0.1);
        }

        @Override
        public long parameterCount() {
            return 42;
        }
    }

    private static Evaluation evaluate(EvaluationSettings settings) {
        List<Paraphrase> paraphrases =
                List.of(new Paraphrase("deuce", Map.of("kind", "two")), new Paraphrase("nil", Map.of("kind", "zero")));
        return Evaluator.evaluate(new Source(false), DATASET, paraphrases, settings);
    }

    @Test
    void shouldCountASampleAsRightWhenItsNearestDemonstrationHasTheLabels() {
        Evaluation evaluation = evaluate(SETTINGS);
        assertEquals((1 + 1 + 0.5) / 3, evaluation.trainAccuracy(), 1e-12);
        assertEquals((1 + 0.5) / 2, evaluation.trainAccuracySpecified(), 1e-12);
        assertEquals((1 + 0.0) / 2, evaluation.paraphraseAccuracy(), 1e-12);
        assertEquals(
                new Evaluation.ByLabel(0.75, 0.5), evaluation.accuracyByLabel().get("kind"));
    }

    @Test
    void shouldMeasureTheDistanceToTheNearestDemonstrationThatTheTextAllows() {
        Evaluation evaluation = evaluate(SETTINGS);
        assertEquals((0 + 0.25 + (0 + 4) / 2.0) / 3, evaluation.nearestDistance(), 1e-12);
        assertEquals((0 + 4) / 2.0, evaluation.paraphraseNearestDistance(), 1e-12);
    }

    @Test
    void shouldComputeTheSquaredMmdOfEachTextByItsDefinition() {
        Evaluation evaluation = evaluate(SETTINGS);
        assertEquals(4, evaluation.mmdBandwidth(), 1e-12);
        double zero = 1 + 1 - 2 * Math.exp(-0.25 / 8);
        double two = (1 + KERNEL) / 2 + 1 - 2 * (1 + KERNEL) / 2;
        assertEquals(0, evaluation.mmdPerText().get("any"), 1e-12);
        assertEquals(zero, evaluation.mmdPerText().get("zero"), 1e-12);
        assertEquals(two, evaluation.mmdPerText().get("two"), 1e-12);
        assertEquals((zero + two) / 3, evaluation.meanMmd(), 1e-12);
    }

    @Test
    void shouldCoverOnlyTheOpenLabelsThatSamplesReach() {
        assertEquals(1, evaluate(SETTINGS).coverage(), 1e-12);
        SampleSource oneSided = new SampleSource() {
            @Override
            public TextSampler forText(String text) {
                return seed -> constant(0);
            }

            @Override
            public Motion reconstruct(Demonstration demonstration) {
                return constant(0);
            }

            @Override
            public long parameterCount() {
                return 1;
            }
        };
        assertEquals(
                0.5, Evaluator.evaluate(oneSided, DATASET, List.of(), SETTINGS).coverage(), 1e-12);
    }

    @Test
    void shouldReportTheRootMeanSquareErrorOfReconstruction() {
        Evaluation.Reconstruction reconstruction = evaluate(SETTINGS).reconstruction();
        assertEquals(0.1, reconstruction.joint(), 1e-12);
        assertEquals(0, reconstruction.duration(), 1e-12);
        assertTrue(Double.isNaN(reconstruction.position()) && Double.isNaN(reconstruction.rotation()));
    }

    @Test
    void shouldGiveTheSameFiguresForTheSameSeedOnly() {
        Evaluation first = Evaluator.evaluate(new Source(true), DATASET, List.of(), SETTINGS);
        Evaluation again = Evaluator.evaluate(new Source(true), DATASET, List.of(), SETTINGS);
        Evaluation other =
                Evaluator.evaluate(new Source(true), DATASET, List.of(), new EvaluationSettings(100, 10, 0, 2));
        assertEquals(first.mmdPerText(), again.mmdPerText());
        assertEquals(first.nearestDistance(), again.nearestDistance());
        assertNotEquals(first.nearestDistance(), other.nearestDistance());
    }

    @Test
    void shouldPrintTheContractsKeysAndNullForWhatThereIsNot() throws Exception {
        Evaluation alone = Evaluator.evaluate(new Source(false), DATASET, List.of(), SETTINGS);
        ObjectMapper mapper = new ObjectMapper();
        var json = mapper.readTree(mapper.writeValueAsString(alone.toJson()));
        for (String key : List.of(
                "/reconstruction/position_rmse_m",
                "/reconstruction/rotation_rmse_rad",
                "/reconstruction/joint_rmse_rad",
                "/mmd/mean",
                "/mmd/per_text/any",
                "/accuracy/train",
                "/accuracy/paraphrases",
                "/accuracy/by_label/kind/train",
                "/nearest_distance",
                "/coverage",
                "/jerk_ratio",
                "/sample_us/p50",
                "/sample_us/p99",
                "/model_parameters")) {
            assertTrue(!json.at(key).isMissingNode(), key);
        }
        assertTrue(json.at("/accuracy/paraphrases").isNull());
        assertTrue(json.at("/reconstruction/position_rmse_m").isNull());
        assertEquals(42, json.at("/model_parameters").asInt());
    }

    @Test
    void shouldRefuseAParaphraseThatNoDemonstrationFits() {
        List<Paraphrase> paraphrases = List.of(new Paraphrase("three", Map.of("kind", "three")));
        Source source = new Source(false);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Evaluator.evaluate(source, DATASET, paraphrases, SETTINGS))
                .getMessage();
        assertTrue(message.contains("\"three\": no demonstration has {kind=three}"), message);
    }

    @Test
    void shouldTakeThePercentileByRank() {
        double[] sorted = {1, 2, 3, 4};
        assertEquals(2, Evaluator.percentile(sorted, 0.5));
        assertEquals(4, Evaluator.percentile(sorted, 0.99));
        assertEquals(1, Evaluator.percentile(new double[] {1}, 0.5));
    }
}
