package org.prolepsis.sim.bench;

import org.prolepsis.action.limit.JointLimits;

/** Makes the scene of an episode. Any thread. */
public interface SceneFactory {
    /** The limits of the arm and its finger, in the order of the channels. */
    JointLimits limits();

    /** The scene of a seed: the same seed and noise give the same scene. */
    Scene open(long seed, boolean noise);
}
