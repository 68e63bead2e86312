package org.prolepsis.sim.policy;

import java.io.IOException;
import java.nio.file.Path;
import org.prolepsis.sim.cell.CellObservation;

/**
 * A trained policy on plain arrays: features, net, targets. Allocates nothing in {@link #predict}. One thread at a time;
 * {@link #another} gives one for another thread. NaN in the observation gives NaN targets, which executors refuse.
 */
public final class LearnedPolicy implements ChunkPolicy {
    private static final int CHANNELS = NetShape.CHANNELS;

    private final PolicyManifest manifest;
    private final Normalisation normalisation;
    private final ChunkNet net;
    private final ObservationFeatures features = new ObservationFeatures();
    private final double[] poses = new double[ObservationFeatures.BLOCKS * ObservationFeatures.POSE];
    private final float[] input = new float[ObservationFeatures.COUNT];
    private final float[] output;

    /**
     * Puts a policy together.
     *
     * @param manifest says the sizes and the step
     * @param normalisation of features and targets
     * @param net of the manifest's shape
     * @throws IllegalArgumentException if the sizes do not fit
     */
    public LearnedPolicy(PolicyManifest manifest, Normalisation normalisation, ChunkNet net) {
        int values = manifest.shape().horizon() * CHANNELS;
        if (net.inputs() != ObservationFeatures.COUNT
                || net.outputs() != values
                || normalisation.inputMean().length != net.inputs()
                || normalisation.inputScale().length != net.inputs()
                || normalisation.outputOffset().length != values
                || normalisation.outputScale().length != values) {
            throw new IllegalArgumentException("a net with " + net.inputs() + " inputs and " + net.outputs()
                    + " outputs and its normalisation must have " + ObservationFeatures.COUNT + " and " + values);
        }
        this.manifest = manifest;
        this.normalisation = normalisation;
        this.net = net;
        this.output = new float[values];
    }

    /**
     * Loads a policy.
     *
     * @param bundle a directory or a zip file
     * @return the policy
     * @throws org.prolepsis.flow.model.ModelFormatException if something in it is missing, unknown, wrong or damaged
     * @throws IOException if it cannot be read
     */
    public static LearnedPolicy load(Path bundle) throws IOException {
        return PolicyBundle.load(bundle);
    }

    /**
     * Saves the policy, whole or not at all.
     *
     * @param bundle a directory, or a file that ends in .zip
     * @throws IOException if it cannot be written, or something else than a model is there
     */
    public void save(Path bundle) throws IOException {
        PolicyBundle.save(this, bundle);
    }

    /**
     * The same policy for another thread.
     *
     * @return shares the weights
     */
    public LearnedPolicy another() {
        return new LearnedPolicy(manifest, normalisation, manifest.shape().net(net.parameters()));
    }

    /**
     * What is known of it.
     *
     * @return its manifest
     */
    public PolicyManifest manifest() {
        return manifest;
    }

    /**
     * The scales.
     *
     * @return not a copy
     */
    public Normalisation normalisation() {
        return normalisation;
    }

    /**
     * The net.
     *
     * @return for the thread that predicts
     */
    public ChunkNet net() {
        return net;
    }

    @Override
    public int horizon() {
        return manifest.shape().horizon();
    }

    @Override
    public double stepSeconds() {
        return manifest.stepSeconds();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a colour of a block is missing or there twice; it is named
     */
    @Override
    public void predict(CellObservation observation, double[][] out) {
        ObservationFeatures.order(observation.blocks(), poses);
        double[] joints = observation.joints();
        features.compute(joints, observation.finger(), poses, input);
        normalisation.normalise(input);
        net.forward(input, output);
        for (int i = 0; i < horizon(); i++) {
            double[] row = out[i];
            int at = i * CHANNELS;
            for (int j = 0; j < CHANNELS; j++) {
                double offset =
                        normalisation.outputOffset()[at + j] + normalisation.outputScale()[at + j] * output[at + j];
                row[j] = j < CHANNELS - 1 ? joints[j] + offset : offset;
            }
        }
    }
}
