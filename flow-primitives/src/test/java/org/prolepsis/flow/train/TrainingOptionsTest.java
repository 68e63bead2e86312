package org.prolepsis.flow.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prolepsis.flow.latent.OdeSolver;
import org.prolepsis.flow.manifold.LatentGeometry;
import org.prolepsis.flow.model.Manifest;
import org.prolepsis.flow.model.MotionDensity;
import org.prolepsis.flow.model.MotionModel;
import org.prolepsis.flow.model.MotionSampler;
import org.prolepsis.flow.model.TextCondition;
import org.prolepsis.flow.text.TextFeatures;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

class TrainingOptionsTest {
    private static final TrainingSettings SHORT = TrainingSettings.DEFAULT.withSteps(400, 500);
    private static MotionModel plain;
    private static MotionModel distilled;

    @TempDir
    Path directory;

    private static MotionModel train(TrainingSettings settings) {
        return new Trainer(TestData.encoder())
                .train(TestData.reaching(), settings, TrainingListener.NONE)
                .model();
    }

    @BeforeAll
    static void train() {
        plain = train(SHORT);
        distilled = train(SHORT.toBuilder().distilledSteps(1).build());
    }

    @Test
    void shouldTakeTheLatentDimensionThatIsSetAndSaySo() {
        Manifest.Manifold chosen = plain.manifest().manifold();
        assertEquals(Manifest.Manifold.BY_VARIANCE, chosen.latentDimensionBy());
        MotionModel five = train(SHORT.toBuilder()
                .latentDimension(5)
                .manifoldSteps(5)
                .flowSteps(5)
                .build());
        assertEquals(5, five.flow().latentDimension());
        assertEquals(Manifest.Manifold.BY_SETTING, five.manifest().manifold().latentDimensionBy());
    }

    @Test
    void shouldDistortDistancesLessWithTheIsometryTerm() {
        MotionModel even = train(SHORT.toBuilder().isometry(0.1).flowSteps(5).build());
        double without = LatentGeometry.distortion(plain.manifold(), 200, 1);
        double with = LatentGeometry.distortion(even.manifold(), 200, 1);
        assertTrue(with < 0.5 * without, "distortion " + with + " against " + without + " without the term");
        assertEquals(0.1, even.manifest().training().isometry());
    }

    @Test
    void shouldDistilToOneStepThatEndsNearTheManyOfItsTeacher() {
        Manifest.Flow flow = distilled.manifest().flow();
        assertEquals(OdeSolver.EULER, flow.solver());
        assertEquals(1, flow.solverSteps());
        assertArrayEquals(
                plain.flow().embedder().parameters().get(0),
                distilled.flow().embedder().parameters().get(0),
                "the teacher is the flow that is trained without distilling");
        double student = error(distilled.sampler());
        double oneStep = error(new MotionSampler(plain, OdeSolver.EULER, 1, 1));
        assertTrue(student < 0.3 * oneStep, "error " + student + " against " + oneStep + " of one step undistilled");
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> new MotionDensity(distilled));
        assertTrue(e.getMessage().contains("distilled to 1 step(s) and has no density"), e.getMessage());
    }

    /** Mean squared difference of latents from those of fine steps of the teacher. */
    private static double error(MotionSampler sampler) {
        int m = plain.flow().latentDimension();
        MotionSampler fine = new MotionSampler(plain, OdeSolver.RK4, 50, 1);
        double sum = 0;
        for (String text : plain.texts()) {
            TextCondition one = plain.condition(text);
            TextCondition other = distilled.condition(text);
            for (int seed = 0; seed < 20; seed++) {
                float[] expected = new float[m];
                float[] actual = new float[m];
                fine.sampleLatent(one, seed, expected);
                try {
                    sampler.sampleLatent(one, seed, actual);
                } catch (IllegalArgumentException e) {
                    sampler.sampleLatent(other, seed, actual);
                }
                for (int k = 0; k < m; k++) {
                    sum += Math.pow(expected[k] - actual[k], 2);
                }
            }
        }
        return sum;
    }

    @Test
    void shouldWriteASavedModelThatGivesTheSameNumbers() throws IOException {
        MotionModel guided = train(TrainingSettings.DEFAULT.toBuilder()
                .manifoldSteps(50)
                .flowSteps(50)
                .guidance(1.5)
                .solver(OdeSolver.RK4)
                .solverSteps(3)
                .build());
        for (MotionModel model : new MotionModel[] {plain, distilled, guided}) {
            Path saved = directory.resolve("saved" + model.manifest().flow().solver());
            SavedModelWriter.write(model, saved);
            compare(model, saved);
            assertThrows(IOException.class, () -> SavedModelWriter.write(model, saved), "it would be overwritten");
        }
    }

    private static void compare(MotionModel model, Path saved) {
        int n = model.texts().size();
        int m = model.flow().latentDimension();
        SplittableRandom random = new SplittableRandom(9);
        float[][] features = new float[n][];
        float[][] noise = new float[n][m];
        TextFeatures encoder = new TextFeatures(TestData.encoder());
        for (int i = 0; i < n; i++) {
            features[i] = encoder.encode(model.texts().get(i));
            for (int k = 0; k < m; k++) {
                noise[i][k] = (float) random.nextGaussian();
            }
        }
        try (SavedModelBundle bundle = SavedModelBundle.load(saved.toString());
                Tensor text = TFloat32.tensorOf(StdArrays.ndCopyOf(features));
                Tensor start = TFloat32.tensorOf(StdArrays.ndCopyOf(noise));
                var result = bundle.function("serving_default").call(Map.of("features", text, "noise", start))) {
            TFloat32 points = (TFloat32) result.get("control_points").orElseThrow();
            float[] flat = new float[(int) points.size()];
            points.copyTo(DataBuffers.of(flat));
            TFloat32 durations = (TFloat32) result.get("duration").orElseThrow();
            Manifest.Flow flow = model.manifest().flow();
            var sampler = model.flow().sampler(flow.solver(), flow.solverSteps(), flow.guidance());
            var decoder = model.manifold().newDecoder();
            double[] coefficients = new double[flat.length / n];
            for (int i = 0; i < n; i++) {
                float[] latent = noise[i].clone();
                sampler.integrate(model.flow().embed(features[i]), latent);
                double duration = decoder.decode(latent, coefficients);
                assertEquals(duration, durations.getFloat(i), 1e-5 * duration);
                for (int k = 0; k < coefficients.length; k++) {
                    assertEquals(coefficients[k], flat[i * coefficients.length + k], 1e-5);
                }
            }
        }
    }
}
