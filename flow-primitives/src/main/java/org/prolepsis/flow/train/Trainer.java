package org.prolepsis.flow.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.MotionSpace;
import org.prolepsis.flow.latent.LatentFlow;
import org.prolepsis.flow.manifold.FittedDemonstrations;
import org.prolepsis.flow.manifold.MotionManifold;
import org.prolepsis.flow.manifold.PrincipalMotions;
import org.prolepsis.flow.model.Manifest;
import org.prolepsis.flow.model.MotionModel;
import org.prolepsis.flow.text.Grounder;
import org.prolepsis.flow.text.ParaphraseGenerator;
import org.prolepsis.flow.text.SentenceEncoder;
import org.prolepsis.flow.text.TextFeatures;

/**
 * Trains a model on a dataset: splines, principal components, autoencoder, latent flow. Holds nothing between runs;
 * the thread that calls does the work.
 */
public final class Trainer {
    private static final double EXPLAINED = 0.99;
    private static final int LEAST_LATENT = 2;
    private static final int MOST_LATENT = 8;
    /** Paraphrases to encode in all, at 1 to 2 ms each; at least one a sentence. */
    private static final int WORDINGS = 3600;

    private static final int MOST_PARAPHRASES = 64;

    private final SentenceEncoder encoder;

    /**
     * Prepares training.
     *
     * @param encoder the sentence encoder; a model is bound to it
     */
    public Trainer(SentenceEncoder encoder) {
        this.encoder = Objects.requireNonNull(encoder, "encoder");
    }

    /**
     * Trains a model.
     *
     * @param dataset the demonstrations and their sentences
     * @param settings how
     * @param listener follows progress and may cancel
     * @return the model and what it took
     * @throws TrainingCancelledException if the listener, or an interrupt of the thread, ends it
     * @throws IllegalArgumentException if the dataset has no demonstrations
     * @throws IllegalStateException if the loss stops being finite
     */
    public TrainingResult train(Dataset dataset, TrainingSettings settings, TrainingListener listener) {
        if (dataset.demonstrations().isEmpty()) {
            throw new IllegalArgumentException(
                    "dataset " + dataset.name() + " has no demonstrations, needs at least 1");
        }
        long start = System.nanoTime();
        Progress progress = new Progress(listener, settings.manifoldSteps() + settings.flowSteps());
        SplittableRandom random = new SplittableRandom(settings.seed());

        FittedDemonstrations fitted = FittedDemonstrations.fit(dataset, settings.controlPoints());
        PrincipalMotions principal = PrincipalMotions.of(fitted);
        List<float[]> components =
                fitted.curves().stream().map(principal::project).toList();
        ManifoldTraining.Outcome manifold = new ManifoldTraining(
                        principal, components, latentDimension(settings, components), random.split())
                .train(settings.manifoldSteps(), settings.smoothness(), progress);

        SentenceEncoder caching = new CachingEncoder(encoder);
        TextIndex index = new TextIndex(dataset);
        float[][][] wordings = wordings(dataset, index.texts(), new TextFeatures(caching), settings.seed());
        List<float[]> latents =
                components.stream().map(manifold.manifold()::encode).toList();
        FlowTraining.Outcome flow =
                new FlowTraining(index, wordings, latents, random.split()).train(settings, progress);

        Grounder grounder = grounder(caching, index.texts());
        double seconds = (System.nanoTime() - start) * 1e-9;
        Parts parts = new Parts(fitted, manifold, flow, grounder);
        Manifest manifest = manifest(dataset, settings, parts, seconds);
        MotionModel model = new MotionModel(
                manifest, manifold.manifold(), flow.flow(), wordings[0][0], grounder, new TextFeatures(encoder));
        return new TrainingResult(model, seconds, progress.done(), manifold.loss(), flow.loss());
    }

    /** The features of each sentence and of a few other ways to say it. */
    private static float[][][] wordings(Dataset dataset, List<String> texts, TextFeatures features, long seed) {
        ParaphraseGenerator generator = new ParaphraseGenerator(dataset.synonyms());
        int paraphrases = Math.max(1, Math.min(MOST_PARAPHRASES, WORDINGS / texts.size()));
        float[][][] wordings = new float[texts.size()][][];
        for (int i = 0; i < wordings.length; i++) {
            List<String> ways = new ArrayList<>(List.of(texts.get(i)));
            ways.addAll(generator.paraphrases(texts.get(i), paraphrases, seed + i));
            wordings[i] = ways.stream().map(features::encode).toArray(float[][]::new);
        }
        return wordings;
    }

