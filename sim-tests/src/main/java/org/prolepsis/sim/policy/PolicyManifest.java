package org.prolepsis.sim.policy;

import java.util.List;

/**
 * What is known of a policy beside its weights.
 *
 * @param stepSeconds from one step of a chunk to the next, s
 * @param shape the sizes of its net
 * @param training how it was trained
 * @param dataset on what
 * @param metrics what came of it
 */
public record PolicyManifest(
        double stepSeconds, NetShape shape, Training training, DatasetInfo dataset, Metrics metrics) {
    /** Joints are rad, the finger m. */
    public static final List<String> UNITS = List.of("rad", "rad", "rad", "rad", "rad", "rad", "rad", "m");

    /**
     * How a policy was trained.
     *
     * @param seed of weights and draws
     * @param steps of the optimiser
     * @param batch observations in each step
     * @param rate of the first step
     * @param jointNoise standard deviation of the noise on the observed joints, rad
     * @param blockNoise standard deviation of the noise on the observed blocks, m
     * @param seconds it took
     */
    public record Training(
            long seed, int steps, int batch, double rate, double jointNoise, double blockNoise, double seconds) {}

    /**
     * On what a policy was trained.
     *
     * @param name of the dataset
     * @param sha256 of the numbers that were trained on, in hex
     * @param episodes trained on
     * @param heldOut episodes that were only validated on
     */
    public record DatasetInfo(String name, String sha256, int episodes, int heldOut) {}

    /**
     * Mean absolute errors over the chunks of the held-out episodes, or over those trained on if there are none.
     *
     * @param trainingLoss smoothed loss at the end, in scales
     * @param joint rad
     * @param finger m
     */
    public record Metrics(double trainingLoss, double joint, double finger) {}
}
