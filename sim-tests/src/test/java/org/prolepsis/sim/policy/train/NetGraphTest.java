package org.prolepsis.sim.policy.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prolepsis.flow.train.TrainingGraph;
import org.prolepsis.sim.policy.ChunkNet;
import org.prolepsis.sim.policy.MlpShape;
import org.prolepsis.sim.policy.NetShape;
import org.prolepsis.sim.policy.ObservationFeatures;
import org.prolepsis.sim.policy.TransformerShape;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

class NetGraphTest {
    private static final int BATCH = 5;

    static List<NetShape> shapes() {
        return List.of(
                new MlpShape(60, List.of(128, 128)),
                new TransformerShape(60, 32, 4, 64, 2, 1, 8),
                new TransformerShape(20, 24, 3, 40, 1, 2, 4));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldGiveTheNumbersOfTensorFlowInPlainJava(NetShape shape) {
        SplittableRandom random = new SplittableRandom(7);
        try (TrainingGraph graph = new TrainingGraph()) {
            NetGraph model = NetGraph.of(graph, BATCH, shape, random);
            int values = shape.horizon() * NetShape.CHANNELS;
            TrainingGraph.Input x = graph.input(BATCH, ObservationFeatures.COUNT);
            TrainingGraph.Input y = graph.input(BATCH, values);
            Operand<TFloat32> chunks = model.chunks(x.operand(), y.operand());
            graph.minimise(graph.ops()
                    .math
                    .add(
                            graph.mean(graph.ops().math.abs(graph.ops().math.sub(chunks, y.operand()))),
                            model.regularisation()));
            float[] rows = gaussian(random, BATCH * ObservationFeatures.COUNT);
            x.set(rows);
            y.set(gaussian(random, BATCH * values));
            for (int step = 0; step < 20; step++) {
                graph.setNoiseSeed(step);
                graph.step(1e-2);
            }
            model.style(false);
            float[] expected = graph.evaluate(chunks);
            ChunkNet net = shape.net(graph.values(model.exported()));
            assertEqual(rows, expected, net, values);
        }
    }

    private static void assertEqual(float[] rows, float[] expected, ChunkNet net, int values) {
        float[] row = new float[ObservationFeatures.COUNT];
        float[] out = new float[values];
        for (int b = 0; b < BATCH; b++) {
            System.arraycopy(rows, b * row.length, row, 0, row.length);
            net.forward(row, out);
            for (int i = 0; i < values; i++) {
                assertEquals(
                        expected[b * values + i],
                        out[i],
                        1e-5 * Math.max(1, Math.abs(out[i])),
                        "row " + b + " value " + i);
            }
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