    private record Parts(
            FittedDemonstrations fitted,
            ManifoldTraining.Outcome manifold,
            FlowTraining.Outcome flow,
            Grounder grounder) {}

    /** The model keeps the encoder itself, not the cache of training. */
    private Grounder grounder(SentenceEncoder caching, List<String> texts) {
        Grounder calibrated = Grounder.calibrate(caching, texts);
        return new Grounder(encoder, calibrated.texts(), calibrated.embeddings(), calibrated.threshold());
    }

    private Manifest manifest(Dataset dataset, TrainingSettings settings, Parts parts, double seconds) {
        FittedDemonstrations fitted = parts.fitted();
        int demonstrations = dataset.demonstrations().size();
        return new Manifest(
                dataset.space(),
                dataset.frame(),
                dataset.jointNames(),
                demonstrationHz(dataset),
                curve(fitted),
                manifold(parts.manifold().manifold()),
                flow(parts.flow().flow(), settings),
                text(),
                parts.grounder().threshold(),
                training(settings, seconds),
                new Manifest.DatasetInfo(dataset.name(), dataset.sha256(), demonstrations),
                new Manifest.Metrics(
                        fitted.positionRmse(),
                        fitted.rotationRmse(),
                        parts.manifold().loss(),
                        parts.flow().loss()),
                parts.grounder().texts());
    }

    /** As set, or the fewest leading components that hold 99 % of the variance, between 2 and 8. */
    private static int latentDimension(TrainingSettings settings, List<float[]> components) {
        if (settings.latentDimension() != 0) {
            return settings.latentDimension();
        }
        double[] variances = new double[components.get(0).length];
        for (float[] c : components) {
            for (int k = 0; k < variances.length; k++) {
                variances[k] += (double) c[k] * c[k];
            }
        }
        double total = Arrays.stream(variances).sum();
        double held = 0;
        int dimension = 0;
        while (dimension < variances.length && held < EXPLAINED * total) {
            held += variances[dimension++];
        }
        return Math.max(LEAST_LATENT, Math.min(MOST_LATENT, dimension));
    }

    private static double demonstrationHz(Dataset dataset) {
        return dataset.demonstrations().stream()
                .mapToDouble(demonstration -> (demonstration.size() - 1) / demonstration.duration())
                .average()
                .orElse(0);
    }

    private static Manifest.Curve curve(FittedDemonstrations fitted) {
        List<Double> reference =
                Arrays.stream(fitted.chart().reference()).boxed().toList();
        boolean poses = fitted.chart().space() == MotionSpace.SE3;
        return new Manifest.Curve(fitted.basis().count(), fitted.restAtEnds(), poses ? reference : List.of());
    }

    private static Manifest.Manifold manifold(MotionManifold manifold) {
        PrincipalMotions principal = manifold.principal();
        return new Manifest.Manifold(
                principal.count(),
                manifold.latentDimension(),
                principal.scale(),
                principal.durationWeight(),
                hidden(manifold.encoder().sizes()),
                hidden(manifold.decoder().sizes()));
    }

    private static Manifest.Flow flow(LatentFlow flow, TrainingSettings settings) {
        return new Manifest.Flow(
                flow.embedder().outputs(),
                hidden(flow.embedder().sizes()),
                hidden(flow.velocity().sizes()),
                settings.solver(),
                settings.solverSteps(),
                settings.guidance());
    }

    private static List<Integer> hidden(int[] sizes) {
        return IntStream.range(1, sizes.length - 1).map(i -> sizes[i]).boxed().toList();
    }

    private Manifest.Text text() {
        TextFeatures features = new TextFeatures(encoder);
        return new Manifest.Text(encoder.id(), encoder.dimension(), features.id(), features.dimension());
    }

    private static Manifest.Training training(TrainingSettings settings, double seconds) {
        return new Manifest.Training(
                settings.seed(),
                settings.manifoldSteps(),
                settings.flowSteps(),
                settings.smoothness(),
                settings.embeddingNoise(),
                settings.consistency(),
                seconds);
    }
}
