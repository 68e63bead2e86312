package org.prolepsis.flow.net;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A small dense net on plain arrays: y = x W + b for each layer, SiLU between layers, the last layer linear. Immutable
 * and thread-safe; the working memory is the caller's. NaN in gives NaN out.
 */
public final class DenseNet {
    private final int[] sizes;
    private final float[][] weights;
    private final float[][] biases;

    /**
     * Wraps trained weights.
     *
     * @param sizes widths from input to output, at least two, all positive
     * @param weights for each layer {@code [in * out]}, row-major by input; not copied
     * @param biases for each layer {@code [out]}; not copied
     * @throws IllegalArgumentException if a shape does not fit
     */
    public DenseNet(int[] sizes, float[][] weights, float[][] biases) {
        if (sizes.length < 2 || weights.length != sizes.length - 1 || biases.length != sizes.length - 1) {
            throw new IllegalArgumentException("got " + sizes.length + " sizes, " + weights.length + " weights and "
                    + biases.length + " biases; n + 1, n and n are needed, n at least 1");
        }
        for (int layer = 0; layer < weights.length; layer++) {
            if (weights[layer].length != sizes[layer] * sizes[layer + 1] || biases[layer].length != sizes[layer + 1]) {
                throw new IllegalArgumentException("layer " + layer + " has " + weights[layer].length + " weights and "
                        + biases[layer].length + " biases, must have " + sizes[layer] + " x " + sizes[layer + 1]
                        + " and " + sizes[layer + 1]);
            }
        }
        this.sizes = sizes.clone();
        this.weights = weights.clone();
        this.biases = biases.clone();
    }

    /**
     * A net with random weights, variance 1 / in, zero biases and a last layer scaled down.
     *
     * @param random the source
     * @param lastScale factor on the last layer's weights
     * @param sizes widths from input to output
     * @return the net
     */
    public static DenseNet random(SplittableRandom random, double lastScale, int... sizes) {
        int layers = sizes.length - 1;
        float[][] weights = new float[layers][];
        float[][] biases = new float[layers][];
        for (int layer = 0; layer < layers; layer++) {
            double deviation = (layer == layers - 1 ? lastScale : 1) / Math.sqrt(sizes[layer]);
            weights[layer] = new float[sizes[layer] * sizes[layer + 1]];
            for (int i = 0; i < weights[layer].length; i++) {
                weights[layer][i] = (float) (deviation * random.nextGaussian());
            }
            biases[layer] = new float[sizes[layer + 1]];
        }
        return new DenseNet(sizes, weights, biases);
    }

    /**
     * The widths from input to output.
     *
     * @return a copy
     */
    public int[] sizes() {
        return sizes.clone();
    }

    /**
     * The number of layers.
     *
     * @return at least 1
     */
    public int layers() {
        return weights.length;
    }

    /**
     * The input width.
     *
     * @return positive
     */
    public int inputs() {
        return sizes[0];
    }

    /**
     * The output width.
     *
     * @return positive
     */
    public int outputs() {
        return sizes[sizes.length - 1];
    }

    /**
     * The number of weights and biases.
     *
     * @return positive
     */
    public long parameterCount() {
        long count = 0;
        for (int layer = 0; layer < layers(); layer++) {
            count += weights[layer].length + (long) biases[layer].length;
        }
        return count;
    }

    /**
     * The parameters: weights and biases of each layer in turn.
     *
     * @return {@code 2 * layers()} arrays, not copies; read-only
     */
    public List<float[]> parameters() {
        List<float[]> all = new ArrayList<>();
        for (int layer = 0; layer < layers(); layer++) {
            all.add(weights[layer]);
            all.add(biases[layer]);
        }
        return all;
    }

