package org.prolepsis.sim.policy.train;

import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.prolepsis.flow.train.TrainingGraph;
import org.prolepsis.sim.policy.NetShape;
import org.prolepsis.sim.policy.ObservationFeatures;
import org.prolepsis.sim.policy.TransformerShape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * The conditional variational transformer: a style encoder over the actions gives the latent at training, as in ACT
 * (arXiv 2304.13705, figure 4); encoder and decoder are those of inference.
 */
final class TransformerGraph extends NetGraph {
    /** The weight of the latent's divergence from a standard normal one, as in ACT. */
    private static final float DIVERGENCE = 10;

    private final TransformerShape shape;
    private final List<Variable<TFloat32>> styleVariables;
    private final TrainingGraph.Input style;
    private final Ops tf;
    private Operand<TFloat32> divergence;

    TransformerGraph(TrainingGraph graph, int batch, TransformerShape shape, SplittableRandom random) {
        super(graph, batch, shape, random);
        this.shape = shape;
        this.tf = graph.ops();
        styleVariables = variables(shape.styleTensors(), random);
        style = graph.input();
        style(true);
    }

    @Override
    void style(boolean on) {
        style.set(on ? 1f : 0f);
    }

    @Override
    Operand<TFloat32> regularisation() {
        return tf.math.mul(divergence, tf.constant(DIVERGENCE));
    }

    @Override
    Operand<TFloat32> chunks(Operand<TFloat32> x, Operand<TFloat32> y) {
        Operand<TFloat32> arm = columns(x, 0, ObservationFeatures.ARM);
        Operand<TFloat32> z = latent(arm, y);
        Iterator<Variable<TFloat32>> next = parameters();
        Operand<TFloat32> memory = encode(x, arm, z, next);
        Operand<TFloat32> queries = rows(embedding(next.next(), shape.horizon()));
        for (int layer = 0; layer < shape.decoderLayers(); layer++) {
            queries = selfAttention(queries, shape.horizon(), next);
            Operand<TFloat32> normed = norm(queries, next);
            queries = tf.math.add(queries, attention(normed, shape.horizon(), memory, TransformerShape.TOKENS, next));
            queries = forward(queries, next);
        }
        Operand<TFloat32> out = dense(norm(queries, next), next);
        return tf.reshape(out, tf.constant(new int[] {batch, shape.horizon() * NetShape.CHANNELS}));
    }

    /** [batch * tokens][width]. */
    private Operand<TFloat32> encode(
            Operand<TFloat32> x, Operand<TFloat32> arm, Operand<TFloat32> z, Iterator<Variable<TFloat32>> next) {
        Operand<TFloat32> latentToken = token(dense(z, next));
        Operand<TFloat32> armToken = token(dense(arm, next));
        Operand<TFloat32> blocks = tf.reshape(
                columns(x, ObservationFeatures.ARM, ObservationFeatures.COUNT - ObservationFeatures.ARM),
                tf.constant(new int[] {batch * ObservationFeatures.BLOCKS, ObservationFeatures.BLOCK}));
        Operand<TFloat32> blockTokens = tf.math.add(
                tf.reshape(
                        dense(blocks, next), tf.constant(new int[] {batch, ObservationFeatures.BLOCKS, shape.width()})),
                next.next());
        Operand<TFloat32> tokens = rows(tf.concat(List.of(latentToken, armToken, blockTokens), tf.constant(1)));
        for (int layer = 0; layer < shape.encoderLayers(); layer++) {
            tokens = forward(selfAttention(tokens, TransformerShape.TOKENS, next), next);
        }
        return norm(tokens, next);
    }

    /** The style of a chunk: drawn about what its encoder says, or 0. */
    private Operand<TFloat32> latent(Operand<TFloat32> arm, Operand<TFloat32> y) {
        int k = shape.horizon();
        Iterator<Variable<TFloat32>> next = styleVariables.iterator();
        Operand<TFloat32> classToken = embedding(next.next(), 1);
        Operand<TFloat32> armToken = token(dense(arm, next));
        Operand<TFloat32> actions = dense(tf.reshape(y, tf.constant(new int[] {batch * k, NetShape.CHANNELS})), next);
        Operand<TFloat32> actionTokens =
                tf.math.add(tf.reshape(actions, tf.constant(new int[] {batch, k, shape.width()})), next.next());
        Operand<TFloat32> tokens = rows(tf.concat(List.of(classToken, armToken, actionTokens), tf.constant(1)));
        tokens = forward(selfAttention(tokens, k + 2, next), next);
        Operand<TFloat32> first = tf.slice(
                tf.reshape(tokens, tf.constant(new int[] {batch, k + 2, shape.width()})),
                tf.constant(new int[] {0, 0, 0}),
                tf.constant(new int[] {batch, 1, shape.width()}));
        Operand<TFloat32> moments = dense(norm(rows(first), next), next);
        Operand<TFloat32> mean = columns(moments, 0, shape.latent());
        Operand<TFloat32> logDeviation = columns(moments, shape.latent(), shape.latent());
        divergence = divergence(mean, logDeviation);
        Operand<TFloat32> drawn =
                tf.math.add(mean, tf.math.mul(tf.math.exp(logDeviation), graph.noise(batch, shape.latent())));
        return tf.math.mul(drawn, style.operand());
    }

