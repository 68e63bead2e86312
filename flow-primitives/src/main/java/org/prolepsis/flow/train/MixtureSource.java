package org.prolepsis.flow.train;

import java.util.SplittableRandom;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.manifold.MotionManifold;
import org.prolepsis.flow.manifold.PrincipalMotions;
import org.prolepsis.flow.metrics.Motion;
import org.prolepsis.flow.metrics.SampleSource;
import org.prolepsis.flow.model.MotionModel;
import org.prolepsis.flow.net.DenseNet;
import org.prolepsis.flow.text.TextFeatures;

/** Draws latents from the mixture that the text calls for and decodes them by a model's manifold. */
final class MixtureSource implements SampleSource {
    private final TextFeatures features;
    private final DenseNet embedder;
    private final DenseNet net;
    private final MotionModel model;
    private final MotionManifold.Decoder decoder;

    MixtureSource(TextFeatures features, MixtureTraining training, MotionModel model) {
        this.features = features;
        this.embedder = training.embedder();
        this.net = training.net();
        this.model = model;
        this.decoder = model.manifold().newDecoder();
    }

    @Override
    public TextSampler forText(String text) {
        float[] h = Embedding.of(embedder, features.encode(text));
        float[] said = new float[net.outputs()];
        DenseNet.Workspace workspace = net.workspace();
        PrincipalMotions principal = model.manifold().principal();
        float[] latent = new float[model.manifold().latentDimension()];
        double[] coefficients =
                new double[principal.chart().coordinates() * principal.basis().count()];
        return seed -> {
            net.forward(h, workspace, said);
            MixtureTraining.draw(said, new SplittableRandom(seed), latent);
            double duration = decoder.decode(latent, coefficients);
            return new MotionCurve(principal.chart(), principal.basis(), coefficients, duration);
        };
    }

    @Override
    public Motion reconstruct(Demonstration demonstration) {
        return model.reconstruct(demonstration);
    }

    @Override
    public long parameterCount() {
        return embedder.parameterCount()
                + net.parameterCount()
                + model.manifold().decoder().parameterCount()
                + model.manifold().decoderSkip().parameterCount();
    }
}
