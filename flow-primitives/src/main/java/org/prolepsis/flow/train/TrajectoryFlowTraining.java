package org.prolepsis.flow.train;

import java.util.List;
import java.util.SplittableRandom;
import org.prolepsis.flow.latent.FlowMatching;
import org.prolepsis.flow.latent.LatentFlow;
import org.prolepsis.flow.latent.TimeFeatures;
import org.prolepsis.flow.net.DenseNet;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Flow matching without a manifold: on all control points of a motion, each scaled to its own spread. */
final class TrajectoryFlowTraining extends ConditionalTraining {
    /** Four times the width of the latent flow's layers, for some thirty times as many numbers to move. */
    private static final int HIDDEN = 256;

    private final float[] coreFeatures;
    private final float[] t = new float[BATCH];
    private final float[] features = new float[BATCH * TimeFeatures.COUNT];
    private TrainingGraph.NetVariables velocity;
    private TrainingGraph.Input time;
    private TrainingGraph.Input timeFeatures;
    private LatentFlow flow;

    TrajectoryFlowTraining(TextIndex index, float[][][] wordings, float[][] data) {
        super(index, wordings, data);
        this.coreFeatures = wordings[0][0];
    }

    @Override
    void declare(TrainingGraph graph, SplittableRandom random) {
        int inputs = width() + TimeFeatures.COUNT + EMBEDDING;
        velocity = graph.variables(DenseNet.random(random, 1, inputs, HIDDEN, HIDDEN, HIDDEN, width()));
        time = graph.input(BATCH, 1);
        timeFeatures = graph.input(BATCH, TimeFeatures.COUNT);
    }

    @Override
    Operand<TFloat32> loss(TrainingGraph graph, Operand<TFloat32> rows, Operand<TFloat32> h) {
        Ops tf = graph.ops();
        float left = (float) (1 - FlowMatching.SIGMA);
        Operand<TFloat32> scale = tf.math.sub(tf.constant(1f), tf.math.mul(tf.constant(left), time.operand()));
        Operand<TFloat32> point =
                tf.math.add(tf.math.mul(time.operand(), rows), tf.math.mul(scale, graph.noise(BATCH, width())));
        Operand<TFloat32> target = tf.math.div(tf.math.sub(rows, tf.math.mul(tf.constant(left), point)), scale);
        Operand<TFloat32> input = beside(tf, List.of(point, timeFeatures.operand(), h));
        return graph.mean(tf.math.squaredDifference(graph.apply(velocity, input), target));
    }

    @Override
    void feed(SplittableRandom random) {
        for (int i = 0; i < BATCH; i++) {
            double drawn = (i % REPEATS + random.nextDouble()) / REPEATS;
            t[i] = (float) drawn;
            TimeFeatures.compute(drawn, features, i * TimeFeatures.COUNT);
        }
        time.set(t);
        timeFeatures.set(features);
    }

    @Override
    double firstRate() {
        return 3e-3;
    }

    @Override
    void export(TrainingGraph graph) {
        flow = new LatentFlow(embedder(), graph.export(velocity), coreFeatures);
    }

    /** The trained flow. */
    LatentFlow flow() {
        return flow;
    }
}
