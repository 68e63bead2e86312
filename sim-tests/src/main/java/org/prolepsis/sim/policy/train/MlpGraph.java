package org.prolepsis.sim.policy.train;

import java.util.Iterator;
import java.util.SplittableRandom;
import org.prolepsis.flow.train.TrainingGraph;
import org.prolepsis.sim.policy.MlpShape;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** Dense layers with SiLU between. */
final class MlpGraph extends NetGraph {
    MlpGraph(TrainingGraph graph, int batch, MlpShape shape, SplittableRandom random) {
        super(graph, batch, shape, random);
    }

    @Override
    Operand<TFloat32> chunks(Operand<TFloat32> x, Operand<TFloat32> y) {
        Iterator<Variable<TFloat32>> next = parameters();
        Operand<TFloat32> value = dense(x, next);
        while (next.hasNext()) {
            value = dense(silu(value), next);
        }
        return value;
    }

    @Override
    Operand<TFloat32> regularisation() {
        return graph.ops().constant(0f);
    }

    @Override
    void style(boolean on) {}
}
