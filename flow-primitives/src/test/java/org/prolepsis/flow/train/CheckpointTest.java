package org.prolepsis.flow.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.prolepsis.flow.model.MotionModel;
import org.prolepsis.flow.net.DenseNet;

class CheckpointTest {
    static final TrainingSettings SETTINGS = TrainingSettings.DEFAULT.toBuilder()
            .manifoldSteps(120)
            .flowSteps(150)
            .restarts(2)
            .build();
    private static MotionModel whole;

    @TempDir
    Path directory;

    @BeforeAll
    static void train() {
        whole = train(SETTINGS, TrainingListener.NONE, null);
    }

    private static MotionModel train(TrainingSettings settings, TrainingListener listener, Checkpoints checkpoints) {
        return new Trainer(TestData.encoder())
                .train(TestData.reaching(), settings, listener, checkpoints)
                .model();
    }

    /** Trains in a process of its own, for a test to kill; prints each step that is reported. */
    static final class Killed {
        private Killed() {}

        public static void main(String[] arguments) {
            Checkpoints checkpoints = new Checkpoints(Path.of(arguments[0]), Duration.ofMillis(20));
            train(SETTINGS, (step, total, loss) -> System.out.println(step), checkpoints);
        }
    }

    @Test
    @Timeout(120)
    void shouldEndWithTheSameWeightsAfterItsProcessWasKilledTwice() throws Exception {
        Path file = directory.resolve("killed");
        killAtStep(file, 60); // in the first manifold
        killAtStep(file, 420); // in the flows
        List<String> events = new ArrayList<>();
        MotionModel resumed = train(SETTINGS, recording(events), Checkpoints.at(file));
        assertTrue(events.get(0).startsWith("goes on at step "), events.toString());
        assertSameWeights(whole, resumed);
    }