    /** Summed over the latent, the mean over the batch. */
    private Operand<TFloat32> divergence(Operand<TFloat32> mean, Operand<TFloat32> logDeviation) {
        Operand<TFloat32> variance = tf.math.exp(tf.math.mul(logDeviation, tf.constant(2f)));
        Operand<TFloat32> each = tf.math.sub(
                tf.math.mul(tf.math.add(tf.math.square(mean), variance), tf.constant(0.5f)),
                tf.math.add(logDeviation, tf.constant(0.5f)));
        return tf.math.mul(graph.mean(each), tf.constant((float) shape.latent()));
    }

    private Operand<TFloat32> columns(Operand<TFloat32> x, int from, int count) {
        return tf.slice(x, tf.constant(new int[] {0, from}), tf.constant(new int[] {batch, count}));
    }

    /** [batch][1][width] of [batch][width]. */
    private Operand<TFloat32> token(Operand<TFloat32> x) {
        return tf.reshape(x, tf.constant(new int[] {batch, 1, shape.width()}));
    }

    /** [batch * tokens][width] of [batch][tokens][width]. */
    private Operand<TFloat32> rows(Operand<TFloat32> x) {
        return tf.reshape(x, tf.constant(new int[] {-1, shape.width()}));
    }

    /** [batch][count][width] of [count][width]. */
    private Operand<TFloat32> embedding(Operand<TFloat32> x, int count) {
        Operand<TFloat32> zeros = tf.fill(tf.constant(new int[] {batch, count, shape.width()}), tf.constant(0f));
        return tf.math.add(zeros, x);
    }

    private Operand<TFloat32> norm(Operand<TFloat32> x, Iterator<Variable<TFloat32>> next) {
        Operand<TFloat32> mean = tf.math.mean(x, tf.constant(new int[] {1}), Mean.keepDims(true));
        Operand<TFloat32> variance =
                tf.math.mean(tf.math.squaredDifference(x, mean), tf.constant(new int[] {1}), Mean.keepDims(true));
        Operand<TFloat32> factor = tf.math.rsqrt(tf.math.add(variance, tf.constant(TransformerShape.EPSILON)));
        Operand<TFloat32> normed = tf.math.mul(tf.math.sub(x, mean), factor);
        return tf.math.add(tf.math.mul(normed, next.next()), next.next());
    }

    private Operand<TFloat32> forward(Operand<TFloat32> x, Iterator<Variable<TFloat32>> next) {
        Operand<TFloat32> inner = silu(dense(norm(x, next), next));
        return tf.math.add(x, dense(inner, next));
    }

    private Operand<TFloat32> selfAttention(Operand<TFloat32> x, int count, Iterator<Variable<TFloat32>> next) {
        Operand<TFloat32> normed = norm(x, next);
        return tf.math.add(x, attention(normed, count, normed, count, next));
    }

    private Operand<TFloat32> attention(
            Operand<TFloat32> rows,
            int count,
            Operand<TFloat32> memory,
            int remembered,
            Iterator<Variable<TFloat32>> next) {
        Operand<TFloat32> query = heads(dense(rows, next), count);
        Operand<TFloat32> key = heads(dense(memory, next), remembered);
        Operand<TFloat32> value = heads(dense(memory, next), remembered);
        float scale = (float) (1 / Math.sqrt((double) shape.width() / shape.heads()));
        Operand<TFloat32> scores =
                tf.math.mul(tf.linalg.einsum(List.of(query, key), "bqhd,bmhd->bhqm"), tf.constant(scale));
        Operand<TFloat32> mixed = tf.linalg.einsum(List.of(tf.nn.softmax(scores), value), "bhqm,bmhd->bqhd");
        return dense(tf.reshape(mixed, tf.constant(new int[] {batch * count, shape.width()})), next);
    }

    private Operand<TFloat32> heads(Operand<TFloat32> x, int count) {
        return tf.reshape(x, tf.constant(new int[] {batch, count, shape.heads(), shape.width() / shape.heads()}));
    }
}
