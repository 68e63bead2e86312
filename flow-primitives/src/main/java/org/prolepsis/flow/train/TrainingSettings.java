package org.prolepsis.flow.train;

import org.prolepsis.flow.latent.OdeSolver;

/**
 * How to train.
 *
 * @param seed of initial weights and of every draw; the same seed on the same machine gives the same model
 * @param controlPoints of the spline, at least 8, or 0 to take the fewest that fit the demonstrations
 * @param latentDimension in [1, 16], or 0 to choose it by the variance of the demonstrations
 * @param manifoldSteps optimiser steps of the autoencoder, at least 1
 * @param flowSteps optimiser steps of the flow, at least 1
 * @param smoothness weight of the jerk of decoded mixtures, at least 0
 * @param embeddingNoise standard deviation of the noise on text features, relative to their length, at least 0
 * @param consistency weight of what shapes the text embedding (paraphrases agree, the demonstrations of
 *     a sentence can be told), at least 0
 * @param guidance gamma of v0 + gamma (v - v0), at least 0; 1 is plain conditioning
 * @param solver the ODE solver used in sampling
 * @param solverSteps its steps, in [1, 1000]
 */
public record TrainingSettings(
        long seed,
        int controlPoints,
        int latentDimension,
        int manifoldSteps,
        int flowSteps,
        double smoothness,
        double embeddingNoise,
        double consistency,
        double guidance,
        OdeSolver solver,
        int solverSteps) {
    /** What {@code prolepsis train} uses unless told otherwise. */
    public static final TrainingSettings DEFAULT =
            new TrainingSettings(1, 0, 0, 3000, 8000, 1e-3, 0.1, 1, 1, OdeSolver.MIDPOINT, 6);

    /**
     * Checks every setting.
     *
     * @throws IllegalArgumentException naming the setting, what it has and what is allowed
     */
    public TrainingSettings {
        within("controlPoints", controlPoints, controlPoints == 0 ? 0 : 8, 256);
        within("latentDimension", latentDimension, 0, 16);
        within("manifoldSteps", manifoldSteps, 1, 10_000_000);
        within("flowSteps", flowSteps, 1, 10_000_000);
        within("smoothness", smoothness, 0, 1e6);
        within("embeddingNoise", embeddingNoise, 0, 10);
        within("consistency", consistency, 0, 1e6);
        within("guidance", guidance, 0, 100);
        within("solverSteps", solverSteps, 1, 1000);
        if (solver == null) {
            throw new IllegalArgumentException("solver is missing; it must be EULER, MIDPOINT or RK4");
        }
    }

    private static void within(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " is " + value + ", must be in [" + least + ", " + most + "]");
        }
    }

    /**
     * These settings with another seed.
     *
     * @param newSeed the seed
     * @return a copy
     */
    public TrainingSettings withSeed(long newSeed) {
        return new TrainingSettings(
                newSeed,
                controlPoints,
                latentDimension,
                manifoldSteps,
                flowSteps,
                smoothness,
                embeddingNoise,
                consistency,
                guidance,
                solver,
                solverSteps);
    }

    /**
     * These settings with other numbers of steps.
     *
     * @param manifold optimiser steps of the autoencoder
     * @param flow optimiser steps of the flow
     * @return a copy
     */
    public TrainingSettings withSteps(int manifold, int flow) {
        return new TrainingSettings(
                seed,
                controlPoints,
                latentDimension,
                manifold,
                flow,
                smoothness,
                embeddingNoise,
                consistency,
                guidance,
                solver,
                solverSteps);
    }
}
