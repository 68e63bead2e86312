package org.prolepsis.sim.policy.train;

import java.util.List;
import java.util.Objects;
import org.prolepsis.sim.policy.Architecture;
import org.prolepsis.sim.policy.MlpShape;
import org.prolepsis.sim.policy.NetShape;
import org.prolepsis.sim.policy.TransformerShape;

/**
 * How a policy is trained.
 *
 * @param shape the net
 * @param seed of weights and draws
 * @param steps of the optimiser
 * @param batch observations in each step
 * @param rate of the optimiser at first; it falls to 0 by half a cosine
 * @param jointNoise standard deviation of the noise on observed joints, rad: what is commanded stays, so the policy learns
 *     to come back to the demonstrations
 * @param blockNoise standard deviation of the noise on observed blocks, m
 * @param heldOut share of the episodes that is only validated on
 */
public record PolicyTrainingSettings(
        NetShape shape,
        long seed,
        int steps,
        int batch,
        double rate,
        double jointNoise,
        double blockNoise,
        double heldOut) {
    /** Steps of a chunk unless told otherwise. */
    public static final int HORIZON = 60;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a value is NaN or outside its range; it is named
     */
    public PolicyTrainingSettings {
        Objects.requireNonNull(shape, "shape");
        require("steps", steps, 1, 1e7);
        require("batch", batch, 1, 1 << 16);
        require("rate", rate, 0, 1);
        require("jointNoise", jointNoise, 0, 1);
        require("blockNoise", blockNoise, 0, 1);
        require("heldOut", heldOut, 0, 0.9);
    }

    private static void require(String field, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(field + " is " + value + "; it must be " + least + " to " + most);
        }
    }

    /**
     * The defaults of an architecture.
     *
     * @param architecture the kind of net
     * @param horizon steps of a chunk
     * @return settings with seed 1
     */
    public static PolicyTrainingSettings of(Architecture architecture, int horizon) {
        return switch (architecture) {
            case MLP ->
                new PolicyTrainingSettings(
                        new MlpShape(horizon, List.of(256, 256, 256)), 1, 8000, 256, 1e-3, 0.025, 0.001, 0.1);
            case TRANSFORMER ->
                new PolicyTrainingSettings(
                        new TransformerShape(horizon, 64, 4, 128, 2, 1, 8), 1, 3000, 64, 1e-3, 0.025, 0.001, 0.1);
        };
    }

    /**
     * With another seed.
     *
     * @param value any number
     * @return a copy
     */
    public PolicyTrainingSettings withSeed(long value) {
        return new PolicyTrainingSettings(shape, value, steps, batch, rate, jointNoise, blockNoise, heldOut);
    }

    /**
     * With another number of steps.
     *
     * @param value of the optimiser
     * @return a copy
     */
    public PolicyTrainingSettings withSteps(int value) {
        return new PolicyTrainingSettings(shape, seed, value, batch, rate, jointNoise, blockNoise, heldOut);
    }

    /**
     * With other sizes.
     *
     * @param value of the net
     * @return a copy
     */
    public PolicyTrainingSettings withShape(NetShape value) {
        return new PolicyTrainingSettings(value, seed, steps, batch, rate, jointNoise, blockNoise, heldOut);
    }

    /**
     * With other noise on what is observed.
     *
     * @param joints rad
     * @param blocks m
     * @return a copy
     */
    public PolicyTrainingSettings withNoise(double joints, double blocks) {
        return new PolicyTrainingSettings(shape, seed, steps, batch, rate, joints, blocks, heldOut);
    }
}
