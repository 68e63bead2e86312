package org.prolepsis.sim.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.prolepsis.flow.model.WeightsFile;
import org.prolepsis.flow.model.WeightsFile.Spec;
import org.prolepsis.flow.net.DenseNet;

/**
 * Sizes of a dense net.
 *
 * @param horizon steps of a chunk
 * @param hidden widths of the hidden layers
 */
public record MlpShape(int horizon, List<Integer> hidden) implements NetShape {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the horizon is not 1 to 200, or there are not 1 to 8 hidden layers of 1 to 4096
     */
    public MlpShape {
        NetShape.requireHorizon(horizon);
        hidden = List.copyOf(hidden);
        if (hidden.isEmpty() || hidden.size() > 8 || hidden.stream().anyMatch(width -> width < 1 || width > 4096)) {
            throw new IllegalArgumentException(
                    "hidden is " + hidden + "; it must be 1 to 8 widths, each from 1 to 4096");
        }
    }

    @Override
    public Architecture architecture() {
        return Architecture.MLP;
    }

    private int[] sizes() {
        IntStream widths = hidden.stream().mapToInt(Integer::intValue);
        return IntStream.concat(
                        IntStream.concat(IntStream.of(ObservationFeatures.COUNT), widths),
                        IntStream.of(horizon * CHANNELS))
                .toArray();
    }

    @Override
    public List<Spec> tensors() {
        List<Spec> specs = new ArrayList<>();
        int[] sizes = sizes();
        for (int layer = 0; layer + 1 < sizes.length; layer++) {
            specs.add(new Spec(
                    "layer" + layer + "/weights", WeightsFile.Type.FLOAT32, List.of(sizes[layer], sizes[layer + 1])));
            specs.add(new Spec("layer" + layer + "/bias", WeightsFile.Type.FLOAT32, List.of(sizes[layer + 1])));
        }
        return specs;
    }

    @Override
    public ChunkNet net(List<float[]> parameters) {
        float[][] weights = every(parameters, 0);
        float[][] biases = every(parameters, 1);
        return new Mlp(new DenseNet(sizes(), weights, biases));
    }

    private static float[][] every(List<float[]> parameters, int offset) {
        return Stream.iterate(offset, i -> i < parameters.size(), i -> i + 2)
                .map(parameters::get)
                .toArray(float[][]::new);
    }

    /** A dense net with its working memory. */
    private static final class Mlp implements ChunkNet {
        private final DenseNet dense;
        private final DenseNet.Workspace workspace;

        Mlp(DenseNet dense) {
            this.dense = dense;
            this.workspace = dense.workspace();
        }

        @Override
        public int inputs() {
            return dense.inputs();
        }

        @Override
        public int outputs() {
            return dense.outputs();
        }

        @Override
        public List<float[]> parameters() {
            return dense.parameters();
        }

        @Override
        public void forward(float[] x, float[] out) {
            dense.forward(x, workspace, out);
        }
    }
}
