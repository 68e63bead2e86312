package org.prolepsis.sim.bench;

import org.prolepsis.sim.policy.ChunkPolicy;

/** Makes the policy of an episode. Any thread; the policy it makes is for one thread. */
@FunctionalInterface
public interface PolicyFactory {
    /** A policy that has seen nothing yet; the seed is the episode's. */
    ChunkPolicy open(long seed);
}
