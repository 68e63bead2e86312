package org.prolepsis.flow.train;

import java.util.List;
import java.util.SplittableRandom;
import org.prolepsis.flow.net.DenseNet;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A conditional variational autoencoder of motions (Sohn et al. 2015; the TC-VAE of the MMFP paper): the decoder sees the
 * text and a standard normal latent, the encoder the text and the motion.
 */
final class AutoencoderTraining extends ConditionalTraining {
    private static final int HIDDEN = 128;
    /** The deviation of a motion about what is decoded, against the largest deviation of the demonstrations. */
    private static final double DEVIATION = 0.05;
    /** The share of steps over which the divergence grows to its full weight (Bowman et al. 2016): no early collapse. */
    private static final double WARM_UP = 0.3;

    private final int latentDimension;
    private final int steps;
    private int step;
    private TrainingGraph.NetVariables encoding;
    private TrainingGraph.NetVariables decoding;
    private TrainingGraph.Input divergenceWeight;
    private DenseNet encoder;
    private DenseNet decoder;

    AutoencoderTraining(TextIndex index, float[][][] wordings, float[][] data, int latentDimension, int steps) {
        super(index, wordings, data);
        this.latentDimension = latentDimension;
        this.steps = steps;
    }

    @Override
    void declare(TrainingGraph graph, SplittableRandom random) {
        encoding =
                graph.variables(DenseNet.random(random, 1, width() + EMBEDDING, HIDDEN, HIDDEN, 2 * latentDimension));
        decoding = graph.variables(
                DenseNet.random(random, 1, latentDimension + EMBEDDING, HIDDEN, HIDDEN, HIDDEN, width()));
        divergenceWeight = graph.input();
    }

    @Override
    Operand<TFloat32> loss(TrainingGraph graph, Operand<TFloat32> rows, Operand<TFloat32> h) {
        Ops tf = graph.ops();
        Operand<TFloat32> out = graph.apply(encoding, beside(tf, List.of(rows, h)));
        int[] size = {BATCH, latentDimension};
        Operand<TFloat32> mean = tf.slice(out, tf.constant(new int[] {0, 0}), tf.constant(size));
        Operand<TFloat32> logDeviation = tf.slice(out, tf.constant(new int[] {0, latentDimension}), tf.constant(size));
        Operand<TFloat32> z =
                tf.math.add(mean, tf.math.mul(tf.math.exp(logDeviation), graph.noise(BATCH, latentDimension)));
        Operand<TFloat32> decoded = graph.apply(decoding, beside(tf, List.of(z, h)));
        Operand<TFloat32> error = rowSum(tf, tf.math.squaredDifference(decoded, rows));
        Operand<TFloat32> variance = tf.math.exp(tf.math.mul(logDeviation, tf.constant(2f)));
        Operand<TFloat32> divergence = rowSum(
                tf,
                tf.math.sub(
                        tf.math.mul(tf.math.add(tf.math.square(mean), variance), tf.constant(0.5f)),
                        tf.math.add(logDeviation, tf.constant(0.5f))));
        return tf.math.add(
                graph.mean(tf.math.mul(error, tf.constant((float) (0.5 / (DEVIATION * DEVIATION))))),
                tf.math.mul(graph.mean(divergence), divergenceWeight.operand()));
    }

    @Override
    void feed(SplittableRandom random) {
        divergenceWeight.set((float) Math.min(1, step++ / (WARM_UP * steps)));
    }

    @Override
    double firstRate() {
        return 2e-3;
    }

    @Override
    void export(TrainingGraph graph) {
        encoder = graph.export(encoding);
        decoder = graph.export(decoding);
    }

    /** The trained encoder: motion and condition to means and logarithms of deviations. */
    DenseNet encoder() {
        return encoder;
    }

    /** The trained decoder: latent and condition to a motion. */
    DenseNet decoder() {
        return decoder;
    }
}
