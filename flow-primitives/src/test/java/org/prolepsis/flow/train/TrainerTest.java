package org.prolepsis.flow.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.DatasetReader;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.model.MotionModel;
import org.prolepsis.flow.model.MotionSampler;
import org.prolepsis.flow.model.TextCondition;

class TrainerTest {
    private static final Dataset DATASET = TestData.reaching();
    private static final int SAMPLES = 40;
    private static MotionModel model;

    @BeforeAll
    static void train() {
        model = new Trainer(TestData.encoder())
                .train(DATASET, TrainingSettings.DEFAULT.withSteps(1500, 2500), TrainingListener.NONE)
                .model();
    }

    @Test
    void shouldReconstructItsDemonstrationsWithinTwoMilliradiansAndAHundredthOfTheirDuration() {
        double[] out = new double[2];
        for (Demonstration demonstration : DATASET.demonstrations()) {
            MotionCurve curve = model.reconstruct(demonstration);
            assertEquals(demonstration.duration(), curve.duration(), 0.01 * demonstration.duration());
            double square = 0;
            int n = demonstration.size();
            for (int i = 0; i < n; i++) {
                curve.read(i / (n - 1.0), out);
                square += (Math.pow(out[0] - demonstration.values()[i][0], 2)
                                + Math.pow(out[1] - demonstration.values()[i][1], 2))
                        / n;
            }
            assertTrue(Math.sqrt(square) < 2e-3, demonstration.id() + " off by " + Math.sqrt(square) + " rad");
        }
    }

    @Test
    void shouldDoWhatTheTextSays() {
        int right = 0;
        int all = 0;
        for (String text : model.texts()) {
            for (MotionCurve motion : sample(text)) {
                all++;
                right += agrees(motion, text) ? 1 : 0;
            }
        }
        assertTrue(right >= 0.97 * all, right + " of " + all + " samples do what their text says");
    }

    private static boolean agrees(MotionCurve motion, String text) {
        double[] middle = new double[2];
        motion.read(0.5, middle);
        String words = " " + text + " ";
        return (!words.contains(" left ") || middle[0] > 0.5)
                && (!words.contains(" right ") || middle[0] < -0.5)
                && (!words.contains(" high ") || middle[1] > 0.4)
                && (!words.contains(" low ") || middle[1] < -0.4)
                && (!words.contains(" slowly ") || motion.duration() > 3)
                && (!words.contains(" quickly ") || motion.duration() < 3);
    }

    @Test
    void shouldUnderstandTheSynonymsOfTheDatasetThoughNoSentenceHasThem() {
        double[] middle = new double[2];
        int right = 0;
        for (MotionCurve motion : sample("reach larboard")) {
            motion.read(0.5, middle);
            right += middle[0] > 0.5 ? 1 : 0;
        }
        for (MotionCurve motion : sample("reach starboard")) {
            motion.read(0.5, middle);
            right += middle[0] < -0.5 ? 1 : 0;
        }
        assertTrue(right >= 0.95 * 2 * SAMPLES, right + " of " + 2 * SAMPLES + " went the way they should");
    }

    @Test
    void shouldPutTogetherWhatNoSentenceNamesTogether() {
        int right = 0;
        int all = 0;
        for (String command : List.of("reach left slowly", "quickly, and reach right", "reach slowly and low")) {
            for (MotionCurve motion : sample(command)) {
                all++;
                right += agrees(motion, command.replace(",", "")) ? 1 : 0;
            }
        }
        assertTrue(right >= 0.9 * all, right + " of " + all + " samples do what no sentence names together");
    }

    @Test
    void shouldLeaveOpenWhatTheTextLeavesOpen() {
        Set<String> reached = new HashSet<>();
        double[] middle = new double[2];
        for (MotionCurve motion : sample("reach left")) {
            motion.read(0.5, middle);
            reached.add((middle[1] > 0 ? "high" : "low") + (motion.duration() > 3 ? " slowly" : " quickly"));
        }
        assertEquals(Set.of("high slowly", "high quickly", "low slowly", "low quickly"), reached);
    }

    @Test
    void shouldStartAndEndEverySampleAtRestAsTheDemonstrationsDo() {
        double[] out = new double[2];
        for (MotionCurve motion : sample("reach out")) {
            for (double end : new double[] {0, 1}) {
                motion.velocity(end, out);
                assertArrayEquals(new double[2], out, 1e-9);
            }
        }
    }

    @Test
    void shouldBeNoJerkierThanTheDemonstrations() {
        double demonstrated = DATASET.demonstrations().stream()
                .mapToDouble(d -> model.reconstruct(d).energy(3))
                .max()
                .orElseThrow();
        double sampled = sample("reach out").stream()
                .mapToDouble(motion -> motion.energy(3))
                .average()
                .orElseThrow();
        assertTrue(sampled <= demonstrated, "mean jerk " + sampled + " against " + demonstrated);
    }

