package org.prolepsis.sim.policy;

import java.util.ArrayList;
import java.util.List;
import org.prolepsis.flow.model.WeightsFile;
import org.prolepsis.flow.model.WeightsFile.Spec;

/**
 * Sizes of a transformer as in ACT: an encoder over five tokens (latent, arm, three blocks), and a decoder in which one
 * learned query for each step of the chunk attends to the others and to the encoder's tokens. The latent, which at
 * training carries the style of a demonstration, is 0 at inference. Layers are normalised at their entry.
 *
 * @param horizon steps of a chunk
 * @param width of a token
 * @param heads of an attention; they share the width
 * @param feedForward width between the two dense layers
 * @param encoderLayers at least 1
 * @param decoderLayers at least 1
 * @param latent size of the style
 */
public record TransformerShape(
        int horizon, int width, int heads, int feedForward, int encoderLayers, int decoderLayers, int latent)
        implements NetShape {
    /** Added to a variance before its root is taken. */
    public static final float EPSILON = 1e-5f;

    /** Tokens of an observation: latent, arm and blocks. */
    public static final int TOKENS = 2 + ObservationFeatures.BLOCKS;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a size is not positive, too large, or the heads do not divide the width
     */
    public TransformerShape {
        NetShape.requireHorizon(horizon);
        require("width", width, 1024);
        require("heads", heads, 64);
        require("feedForward", feedForward, 4096);
        require("encoderLayers", encoderLayers, 8);
        require("decoderLayers", decoderLayers, 8);
        require("latent", latent, 256);
        if (width % heads != 0) {
            throw new IllegalArgumentException("heads is " + heads + "; it must divide the width, " + width);
        }
    }

    private static void require(String field, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(field + " is " + value + "; it must be 1 to " + most);
        }
    }

    @Override
    public Architecture architecture() {
        return Architecture.TRANSFORMER;
    }

    @Override
    public List<Spec> tensors() {
        Tensors tensors = new Tensors(width);
        tensors.dense("latent", latent, width);
        tensors.dense("arm", ObservationFeatures.ARM, width);
        tensors.dense("block", ObservationFeatures.BLOCK, width);
        tensors.add("colors/embedding", ObservationFeatures.BLOCKS, width);
        for (int layer = 0; layer < encoderLayers; layer++) {
            tensors.encoderLayer("encoder" + layer, feedForward);
        }
        tensors.norm("memory_norm");
        tensors.add("queries/embedding", horizon, width);
        for (int layer = 0; layer < decoderLayers; layer++) {
            tensors.decoderLayer("decoder" + layer, feedForward);
        }
        tensors.norm("last_norm");
        tensors.dense("head", width, CHANNELS);
        return tensors.specs;
    }

    /**
     * The tensors of the style encoder, which only training needs: one layer over a class token, the arm and the actions.
     *
     * @return names, types and shapes
     */
    public List<Spec> styleTensors() {
        Tensors tensors = new Tensors(width);
        tensors.add("style_class/embedding", 1, width);
        tensors.dense("style_arm", ObservationFeatures.ARM, width);
        tensors.dense("style_action", CHANNELS, width);
        tensors.add("style_steps/embedding", horizon, width);
        tensors.encoderLayer("style", feedForward);
        tensors.norm("style_norm");
        tensors.dense("style_moments", width, 2 * latent);
        return tensors.specs;
    }

    @Override
    public ChunkNet net(List<float[]> parameters) {
        return new TransformerNet(this, parameters);
    }

    /** Lists tensors. */
    private static final class Tensors {
        private final int width;
        private final List<Spec> specs = new ArrayList<>();

        Tensors(int width) {
            this.width = width;
        }

        void add(String name, Integer... shape) {
            specs.add(new Spec(name, WeightsFile.Type.FLOAT32, List.of(shape)));
        }

        void dense(String name, int in, int out) {
            add(name + "/weights", in, out);
            add(name + "/bias", out);
        }

        void norm(String name) {
            add(name + "/gain", width);
            add(name + "/bias", width);
        }

        void attention(String name) {
            norm(name + "_norm");
            dense(name + "_query", width, width);
            dense(name + "_key", width, width);
            dense(name + "_value", width, width);
            dense(name + "_output", width, width);
        }

        void forward(String name, int feedForward) {
            norm(name + "_norm");
            dense(name + "_expand", width, feedForward);
            dense(name + "_contract", feedForward, width);
        }

        void encoderLayer(String name, int feedForward) {
            attention(name + "/self");
            forward(name + "/forward", feedForward);
        }

        void decoderLayer(String name, int feedForward) {
            attention(name + "/self");
            attention(name + "/cross");
            forward(name + "/forward", feedForward);
        }
    }
}
