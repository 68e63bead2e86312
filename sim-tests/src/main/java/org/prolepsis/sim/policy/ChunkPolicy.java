package org.prolepsis.sim.policy;

import org.prolepsis.sim.cell.CellObservation;

/**
 * A policy that predicts chunks of actions: from one observation the targets of the joints and the finger for the ticks
 * that follow (ACT, arXiv 2304.13705, section 4). One thread at a time.
 */
public interface ChunkPolicy {
    /**
     * Steps of a chunk, k in the papers.
     *
     * @return at least 1
     */
    int horizon();

    /**
     * Time from one step of a chunk to the next.
     *
     * @return s
     */
    double stepSeconds();

    /**
     * Predicts a chunk. Step 0 belongs to the observation's own tick, step i to {@code i * stepSeconds()} after it.
     *
     * @param observation what the cell's sensors say; not kept
     * @param out [horizon][8], receives the targets of the 7 joints, rad, and of the finger, m, in the order of the
     *     cell's joint names
     */
    void predict(CellObservation observation, double[][] out);

    /** Forgets what came before, for a policy that remembers: a new episode begins. */
    default void reset() {}
}
