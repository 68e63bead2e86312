package org.prolepsis.flow.latent;

import java.util.Arrays;
import java.util.List;
import org.prolepsis.flow.net.DenseNet;

/**
 * The log-density that a flow gives a latent: carried back along the ODE to its noise, log p(z_1) = log N(z_0) minus the
 * integral of the divergence of the velocity (Chen et al., arXiv 1806.07366, equation 8). Latents have few dimensions, so
 * the divergence is exact, by as many forward derivatives. The steps are equal in the logarithm of the remaining noise:
 * near t = 1 the field changes on that scale. It is the density of the exact flow; sampling in few steps differs from it
 * a little. For one thread.
 */
public final class LatentDensity {
    /** Enough for three digits after the point on trained flows. */
    public static final int STEPS = 100;

    private final LatentFlow flow;
    private final double guidance;
    private final int steps;
    private final int dimension;
    private final double[][] weights;
    private final double[][] biases;
    private final int[] sizes;
    private final double[][] values;
    private final double[][][] tangents;
    private final float[] time = new float[TimeFeatures.COUNT];

    /**
     * Prepares densities.
     *
     * @param flow the flow
     * @param guidance gamma, at least 0; 1 leaves the unconditional branch out
     * @param steps of the classical Runge-Kutta method, at least 1
     */
    public LatentDensity(LatentFlow flow, double guidance, int steps) {
        this.flow = flow;
        this.guidance = guidance;
        this.steps = steps;
        this.dimension = flow.latentDimension();
        DenseNet net = flow.velocity();
        List<float[]> parameters = net.parameters();
        this.sizes = net.sizes();
        this.weights = new double[net.layers()][];
        this.biases = new double[net.layers()][];
        for (int layer = 0; layer < net.layers(); layer++) {
            weights[layer] = toDouble(parameters.get(2 * layer));
            biases[layer] = toDouble(parameters.get(2 * layer + 1));
        }
        this.values = Arrays.stream(sizes).mapToObj(double[]::new).toArray(double[][]::new);
        this.tangents = new double[sizes.length][dimension][];
        for (int layer = 0; layer < sizes.length; layer++) {
            for (int k = 0; k < dimension; k++) {
                tangents[layer][k] = new double[sizes[layer]];
            }
        }
    }

    private static double[] toDouble(float[] values) {
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i];
        }
        return out;
    }

    /**
     * The log-density of a latent.
     *
     * @param embedding {@code [embedder().outputs()]}, of the text
     * @param latent {@code [latentDimension]}, normalised
     * @return natural logarithm of the density per unit volume of normalised latents; NaN for NaN
     * @throws IllegalArgumentException if a length does not fit
     */
    public double logDensity(float[] embedding, float[] latent) {
        if (latent.length != dimension || embedding.length != flow.embedder().outputs()) {
            throw new IllegalArgumentException("got a latent of " + latent.length + " and an embedding of "
                    + embedding.length + " numbers, must be " + dimension + " and "
                    + flow.embedder().outputs());
        }
        double[] state = Arrays.copyOf(toDouble(latent), dimension + 1);
        double last = -Math.log(FlowMatching.noiseScale(1));
        double step = last / steps;
        for (int i = 0; i < steps; i++) {
            stepBack(embedding, last - i * step, step, state);
        }
        double logNormal = -0.5 * dimension * Math.log(2 * Math.PI);
        for (int k = 0; k < dimension; k++) {
            logNormal -= 0.5 * state[k] * state[k];
        }
        return logNormal + state[dimension];
    }

    /** One classical Runge-Kutta step; the last element of the state gathers minus the divergence. */
    private void stepBack(float[] embedding, double u, double step, double[] state) {
        double[] k1 = slope(embedding, u, state);
        double[] k2 = slope(embedding, u - 0.5 * step, moved(state, k1, -0.5 * step));
        double[] k3 = slope(embedding, u - 0.5 * step, moved(state, k2, -0.5 * step));
        double[] k4 = slope(embedding, u - step, moved(state, k3, -step));
        for (int i = 0; i < state.length; i++) {
            state[i] -= step / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
        }
    }

    private static double[] moved(double[] state, double[] slope, double by) {
        double[] out = state.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] += by * slope[i];
        }
        return out;
    }

    /** With u the logarithm of 1 / noise scale: dt/du = noise scale / (1 - sigma). */
    private double[] slope(float[] embedding, double u, double[] state) {
        double scale = Math.exp(-u);
        double t = Math.max(0, Math.min(1, (1 - scale) / (1 - FlowMatching.SIGMA)));
        double[] out = velocity(embedding, t, state);
        if (guidance != 1) {
            double[] free = velocity(flow.coreEmbedding(), t, state);
            for (int i = 0; i < out.length; i++) {
                out[i] = free[i] + guidance * (out[i] - free[i]);
            }
        }
        for (int i = 0; i < out.length; i++) {
            out[i] *= scale / (1 - FlowMatching.SIGMA);
        }
        return out;
    }

    /** The velocity, and after it the divergence. */
    private double[] velocity(float[] embedding, double t, double[] state) {
        TimeFeatures.compute(t, time, 0);
        double[] input = values[0];
        System.arraycopy(state, 0, input, 0, dimension);
        for (int i = 0; i < TimeFeatures.COUNT; i++) {
            input[dimension + i] = time[i];
        }
        for (int i = 0; i < embedding.length; i++) {
            input[dimension + TimeFeatures.COUNT + i] = embedding[i];
        }
        for (int k = 0; k < dimension; k++) {
            tangents[0][k][k] = 1;
        }
        for (int layer = 0; layer < weights.length; layer++) {
            apply(layer);
        }
        double[] out = Arrays.copyOf(values[weights.length], dimension + 1);
        for (int k = 0; k < dimension; k++) {
            out[dimension] += tangents[weights.length][k][k];
        }
        return out;
    }

    private void apply(int layer) {
        double[] out = values[layer + 1];
        System.arraycopy(biases[layer], 0, out, 0, out.length);
        addProduct(values[layer], weights[layer], out);
        for (double[] tangent : tangents[layer + 1]) {
            Arrays.fill(tangent, 0);
        }
        for (int k = 0; k < dimension; k++) {
            addProduct(tangents[layer][k], weights[layer], tangents[layer + 1][k]);
        }
        if (layer + 1 == weights.length) {
            return;
        }
        for (int o = 0; o < out.length; o++) {
            double sigmoid = 1 / (1 + Math.exp(-out[o]));
            double slope = sigmoid * (1 + out[o] * (1 - sigmoid));
            out[o] *= sigmoid;
            for (int k = 0; k < dimension; k++) {
                tangents[layer + 1][k][o] *= slope;
            }
        }
    }

    private static void addProduct(double[] x, double[] w, double[] out) {
        for (int i = 0; i < x.length; i++) {
            double value = x[i];
            for (int o = 0; value != 0 && o < out.length; o++) {
                out[o] += value * w[i * out.length + o];
            }
        }
    }
}
