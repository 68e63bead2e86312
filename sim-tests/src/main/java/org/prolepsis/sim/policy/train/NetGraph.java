package org.prolepsis.sim.policy.train;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.prolepsis.flow.model.WeightsFile.Spec;
import org.prolepsis.flow.train.TrainingGraph;
import org.prolepsis.sim.policy.MlpShape;
import org.prolepsis.sim.policy.NetShape;
import org.prolepsis.sim.policy.TransformerShape;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** A net as TensorFlow nodes that do what the one on plain arrays does. */
abstract class NetGraph {
    final TrainingGraph graph;
    final int batch;
    private final List<Variable<TFloat32>> variables;

    NetGraph(TrainingGraph graph, int batch, NetShape shape, SplittableRandom random) {
        this.graph = graph;
        this.batch = batch;
        this.variables = variables(shape.tensors(), random);
    }

    static NetGraph of(TrainingGraph graph, int batch, NetShape shape, SplittableRandom random) {
        if (shape instanceof MlpShape mlp) {
            return new MlpGraph(graph, batch, mlp, random);
        }
        return new TransformerGraph(graph, batch, (TransformerShape) shape, random);
    }

    /** Variables that start at random: weights by the root of their inputs, biases at 0, gains at 1. */
    final List<Variable<TFloat32>> variables(List<Spec> specs, SplittableRandom random) {
        List<Variable<TFloat32>> made = new ArrayList<>();
        for (Spec spec : specs) {
            long[] shape = spec.shape().stream().mapToLong(Integer::longValue).toArray();
            float[] start = new float[spec.shape().stream().reduce(1, Math::multiplyExact)];
            double deviation = deviation(spec);
            for (int i = 0; i < start.length; i++) {
                start[i] = spec.name().endsWith("/gain") ? 1 : (float) (deviation * random.nextGaussian());
            }
            made.add(graph.variable(start, shape));
        }
        return made;
    }

    private static double deviation(Spec spec) {
        if (spec.name().endsWith("/weights")) {
            return 1 / Math.sqrt(spec.shape().get(0));
        }
        return spec.name().endsWith("/embedding") ? 0.5 : 0;
    }

    /** The parameters that inference needs, in the order of the shape's tensors. */
    final List<Variable<TFloat32>> exported() {
        return variables;
    }

    final Iterator<Variable<TFloat32>> parameters() {
        return variables.iterator();
    }

    /** x W + b of [rows][in]. */
    final Operand<TFloat32> dense(Operand<TFloat32> x, Iterator<Variable<TFloat32>> next) {
        return graph.ops().math.add(graph.ops().linalg.matMul(x, next.next()), next.next());
    }

    final Operand<TFloat32> silu(Operand<TFloat32> x) {
        return graph.ops().math.mul(x, graph.ops().math.sigmoid(x));
    }

    /**
     * The chunks of a batch.
     *
     * @param x [batch][features]
     * @param y [batch][horizon * 8], what was commanded; only for the style
     * @return [batch][horizon * 8]
     */
    abstract Operand<TFloat32> chunks(Operand<TFloat32> x, Operand<TFloat32> y);

    /** What is added to the loss. */
    abstract Operand<TFloat32> regularisation();

    /** Whether the latent carries the style, at training, or is 0, as at inference. */
    abstract void style(boolean on);
}
