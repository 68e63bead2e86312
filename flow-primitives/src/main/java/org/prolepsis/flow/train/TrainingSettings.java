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
 * @param isometry weight of the distortion of the decoder: how far distances of latents are from a multiple of those of
 *     motions; 0 leaves it out
 * @param embeddingNoise standard deviation of the noise on text features, relative to their length, at least 0
 * @param consistency weight of what shapes the text embedding (paraphrases agree, the demonstrations of
 *     a sentence can be told), at least 0
 * @param restarts how many manifolds, and then how many flows, are trained; of each the one with the least loss on held-out
 *     draws is kept, labels play no part; in [1, 100]
 * @param patience steps without a gain of 1 % in the loss on held-out draws after which a stage is brought to its end, or
 *     0 to take all steps
 * @param distilledSteps 1 or 2 to distil the flow to that many Euler steps, which then replace solver and steps; or 0
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
        double isometry,
        double embeddingNoise,
        double consistency,
        int restarts,
        int patience,
        int distilledSteps,
        double guidance,
        OdeSolver solver,
        int solverSteps) {
    /** What {@code prolepsis train} uses unless told otherwise. */
    public static final TrainingSettings DEFAULT =
            new TrainingSettings(1, 0, 0, 3000, 8000, 1e-3, 0, 0.1, 1, 1, 0, 0, 1, OdeSolver.MIDPOINT, 6);

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
        within("isometry", isometry, 0, 1e6);
        within("embeddingNoise", embeddingNoise, 0, 10);
        within("consistency", consistency, 0, 1e6);
        within("restarts", restarts, 1, 100);
        within("patience", patience, 0, 10_000_000);
        within("distilledSteps", distilledSteps, 0, 2);
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
        return toBuilder().seed(newSeed).build();
    }

    /**
     * These settings with other numbers of steps.
     *
     * @param manifold optimiser steps of the autoencoder
     * @param flow optimiser steps of the flow
     * @return a copy
     */
    public TrainingSettings withSteps(int manifold, int flow) {
        return toBuilder().manifoldSteps(manifold).flowSteps(flow).build();
    }

    /**
     * A builder that starts from these settings.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Settings with some changed; for one thread. */
    public static final class Builder {
        private long seed;
        private int controlPoints;
        private int latentDimension;
        private int manifoldSteps;
        private int flowSteps;
        private double smoothness;
        private double isometry;
        private double embeddingNoise;
        private double consistency;
        private int restarts;
        private int patience;
        private int distilledSteps;
        private double guidance;
        private OdeSolver solver;
        private int solverSteps;

        Builder(TrainingSettings from) {
            seed = from.seed;
            controlPoints = from.controlPoints;
            latentDimension = from.latentDimension;
            manifoldSteps = from.manifoldSteps;
            flowSteps = from.flowSteps;
            smoothness = from.smoothness;
            isometry = from.isometry;
            embeddingNoise = from.embeddingNoise;
            consistency = from.consistency;
            restarts = from.restarts;
            patience = from.patience;
            distilledSteps = from.distilledSteps;
            guidance = from.guidance;
            solver = from.solver;
            solverSteps = from.solverSteps;
        }

        /**
         * Sets {@link TrainingSettings#seed}.
         *
         * @param value as there
         * @return this
         */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * Sets {@link TrainingSettings#controlPoints}.
         *
         * @param value as there
         * @return this
         */
        public Builder controlPoints(int value) {
            controlPoints = value;
            return this;
        }

        /**
         * Sets {@link TrainingSettings#latentDimension}.
         *
         * @param value as there
         * @return this
         */
        public Builder latentDimension(int value) {
            latentDimension = value;
            return this;
        }

        /**
         * Sets {@link TrainingSettings#manifoldSteps}.
         *
         * @param value as there
         * @return this
         */
        public Builder manifoldSteps(int value) {
            manifoldSteps = value;
            return this;
        }

        /**
         * Sets {@link TrainingSettings#flowSteps}.
         *
         * @param value as there
         * @return this
         */
        public Builder flowSteps(int value) {
            flowSteps = value;
            return this;
        }

        /**
         * Sets {@link TrainingSettings#smoothness}.
         *
         * @param value as there
         * @return this
         */
        public Builder smoothness(double value) {
            smoothness = value;
            return this;
        }

        /**
         * Sets {@link TrainingSettings#isometry}.
         *
         * @param value as there
         * @return this
         */
        public Builder isometry(double value) {
            isometry = value;
            return this;
        }

        /**
         * Sets {@link TrainingSettings#embeddingNoise}.
         *
         * @param value as there
         * @return this
         */
        public Builder embeddingNoise(double value) {
            embeddingNoise = value;
            return this;
        }

        /**
         * Sets {@link TrainingSettings#consistency}.
         *
         * @param value as there
         * @return this
         */
        public Builder consistency(double value) {
            consistency = value;
            return this;
        }

        /**
         * Sets {@link TrainingSettings#restarts}.
         *
         * @param value as there
         * @return this
         */
        public Builder restarts(int value) {
            restarts = value;
            return this;
        }

        /**
         * Sets {@link TrainingSettings#patience}.
         *
         * @param value as there
         * @return this
         */
        public Builder patience(int value) {
            patience = value;
            return this;
        }

        /**
         * Sets {@link TrainingSettings#distilledSteps}.
         *
         * @param value as there
         * @return this
         */
        public Builder distilledSteps(int value) {
            distilledSteps = value;
            return this;
        }

        /**
         * Sets {@link TrainingSettings#guidance}.
         *
         * @param value as there
         * @return this
         */
        public Builder guidance(double value) {
            guidance = value;
            return this;
        }

        /**
         * Sets {@link TrainingSettings#solver}.
         *
         * @param value as there
         * @return this
         */
        public Builder solver(OdeSolver value) {
            solver = value;
            return this;
        }

        /**
         * Sets {@link TrainingSettings#solverSteps}.
         *
         * @param value as there
         * @return this
         */
        public Builder solverSteps(int value) {
            solverSteps = value;
            return this;
        }

        /**
         * Checks and builds.
         *
         * @return the settings
         * @throws IllegalArgumentException naming a setting that is out of range
         */
        public TrainingSettings build() {
            return new TrainingSettings(
                    seed,
                    controlPoints,
                    latentDimension,
                    manifoldSteps,
                    flowSteps,
                    smoothness,
                    isometry,
                    embeddingNoise,
                    consistency,
                    restarts,
                    patience,
                    distilledSteps,
                    guidance,
                    solver,
                    solverSteps);
        }
    }
}
