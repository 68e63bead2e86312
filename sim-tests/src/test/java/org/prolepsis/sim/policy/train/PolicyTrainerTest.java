package org.prolepsis.sim.policy.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prolepsis.flow.model.ModelFormatException;
import org.prolepsis.flow.train.TrainingCancelledException;
import org.prolepsis.flow.train.TrainingListener;
import org.prolepsis.sim.cell.CellObservation;
import org.prolepsis.sim.policy.Architecture;
import org.prolepsis.sim.policy.LearnedPolicy;
import org.prolepsis.sim.policy.MlpShape;
import org.prolepsis.sim.policy.NetShape;
import org.prolepsis.sim.policy.SketchedCell;
import org.prolepsis.sim.policy.TransformerShape;

class PolicyTrainerTest {
    private static final List<PolicyEpisode> EPISODES = SketchedEpisodes.make(6, 1);
    private static final NetShape MLP = new MlpShape(50, List.of(64, 64));
    private static final NetShape TRANSFORMER = new TransformerShape(50, 16, 2, 32, 1, 1, 4);

    @TempDir
    private Path folder;

    private static PolicyTrainingSettings settings(NetShape shape, int steps) {
        return new PolicyTrainingSettings(shape, 5, steps, 32, 3e-3, 0.01, 0.001, 0.2);
    }

    private static LearnedPolicy train(NetShape shape, int steps) {
        return PolicyTrainer.train("sketch", EPISODES, settings(shape, steps), TrainingListener.NONE);
    }

    private static double[][] predict(LearnedPolicy policy, CellObservation seen) {
        double[][] out = new double[policy.horizon()][NetShape.CHANNELS];
        policy.predict(seen, out);
        return out;
    }

    @Test
    void shouldComeNearerToWhatWasCommandedTheLongerItIsTrained() {
        double untrained = train(MLP, 1).manifest().metrics().joint();
        double trained = train(MLP, 400).manifest().metrics().joint();
        assertTrue(trained < 0.5 * untrained, trained + " rad after, " + untrained + " rad before");
    }

    @Test
    void shouldGiveTheSameWeightsForTheSameSeedAndOthersForAnother() {
        CellObservation seen = new SketchedCell(9, 3).observe();
        double[][] once = predict(train(MLP, 30), seen);
        double[][] again = predict(train(MLP, 30), seen);
        for (int i = 0; i < once.length; i++) {
            assertArrayEquals(once[i], again[i]);
        }
        LearnedPolicy other =
                PolicyTrainer.train("sketch", EPISODES, settings(MLP, 30).withSeed(6), TrainingListener.NONE);
        assertNotEquals(once[0][0], predict(other, seen)[0][0]);
    }

    @Test
    void shouldPredictTheSameAfterSavingAndLoadingAsDirectoryAndAsZip() throws IOException {
        CellObservation seen = new SketchedCell(9, 3).observe();
        for (NetShape shape : List.of(MLP, TRANSFORMER)) {
            LearnedPolicy policy = train(shape, 5);
            for (String name : List.of("policy_" + shape.architecture(), "policy_" + shape.architecture() + ".zip")) {
                Path bundle = folder.resolve(name);
                policy.save(bundle);
                LearnedPolicy loaded = LearnedPolicy.load(bundle);
                assertEquals(policy.manifest(), loaded.manifest());
                double[][] expected = predict(policy, seen);
                double[][] got = predict(loaded, seen);
                for (int i = 0; i < expected.length; i++) {
                    assertArrayEquals(expected[i], got[i]);
                }
            }
        }
    }

    @Test
    void shouldRefuseABundleThatIsDamagedAndSayWhatIsWrong() throws IOException {
        Path bundle = folder.resolve("policy");
        train(MLP, 2).save(bundle);
        Path manifest = bundle.resolve("manifest.yaml");
        Path weights = bundle.resolve("weights.bin");
        byte[] yaml = Files.readAllBytes(manifest);
        byte[] numbers = Files.readAllBytes(weights);

        numbers[100] ^= 1;
        Files.write(weights, numbers);
        assertRefused(bundle, "weights.bin: its SHA-256");
        numbers[100] ^= 1;
        Files.write(weights, numbers);

        String text = new String(yaml, StandardCharsets.UTF_8);
        String plain = text.substring(text.indexOf('\n') + 1);
        edited(manifest, plain, "step_seconds: 0.04", "step_seconds: -1");
        assertRefused(bundle, "step_seconds");
        edited(manifest, plain, "panda_joint3", "elbow");
        assertRefused(bundle, "joint_names");
        edited(manifest, plain, "kind: \"mlp\"", "kind: \"cnn\"");
        assertRefused(bundle, "architecture.kind");
        edited(manifest, plain, "horizon: 50", "horizon: 51");
        assertRefused(bundle, "weights.tensors");
        edited(manifest, plain, "features:", "surprise: 1\nfeatures:");
        assertRefused(bundle, "surprise");
        Files.writeString(manifest, text.replace("0.04", "0.05"));
        assertRefused(bundle, "SHA-256");
        Files.delete(manifest);
        assertRefused(bundle, "manifest.yaml");
    }

    private static void edited(Path file, String text, String from, String to) throws IOException {
        assertTrue(text.contains(from), from);
        Files.writeString(file, text.replace(from, to));
    }

    private static void assertRefused(Path bundle, String named) {
        String message = assertThrows(ModelFormatException.class, () -> LearnedPolicy.load(bundle))
                .getMessage();
        assertTrue(message.contains(named), message);
    }

    @Test
    void shouldPredictWithoutAllocation() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        CellObservation seen = new SketchedCell(9, 3).observe();
        for (NetShape shape : List.of(MLP, TRANSFORMER)) {
            LearnedPolicy policy = train(shape, 2);
            double[][] out = new double[policy.horizon()][NetShape.CHANNELS];
            for (int i = 0; i < 5000; i++) {
                policy.predict(seen, out);
            }
            long id = Thread.currentThread().getId();
            long before = threads.getThreadAllocatedBytes(id);
            for (int i = 0; i < 1000; i++) {
                policy.predict(seen, out);
            }
            long bytes = threads.getThreadAllocatedBytes(id) - before;
            assertTrue(bytes < 1000, shape.architecture() + " allocated " + bytes + " bytes in 1000 predictions");
        }
    }

    @Test
    void shouldEndWhenTheListenerGivesUp() {
        List<Integer> reported = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void onProgress(int step, int total, double loss) {
                reported.add(step);
            }

            @Override
            public boolean cancelled() {
                return reported.size() >= 2;
            }
        };
        assertThrows(
                TrainingCancelledException.class,
                () -> PolicyTrainer.train("sketch", EPISODES, settings(MLP, 1000), listener));
        assertEquals(List.of(20, 40), reported);
    }

    @Test
    void shouldRefuseEpisodesWithoutASingleStep() {
        assertThrows(
                IllegalArgumentException.class,
                () -> PolicyTrainer.train(
                        "none", List.of(new PolicyEpisode()), settings(MLP, 2), TrainingListener.NONE));
    }

    @Test
    void shouldHaveDefaultsForBothArchitectures() {
        for (Architecture architecture : Architecture.values()) {
            PolicyTrainingSettings settings = PolicyTrainingSettings.of(architecture, 60);
            assertEquals(architecture, settings.shape().architecture());
            assertEquals(60, settings.shape().horizon());
        }
    }
}