    /**
     * A net of the same shape with other parameters.
     *
     * @param parameters as {@link #parameters} orders them
     * @return the net
     */
    public DenseNet with(List<float[]> parameters) {
        float[][] newWeights = new float[layers()][];
        float[][] newBiases = new float[layers()][];
        for (int layer = 0; layer < layers(); layer++) {
            newWeights[layer] = parameters.get(2 * layer);
            newBiases[layer] = parameters.get(2 * layer + 1);
        }
        return new DenseNet(sizes, newWeights, newBiases);
    }

    /**
     * Working memory for one thread.
     *
     * @return buffers for the hidden layers
     */
    public Workspace workspace() {
        return new Workspace(sizes);
    }

    /**
     * Evaluates the net.
     *
     * @param x {@code [inputs]} at least
     * @param workspace of this net
     * @param out {@code [outputs]} at least, receives the result
     */
    public void forward(float[] x, Workspace workspace, float[] out) {
        float[] first = layers() == 1 ? out : workspace.hidden[0];
        System.arraycopy(biases[0], 0, first, 0, sizes[1]);
        addFirstProduct(x, 0, sizes[0], first);
        finish(workspace, out);
    }

    /**
     * Puts the bias of the first layer into a buffer that starts a split evaluation.
     *
     * @param out {@code [sizes()[1]]} at least, receives the bias
     */
    public void firstBias(float[] out) {
        System.arraycopy(biases[0], 0, out, 0, sizes[1]);
    }

    /**
     * Adds the first layer's share of some of the inputs: out += x W[from, from + count).
     *
     * @param x the inputs from {@code from} on, in its first {@code count} elements
     * @param from the first input
     * @param count how many
     * @param out {@code [sizes()[1]]} at least, added to
     */
    public void addFirstProduct(float[] x, int from, int count, float[] out) {
        addRows(x, weights[0], from, count, sizes[1], out);
    }

    /**
     * Finishes an evaluation of a net of two layers or more whose first layer (before its activation) is in the
     * workspace.
     *
     * @param workspace holds the first layer in {@link Workspace#first}
     * @param out {@code [outputs]} at least, receives the result
     */
    public void finish(Workspace workspace, float[] out) {
        for (int layer = 1; layer < layers(); layer++) {
            float[] input = workspace.hidden[layer - 1];
            float[] output = layer == layers() - 1 ? out : workspace.hidden[layer];
            Silu.apply(input, sizes[layer]);
            System.arraycopy(biases[layer], 0, output, 0, sizes[layer + 1]);
            addRows(input, weights[layer], 0, sizes[layer], sizes[layer + 1], output);
        }
    }

    /** out += x W for four rows at a time, which the compiler turns into vector instructions. */
    private static void addRows(float[] x, float[] w, int from, int count, int width, float[] out) {
        int i = 0;
        for (; i + 3 < count; i += 4) {
            addFour(x, i, w, (from + i) * width, width, out);
        }
        for (; i < count; i++) {
            float value = x[i];
            int row = (from + i) * width;
            for (int o = 0; o < width; o++) {
                out[o] += value * w[row + o];
            }
        }
    }

    private static void addFour(float[] x, int i, float[] w, int row, int width, float[] out) {
        float x0 = x[i];
        float x1 = x[i + 1];
        float x2 = x[i + 2];
        float x3 = x[i + 3];
        int row1 = row + width;
        int row2 = row1 + width;
        int row3 = row2 + width;
        for (int o = 0; o < width; o++) {
            out[o] += x0 * w[row + o] + x1 * w[row1 + o] + (x2 * w[row2 + o] + x3 * w[row3 + o]);
        }
    }

    /** Hidden-layer buffers; for one thread. */
    public static final class Workspace {
        private final float[][] hidden;

        Workspace(int[] sizes) {
            hidden = new float[Math.max(1, sizes.length - 2)][];
            for (int layer = 0; layer < sizes.length - 2; layer++) {
                hidden[layer] = new float[sizes[layer + 1]];
            }
        }

        /**
         * The buffer of the first layer.
         *
         * @return {@code [sizes()[1]]}
         */
        public float[] first() {
            return hidden[0];
        }
    }
}