    private static List<MotionCurve> sample(String text) {
        MotionSampler sampler = model.sampler();
        TextCondition condition = model.condition(text);
        List<MotionCurve> motions = new ArrayList<>();
        for (long seed = 0; seed < SAMPLES; seed++) {
            motions.add(sampler.sample(condition, seed));
        }
        return motions;
    }

    @Test
    void shouldMakeTheSameModelFromTheSameSeed() {
        TrainingSettings settings = TrainingSettings.DEFAULT.withSteps(60, 60);
        MotionModel first = quick(settings);
        MotionModel second = quick(settings);
        for (int i = 0; i < first.flow().velocity().parameters().size(); i++) {
            assertArrayEquals(
                    first.flow().velocity().parameters().get(i),
                    second.flow().velocity().parameters().get(i));
        }
        float[] other =
                quick(settings.withSeed(7)).flow().velocity().parameters().get(0);
        assertTrue(other[0] != first.flow().velocity().parameters().get(0)[0], "another seed must give another model");
    }

    private static MotionModel quick(TrainingSettings settings) {
        return new Trainer(TestData.encoder())
                .train(DATASET, settings, TrainingListener.NONE)
                .model();
    }

    @Test
    void shouldReportProgressAndStopWhenCancelled() {
        List<Integer> steps = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void onProgress(int step, int total, double loss) {
                assertEquals(200, total);
                assertTrue(Double.isFinite(loss), "loss " + loss);
                steps.add(step);
            }

            @Override
            public boolean cancelled() {
                return steps.contains(120);
            }
        };
        TrainingCancelledException e = assertThrows(
                TrainingCancelledException.class,
                () -> new Trainer(TestData.encoder())
                        .train(DATASET, TrainingSettings.DEFAULT.withSteps(100, 100), listener));
        assertTrue(e.getMessage().contains("after 120 of 200 steps"), e.getMessage());
        assertEquals(List.of(20, 40, 60, 80, 100, 120), steps);
    }

    @Test
    void shouldGiveASingleDemonstrationBack() {
        Demonstration only = DATASET.demonstrations().get(0);
        Dataset single =
                new Dataset("one", DATASET.space(), "", DATASET.jointNames(), "go", Map.of(), List.of(only), "");
        MotionModel alone = new Trainer(TestData.encoder())
                .train(single, TrainingSettings.DEFAULT.withSteps(200, 20), TrainingListener.NONE)
                .model();
        MotionCurve sample = alone.sampler().sample(alone.condition("go"), 1);
        double[] out = new double[2];
        for (int i = 0; i < only.size(); i += 10) {
            sample.read(i / (only.size() - 1.0), out);
            assertArrayEquals(only.values()[i], out, 0.01);
        }
        assertEquals(only.duration(), sample.duration(), 0.01);
    }

    @Test
    void shouldNameASettingThatIsOutOfRange() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> TrainingSettings.DEFAULT.withSteps(0, 1));
        assertTrue(e.getMessage().contains("manifoldSteps is 0.0, must be in [1"), e.getMessage());
    }

    @Test
    void shouldTrainOnRealPosesOfPouring() throws Exception {
        Dataset pouring = DatasetReader.read(TestData.pouring());
        TrainingResult result = new Trainer(TestData.encoder())
                .train(pouring, TrainingSettings.DEFAULT.withSteps(1500, 300), TrainingListener.NONE);
        double position = 0;
        double[] pose = new double[7];
        for (Demonstration demonstration : pouring.demonstrations()) {
            MotionCurve curve = result.model().reconstruct(demonstration);
            for (int i = 0; i < demonstration.size(); i++) {
                double[] expected = demonstration.values()[i];
                curve.read(i / (demonstration.size() - 1.0), pose);
                for (int d = 0; d < 3; d++) {
                    position += Math.pow(pose[d] - expected[d], 2) / (10.0 * demonstration.size());
                }
            }
        }
        // the authors' own autoencoder has 12.1 mm on these data
        assertTrue(Math.sqrt(position) < 3e-3, "position rmse " + Math.sqrt(position) + " m");
        MotionCurve sample = result.model().sampler().sample(result.model().condition("Give me some wine, please."), 1);
        assertEquals(4.8, sample.duration(), 0.05);
        sample.read(0.3, pose);
        assertEquals(1, Math.sqrt(pose[3] * pose[3] + pose[4] * pose[4] + pose[5] * pose[5] + pose[6] * pose[6]), 1e-9);
    }
}
