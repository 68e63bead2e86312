package org.prolepsis.sim.policy;

import java.util.List;
import org.prolepsis.flow.model.WeightsFile.Spec;

/** The sizes of a net: what its tensors are, and a net of them. */
public sealed interface NetShape permits MlpShape, TransformerShape {
    /** Targets of one step: the joints and the finger. */
    int CHANNELS = 8;

    /**
     * The kind of net.
     *
     * @return its kind
     */
    Architecture architecture();

    /**
     * Steps of a chunk.
     *
     * @return at least 1
     */
    int horizon();

    /**
     * The tensors that inference needs, in the order of a weights file.
     *
     * @return names, types and shapes
     */
    List<Spec> tensors();

    /**
     * A net for one thread.
     *
     * @param parameters as {@link #tensors} lists them; not copied
     * @return the net
     */
    ChunkNet net(List<float[]> parameters);

    /**
     * Checks the number of steps.
     *
     * @param horizon steps of a chunk
     * @throws IllegalArgumentException if it is not 1 to 200
     */
    static void requireHorizon(int horizon) {
        if (horizon < 1 || horizon > 200) {
            throw new IllegalArgumentException("horizon is " + horizon + "; it must be 1 to 200");
        }
    }
}