    private static void killAtStep(Path checkpoint, int step) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName(),
                        checkpoint.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            while (line != null && (!line.matches("\\d+") || Integer.parseInt(line) < step)) {
                line = out.readLine();
            }
            assertTrue(line != null, "training ended before step " + step);
        } finally {
            process.destroyForcibly();
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the process did not end");
        }
    }

    private static TrainingListener recording(List<String> events) {
        return new TrainingListener() {
            @Override
            public void onProgress(int step, int total, double loss) {}

            @Override
            public void onEvent(String message) {
                events.add(message);
            }
        };
    }

    @Test
    void shouldGoOnFromWhereItWasCancelled() {
        Path file = directory.resolve("cancelled");
        TrainingListener cancelling = new TrainingListener() {
            private int last;

            @Override
            public void onProgress(int step, int total, double loss) {
                last = step;
            }

            @Override
            public boolean cancelled() {
                return last >= 300;
            }
        };
        // not once in an hour: what is left was written on giving up, or at the end of a stage
        Checkpoints rare = new Checkpoints(file, Duration.ofHours(1));
        assertThrows(TrainingCancelledException.class, () -> train(SETTINGS, cancelling, rare));
        List<Integer> steps = new ArrayList<>();
        MotionModel resumed = train(SETTINGS, (step, total, loss) -> steps.add(step), rare);
        assertEquals(320, steps.get(0));
        assertSameWeights(whole, resumed);
        assertFalse(Files.exists(directory.resolve("cancelled.new")), "nothing is left beside the checkpoint");
    }

    @Test
    void shouldGoOnInTheMiddleOfAnEarlyStop() {
        TrainingSettings impatient = SETTINGS.toBuilder()
                .restarts(1)
                .manifoldSteps(900)
                .patience(100)
                .build();
        List<String> events = new ArrayList<>();
        MotionModel expected = train(impatient, recording(events), null);
        assertTrue(events.get(0).matches("manifold 1: held-out loss .* ends at step \\d+ of 900"), events.toString());
        int stop = Integer.parseInt(events.get(0).replaceAll(".* ends at step (\\d+) of 900", "$1"));
        Checkpoints checkpoints = Checkpoints.at(directory.resolve("stopping"));
        TrainingListener cancelling = new TrainingListener() {
            private int last;

            @Override
            public void onProgress(int step, int total, double loss) {
                last = step;
            }

            @Override
            public boolean cancelled() {
                return last >= stop - 40;
            }
        };
        assertThrows(TrainingCancelledException.class, () -> train(impatient, cancelling, checkpoints));
        assertSameWeights(expected, train(impatient, TrainingListener.NONE, checkpoints));
    }

    @Test
    void shouldNameWhatDiffersInTheCheckpointOfAnotherRun() {
        Path file = directory.resolve("other");
        TrainingSettings small =
                SETTINGS.toBuilder().manifoldSteps(2).flowSteps(2).build();
        train(small, TrainingListener.NONE, Checkpoints.at(file));
        assertRefused(file, small.withSeed(2), "seed is 1, in this run 2");
        assertRefused(
                file,
                small.withSteps(3, 2),
                "is of another run: manifoldSteps is 2, in this run 3; delete it to start afresh");
        CheckpointException e = assertThrows(
                CheckpointException.class,
                () -> new Trainer(TestData.encoder())
                        .train(TestData.turning(), small, TrainingListener.NONE, Checkpoints.at(file)));
        assertTrue(
                e.getMessage().contains("dataset is reaching, in this run turning, demonstrations is "),
                e.getMessage());
    }

    private static void assertRefused(Path file, TrainingSettings settings, String fault) {
        CheckpointException e = assertThrows(
                CheckpointException.class, () -> train(settings, TrainingListener.NONE, Checkpoints.at(file)));
        assertTrue(e.getMessage().contains(fault), e.getMessage());
    }

    @Test
    void shouldRefuseADamagedOrForeignCheckpoint() throws IOException {
        Path file = directory.resolve("damaged");
        TrainingSettings small =
                SETTINGS.toBuilder().manifoldSteps(2).flowSteps(2).build();
        train(small, TrainingListener.NONE, Checkpoints.at(file));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertRefused(file, small, "is damaged");
        Files.write(file, new byte[40]);
        assertRefused(file, small, "is not a checkpoint of a training run");
        bytes[7] = 9;
        Files.write(file, bytes);
        assertRefused(file, small, "is of version 9, must be 1");
        assertArrayEquals(bytes, Files.readAllBytes(file), "a refused checkpoint is left alone");
    }

    @Test
    void shouldKeepTheRestartOfTheLeastHeldOutLoss() {
        List<String> events = new ArrayList<>();
        MotionModel best = train(SETTINGS, recording(events), null);
        List<Double> losses = best.manifest().training().flowHeldOut();
        assertEquals(2, losses.size());
        int kept = losses.get(0) <= losses.get(1) ? 1 : 2;
        assertTrue(events.contains("keeps flow " + kept + " of held-out losses " + losses), events.toString());
        MotionModel first = train(SETTINGS.toBuilder().restarts(1).build(), TrainingListener.NONE, null);
        assertEquals(
                best.manifest().training().manifoldHeldOut().get(0),
                first.manifest().training().manifoldHeldOut().get(0),
                "the first restart is the run without restarts");
    }

    private static void assertSameWeights(MotionModel expected, MotionModel actual) {
        assertSame(expected.manifold().encoder(), actual.manifold().encoder());
        assertSame(expected.manifold().decoder(), actual.manifold().decoder());
        assertSame(expected.manifold().decoderSkip(), actual.manifold().decoderSkip());
        assertSame(expected.flow().embedder(), actual.flow().embedder());
        assertSame(expected.flow().velocity(), actual.flow().velocity());
        assertEquals(
                expected.manifest().training().flowHeldOut(),
                actual.manifest().training().flowHeldOut());
    }

    private static void assertSame(DenseNet expected, DenseNet actual) {
        for (int i = 0; i < expected.parameters().size(); i++) {
            assertArrayEquals(expected.parameters().get(i), actual.parameters().get(i));
        }
    }
}
