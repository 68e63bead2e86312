package org.prolepsis.sim.policy;

import java.util.List;

/**
 * A trained net from normalised features to a normalised chunk, on plain arrays. For one thread: it holds its working
 * memory, and allocates nothing in {@link #forward}. NaN in gives NaN out.
 */
public interface ChunkNet {
    /**
     * Length of the input.
     *
     * @return positive
     */
    int inputs();

    /**
     * Length of the output.
     *
     * @return positive
     */
    int outputs();

    /**
     * The parameters, as {@link NetShape#tensors} lists them.
     *
     * @return not copies; read-only
     */
    List<float[]> parameters();

    /**
     * Evaluates the net.
     *
     * @param x [inputs]
     * @param out [outputs], receives the result
     */
    void forward(float[] x, float[] out);

    /**
     * The number of parameters.
     *
     * @return positive
     */
    default long parameterCount() {
        return parameters().stream().mapToLong(values -> values.length).sum();
    }
}
