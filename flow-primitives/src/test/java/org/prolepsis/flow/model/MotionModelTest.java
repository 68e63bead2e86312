package org.prolepsis.flow.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.dataset.MotionSpace;
import org.prolepsis.flow.latent.OdeSolver;
import org.prolepsis.flow.metrics.Motion;
import org.prolepsis.flow.metrics.SampleSource;
import org.prolepsis.flow.train.TestData;
import org.prolepsis.flow.train.Trainer;
import org.prolepsis.flow.train.TrainingListener;
import org.prolepsis.flow.train.TrainingSettings;

class MotionModelTest {
    private static MotionModel model;

    @BeforeAll
    static void train() {
        model = new Trainer(TestData.encoder())
                .train(TestData.reaching(), TrainingSettings.DEFAULT.withSteps(50, 50), TrainingListener.NONE)
                .model();
    }

    @Test
    void shouldDrawTheSameMotionFromTheSameSeedAndAnotherFromAnother() {
        TextCondition condition = model.condition("reach left");
        double[] first = model.sampler().sample(condition, 5).coefficients();
        MotionSampler sampler = model.sampler();
        sampler.sample(model.condition("reach right"), 9);
        assertArrayEquals(first, sampler.sample(condition, 5).coefficients(), "the sampler must keep no state");
        assertNotEquals(first[15], sampler.sample(condition, 6).coefficients()[15]);
    }

    @Test
    void shouldUnderstandEachTrainingSentenceAsItself() {
        for (String text : model.texts()) {
            assertEquals(text, model.understoodAs(model.condition(text.toUpperCase(Locale.ROOT) + " !")));
        }
    }

    @Test
    void shouldAllocateNothingForASampleIntoAnArray() {
        MotionSampler sampler = new MotionSampler(model, OdeSolver.MIDPOINT, 4, 1.5);
        TextCondition condition = model.condition("reach left");
        double[] coefficients = sampler.sample(condition, 1).coefficients();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int seed = 0; seed < 200; seed++) {
                sampler.sampleInto(condition, seed, coefficients);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
    }

    @Test
    void shouldDrawABatchOfTheMotionsOfItsSeedsWithoutAllocating() {
        MotionSampler sampler = model.sampler();
        TextCondition condition = model.condition("reach left");
        int width = sampler.sample(condition, 1).coefficients().length;
        double[] batch = new double[20 * width];
        double[] durations = new double[20];
        sampler.sampleBatch(condition, 30, 20, batch, durations);
        for (int i = 0; i < 20; i++) {
            MotionCurve one = sampler.sample(condition, 30 + i);
            assertArrayEquals(one.coefficients(), Arrays.copyOfRange(batch, i * width, (i + 1) * width));
            assertEquals(one.duration(), durations[i]);
        }
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            sampler.sampleBatch(condition, round, 20, batch, durations);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
        assertThrows(
                IllegalArgumentException.class, () -> sampler.sampleBatch(condition, 1, 21, batch, new double[21]));
    }

    @Test
    void shouldFindItsOwnSamplesLikelierThanThoseOfNoise() {
        MotionDensity density = new MotionDensity(model);
        TextCondition condition = model.condition("reach left");
        float[] far = new float[model.flow().latentDimension()];
        Arrays.fill(far, 6);
        double own = 0;
        for (int seed = 0; seed < 20; seed++) {
            own += density.ofSample(condition, seed) / 20;
        }
        assertTrue(own > 5 + density.logDensity(condition, far), "mean log-density of samples " + own);
    }

    @Test
    void shouldGiveSampleAndSampleIntoTheSameNumbers() {
        MotionSampler sampler = model.sampler();
        TextCondition condition = model.condition("reach high");
        MotionCurve motion = sampler.sample(condition, 3);
        double[] coefficients = new double[motion.coefficients().length];
        assertEquals(motion.duration(), sampler.sampleInto(condition, 3, coefficients));
        assertArrayEquals(motion.coefficients(), coefficients);
    }

    @Test
    void shouldServeThreadsThatShareTheModel() throws Exception {
        double[] expected =
                model.sampler().sample(model.condition("reach low"), 11).coefficients();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<double[]>> results = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                results.add(pool.submit(() -> {
                    MotionSampler own = model.sampler();
                    for (int seed = 0; seed < 100; seed++) {
                        own.sample(model.condition("go left"), seed);
                    }
                    return own.sample(model.condition("reach low"), 11).coefficients();
                }));
            }
            for (Future<double[]> result : results) {
                assertArrayEquals(expected, result.get());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void shouldDescribeItself() {
        assertEquals(MotionSpace.JOINT, model.space());
        assertEquals(List.of("shoulder", "elbow"), model.jointNames());
        assertEquals(2, model.width());
        assertEquals("reach out", model.texts().get(0));
        assertEquals(50, model.manifest().demonstrationHz(), 1e-9);
        assertEquals("words16", model.manifest().text().encoder());
        assertTrue(model.parameterCount() > 1000, "parameters " + model.parameterCount());
    }

    @Test
    void shouldServeTheEvaluation() {
        SampleSource source = model.sampleSource();
        Motion motion = source.forText("reach left").sample(4);
        double[] out = new double[2];
        double[] same = new double[2];
        motion.read(0.5, out);
        model.sampler().sample(model.condition("reach left"), 4).read(0.5, same);
        assertArrayEquals(same, out);
        assertEquals(model.parameterCount(), source.parameterCount());
        Motion back = source.reconstruct(TestData.reaching().demonstrations().get(0));
        assertTrue(back.duration() > 0, "duration " + back.duration());
    }

    @Test
    void shouldRefuseABlankCommandAndADemonstrationOfAnotherWidth() {
        assertThrows(IllegalArgumentException.class, () -> model.condition("  "));
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> model.reconstruct(TestData.turning().demonstrations().get(0)));
        assertTrue(e.getMessage().contains("has 7 values a sample, must have 2"), e.getMessage());
        assertFalse(model.ground("").grounded(), "an empty command is not grounded");
    }

    @Test
    void shouldRefuseTheConditionOfAnotherModel() {
        MotionModel other = new Trainer(TestData.encoder())
                .train(TestData.turning(), TrainingSettings.DEFAULT.withSteps(1, 1), TrainingListener.NONE)
                .model();
        TextCondition foreign = other.condition("turn left");
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> model.sampler().sample(foreign, 1));
        assertTrue(e.getMessage().contains("\"turn left\" was made by another model"), e.getMessage());
    }

    @Test
    void shouldDrawStandardNormalNoise() {
        GaussianNoise noise = new GaussianNoise();
        float[] draw = new float[5];
        double[] sums = new double[3];
        int n = 40_000;
        for (int seed = 0; seed < n; seed++) {
            noise.fill(seed, draw);
            sums[0] += draw[4];
            sums[1] += draw[4] * draw[4];
            sums[2] += draw[0] * draw[1];
        }
        // four standard errors of mean, variance and correlation
        assertEquals(0, sums[0] / n, 4 / Math.sqrt(n));
        assertEquals(1, sums[1] / n, 4 * Math.sqrt(2.0 / n));
        assertEquals(0, sums[2] / n, 4 / Math.sqrt(n));
    }
}
