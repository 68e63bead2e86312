package org.prolepsis.flow.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.prolepsis.flow.latent.LatentFlow;
import org.prolepsis.flow.latent.OdeSolver;
import org.prolepsis.flow.latent.TimeFeatures;
import org.prolepsis.flow.model.MotionModel;
import org.prolepsis.flow.net.DenseNet;
import org.prolepsis.flow.text.TextFeatures;

class TensorFlowEqualityTest {
    private static final int BATCH = 50;
    private static final float TOLERANCE = 1e-5f;

    @Test
    void shouldGiveTensorFlowsNumbersOnRandomNets() {
        SplittableRandom random = new SplittableRandom(2);
        compare(DenseNet.random(random, 1, 30, 96, 96, 96, 5), random);
        compare(DenseNet.random(random, 1, 768, 64, 12), random);
        compare(DenseNet.random(random, 1, 3, 2), random);
    }

    @Test
    void shouldGiveTensorFlowsNumbersOnATrainedModel() {
        MotionModel model = new Trainer(TestData.encoder())
                .train(TestData.reaching(), TrainingSettings.DEFAULT.withSteps(200, 200), TrainingListener.NONE)
                .model();
        SplittableRandom random = new SplittableRandom(3);
        compare(model.manifold().encoder(), random);
        compare(model.manifold().encoderSkip(), random);
        compare(model.manifold().decoder(), random);
        compare(model.manifold().decoderSkip(), random);
        compare(model.flow().velocity(), random);
        compare(model.flow().embedder(), textFeatures(model.texts()));
        compareVelocity(model.flow(), random);
    }

    /** Text features are of length 1 or 2, not as long as a random vector of their width. */
    private static float[] textFeatures(List<String> texts) {
        TextFeatures features = new TextFeatures(TestData.encoder());
        float[] rows = new float[BATCH * features.dimension()];
        for (int row = 0; row < BATCH; row++) {
            float[] encoded = features.encode(texts.get(row % texts.size()));
            System.arraycopy(encoded, 0, rows, row * encoded.length, encoded.length);
        }
        return rows;
    }

    private static void compare(DenseNet net, SplittableRandom random) {
        compare(net, gaussian(random, BATCH * net.inputs()));
    }

    private static void compare(DenseNet net, float[] inputs) {
        try (TrainingGraph graph = new TrainingGraph()) {
            var variables = graph.variables(net);
            var batch = graph.input(BATCH, net.inputs());
            var output = graph.apply(variables, batch.operand());
            graph.minimise(graph.mean(output));
            batch.set(inputs);
            float[] expected = graph.evaluate(output);
            float[] out = new float[net.outputs()];
            float[] x = new float[net.inputs()];
            for (int row = 0; row < BATCH; row++) {
                System.arraycopy(inputs, row * net.inputs(), x, 0, net.inputs());
                net.forward(x, net.workspace(), out);
                for (int o = 0; o < out.length; o++) {
                    float tensorFlow = expected[row * out.length + o];
                    assertEquals(tensorFlow, out[o], TOLERANCE * Math.max(1, Math.abs(tensorFlow)));
                }
            }
            for (int i = 0; i < net.parameters().size(); i++) {
                assertArrayEquals(
                        net.parameters().get(i),
                        graph.export(variables).parameters().get(i));
            }
        }
    }

    /** The sampler splits the first layer by time, condition and state; TensorFlow takes it whole. */
    private static void compareVelocity(LatentFlow flow, SplittableRandom random) {
        DenseNet net = flow.velocity();
        int m = flow.latentDimension();
        float[] h = flow.embed(gaussian(random, flow.embedder().inputs()));
        float[] z = gaussian(random, m);
        float[] input = new float[net.inputs()];
        System.arraycopy(z, 0, input, 0, m);
        TimeFeatures.compute(0.5, input, m);
        System.arraycopy(h, 0, input, m + TimeFeatures.COUNT, h.length);
        try (TrainingGraph graph = new TrainingGraph()) {
            var variables = graph.variables(net);
            var batch = graph.input(1, net.inputs());
            var output = graph.apply(variables, batch.operand());
            graph.minimise(graph.mean(output));
            batch.set(input);
            float[] out = new float[m];
            flow.sampler(OdeSolver.EULER, 4, 1).velocity(h, 4, z, out);
            assertArrayEquals(graph.evaluate(output), out, TOLERANCE);
        }
    }

    @Test
    void shouldMinimiseASquareByAdam() {
        DenseNet start = new DenseNet(new int[] {1, 1}, new float[][] {{4}}, new float[][] {{-3}});
        try (TrainingGraph graph = new TrainingGraph()) {
            var net = graph.variables(start);
            var x = graph.input(3, 1);
            var y = graph.input(3, 1);
            graph.minimise(graph.mean(graph.ops().math.squaredDifference(graph.apply(net, x.operand()), y.operand())));
            x.set(-1, 0, 1);
            y.set(-1, 1, 3); // y = 2 x + 1
            double first = graph.step(0.05);
            // residuals of 4 x - 3 against -1, 1, 3: -6, -4, -2
            assertEquals((36 + 16 + 4) / 3.0, first, 1e-4);
            for (int i = 0; i < 800; i++) {
                graph.step(0.05);
            }
            DenseNet trained = graph.export(net);
            assertEquals(2, trained.parameters().get(0)[0], 1e-3);
            assertEquals(1, trained.parameters().get(1)[0], 1e-3);
            assertTrue(graph.step(0) < 1e-5, "the loss stayed at " + graph.step(0));
        }
    }

    private static float[] gaussian(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
