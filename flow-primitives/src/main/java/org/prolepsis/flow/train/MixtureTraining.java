package org.prolepsis.flow.train;

import java.util.SplittableRandom;
import org.prolepsis.flow.latent.FlowMatching;
import org.prolepsis.flow.net.DenseNet;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A Gaussian mixture over latents whose weights, means and deviations depend on the text, by maximum likelihood (mixture
 * density networks, Bishop 1994). No deviation falls below that which the flow leaves at its end: the likelihood of a
 * few points has no maximum otherwise.
 */
final class MixtureTraining extends ConditionalTraining {
    static final int MODES = 16;
    private static final int HIDDEN = 64;

    private TrainingGraph.NetVariables variables;
    private DenseNet net;

    MixtureTraining(TextIndex index, float[][][] wordings, float[][] latents) {
        super(index, wordings, latents);
    }

    @Override
    void declare(TrainingGraph graph, SplittableRandom random) {
        int outputs = MODES * (1 + 2 * width());
        DenseNet start = DenseNet.random(random, 0.1, EMBEDDING, HIDDEN, HIDDEN, HIDDEN, outputs);
        // modes that start at one place share one gradient and never part
        float[] bias = start.parameters().get(start.parameters().size() - 1);
        for (int i = MODES; i < MODES * (1 + width()); i++) {
            bias[i] = (float) random.nextGaussian();
        }
        variables = graph.variables(start);
    }

    @Override
    Operand<TFloat32> loss(TrainingGraph graph, Operand<TFloat32> rows, Operand<TFloat32> h) {
        Ops tf = graph.ops();
        int m = width();
        Operand<TFloat32> out = graph.apply(variables, h);
        Operand<TFloat32> logWeights = tf.nn.logSoftmax(columns(tf, out, 0, MODES));
        Operand<TFloat32> means = cube(tf, columns(tf, out, MODES, MODES * m));
        Operand<TFloat32> raw = cube(tf, columns(tf, out, MODES * (1 + m), MODES * m));
        Operand<TFloat32> variances = tf.math.add(tf.math.exp(tf.math.mul(raw, tf.constant(2f))), tf.constant((float)
                (FlowMatching.SIGMA * FlowMatching.SIGMA)));
        Operand<TFloat32> points = tf.reshape(rows, tf.constant(new int[] {BATCH, 1, m}));
        Operand<TFloat32> terms =
                tf.math.add(tf.math.div(tf.math.squaredDifference(points, means), variances), tf.math.log(variances));
        Operand<TFloat32> logDensities = tf.math.mul(tf.sum(terms, tf.constant(new int[] {2})), tf.constant(-0.5f));
        return tf.math.neg(graph.mean(logSumExp(tf, tf.math.add(logWeights, logDensities))));
    }

    private static Operand<TFloat32> logSumExp(Ops tf, Operand<TFloat32> x) {
        Operand<TFloat32> most =
                tf.stopGradient(tf.max(x, tf.constant(new int[] {1}), org.tensorflow.op.core.Max.keepDims(true)));
        Operand<TFloat32> sum = rowSum(tf, tf.math.exp(tf.math.sub(x, most)));
        return tf.math.add(tf.math.log(sum), tf.reshape(most, tf.constant(new int[] {BATCH})));
    }

    private static Operand<TFloat32> columns(Ops tf, Operand<TFloat32> x, int from, int count) {
        return tf.slice(x, tf.constant(new int[] {0, from}), tf.constant(new int[] {BATCH, count}));
    }

    private Operand<TFloat32> cube(Ops tf, Operand<TFloat32> x) {
        return tf.reshape(x, tf.constant(new int[] {BATCH, MODES, width()}));
    }

    @Override
    double firstRate() {
        return 3e-3;
    }

    @Override
    void export(TrainingGraph graph) {
        net = graph.export(variables);
    }

    /** The trained net: conditions to the logarithms of weights, the means, the logarithms of deviations. */
    DenseNet net() {
        return net;
    }

    /** Draws a latent from what the net says. */
    static void draw(float[] said, SplittableRandom random, float[] latent) {
        int mode = drawMode(said, random);
        int m = latent.length;
        for (int k = 0; k < m; k++) {
            float mean = said[MODES + mode * m + k];
            double deviation = Math.hypot(Math.exp(said[MODES * (1 + m) + mode * m + k]), FlowMatching.SIGMA);
            latent[k] = (float) (mean + deviation * random.nextGaussian());
        }
    }

    private static int drawMode(float[] said, SplittableRandom random) {
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < MODES; k++) {
            most = Math.max(most, said[k]);
        }
        double sum = 0;
        for (int k = 0; k < MODES; k++) {
            sum += Math.exp(said[k] - most);
        }
        double left = random.nextDouble() * sum;
        int mode = -1;
        do {
            mode++;
            left -= Math.exp(said[mode] - most);
        } while (left > 0 && mode + 1 < MODES);
        return mode;
    }
}
