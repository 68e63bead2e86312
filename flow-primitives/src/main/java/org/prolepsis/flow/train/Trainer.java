package org.prolepsis.flow.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.manifold.FittedDemonstrations;
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
        return train(dataset, settings, listener, null);
    }

    /**
     * Trains a model and leaves checkpoints, or goes on from one that an earlier call left. The checkpoint stays when
     * this returns; delete it once the model is saved.
     *
     * @param dataset the demonstrations and their sentences
     * @param settings how
     * @param listener follows progress and may cancel
     * @param checkpoints where to leave them, or null for none
     * @return the model and what it took
     * @throws CheckpointException if there is a checkpoint that is damaged or of another run
     * @throws java.io.UncheckedIOException if a checkpoint cannot be written
     * @throws TrainingCancelledException if the listener, or an interrupt of the thread, ends it
     * @throws IllegalArgumentException if the dataset has no demonstrations
     * @throws IllegalStateException if the loss stops being finite
     */
    public TrainingResult train(
            Dataset dataset, TrainingSettings settings, TrainingListener listener, Checkpoints checkpoints) {
        if (dataset.demonstrations().isEmpty()) {
            throw new IllegalArgumentException(
                    "dataset " + dataset.name() + " has no demonstrations, needs at least 1");
        }
        long start = System.nanoTime();
        FittedDemonstrations fitted = FittedDemonstrations.fit(dataset, settings.controlPoints());
        SentenceEncoder caching = new CachingEncoder(encoder);
        TextIndex index = new TextIndex(dataset);
        float[][][] wordings = wordings(dataset, index.texts(), new TextFeatures(caching), settings.seed());
        double prepared = (System.nanoTime() - start) * 1e-9;

        int distillation = settings.distilledSteps() == 0 ? 0 : settings.flowSteps();
        int total = settings.restarts() * (settings.manifoldSteps() + settings.flowSteps()) + distillation;
        TrainingRun run = new TrainingRun(listener, total, checkpoints, Fingerprint.of(dataset, settings, wordings));
        ManifoldStages manifold = ManifoldStages.train(PrincipalMotions.of(fitted), fitted, settings, run);
        FlowStages flow = FlowStages.train(index, wordings, manifold.latents(), settings, run);

        Grounder grounder = grounder(caching, index.texts());
        double seconds = prepared + run.seconds();
        Manifest manifest = new ManifestOfRun(dataset, settings, encoder).of(fitted, manifold, flow, grounder, seconds);
        MotionModel model = new MotionModel(
                manifest, manifold.manifold(), flow.flow(), wordings[0][0], grounder, new TextFeatures(encoder));
        return new TrainingResult(model, seconds, run.taken(), manifold.loss(), flow.loss());
    }

    /** The features of each sentence and of a few other ways to say it. */
    static float[][][] wordings(Dataset dataset, List<String> texts, TextFeatures features, long seed) {
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

    /** The model keeps the encoder itself, not the cache of training. */
    private Grounder grounder(SentenceEncoder caching, List<String> texts) {
        Grounder calibrated = Grounder.calibrate(caching, texts);
        return new Grounder(encoder, calibrated.texts(), calibrated.embeddings(), calibrated.threshold());
    }
}
