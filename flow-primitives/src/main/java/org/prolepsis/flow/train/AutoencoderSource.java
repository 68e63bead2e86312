package org.prolepsis.flow.train;

import java.util.SplittableRandom;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.manifold.FittedDemonstrations;
import org.prolepsis.flow.manifold.PrincipalMotions;
import org.prolepsis.flow.metrics.Motion;
import org.prolepsis.flow.metrics.SampleSource;
import org.prolepsis.flow.net.DenseNet;
import org.prolepsis.flow.text.TextFeatures;

/** Decodes standard normal latents with the text. */
final class AutoencoderSource implements SampleSource {
    private final TextFeatures features;
    private final DenseNet embedder;
    private final DenseNet encoder;
    private final DenseNet decoder;
    private final PrincipalMotions principal;
    private final FittedDemonstrations fitted;
    private final int latentDimension;

    AutoencoderSource(
            TextFeatures features,
            AutoencoderTraining training,
            PrincipalMotions principal,
            FittedDemonstrations fitted) {
        this.features = features;
        this.embedder = training.embedder();
        this.encoder = training.encoder();
        this.decoder = training.decoder();
        this.principal = principal;
        this.fitted = fitted;
        this.latentDimension = decoder.inputs() - ConditionalTraining.EMBEDDING;
    }

    @Override
    public TextSampler forText(String text) {
        float[] input = inputFor(text, latentDimension);
        return seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            for (int k = 0; k < latentDimension; k++) {
                input[k] = (float) random.nextGaussian();
            }
            return decode(input);
        };
    }

    /** An input of a net: room for what comes first, then what the text says. */
    private float[] inputFor(String text, int room) {
        float[] h = Embedding.of(embedder, features.encode(text));
        float[] input = new float[room + h.length];
        System.arraycopy(h, 0, input, room, h.length);
        return input;
    }

    private MotionCurve decode(float[] input) {
        float[] components = new float[principal.count()];
        decoder.forward(input, decoder.workspace(), components);
        double[] coefficients =
                new double[principal.chart().coordinates() * principal.basis().count()];
        double duration = principal.expand(components, coefficients);
        return new MotionCurve(principal.chart(), principal.basis(), coefficients, duration);
    }

    /** Through the mean of the encoder, with the demonstration's first sentence. */
    @Override
    public Motion reconstruct(Demonstration demonstration) {
        String text = demonstration.texts().get(0);
        float[] components = principal.project(BaselineTrainer.fitOf(fitted, demonstration));
        float[] seen = inputFor(text, components.length);
        System.arraycopy(components, 0, seen, 0, components.length);
        float[] moments = new float[encoder.outputs()];
        encoder.forward(seen, encoder.workspace(), moments);
        float[] input = inputFor(text, latentDimension);
        System.arraycopy(moments, 0, input, 0, latentDimension);
        return decode(input);
    }

    @Override
    public long parameterCount() {
        return embedder.parameterCount() + decoder.parameterCount();
    }
}
