package org.prolepsis.flow.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.dataset.MotionSpace;
import org.prolepsis.flow.latent.LatentFlow;
import org.prolepsis.flow.manifold.FittedDemonstrations;
import org.prolepsis.flow.manifold.MotionManifold;
import org.prolepsis.flow.manifold.PrincipalMotions;
import org.prolepsis.flow.metrics.SampleSource;
import org.prolepsis.flow.text.CommandReader;
import org.prolepsis.flow.text.Grounder;
import org.prolepsis.flow.text.Grounding;
import org.prolepsis.flow.text.MiniLmEncoder;
import org.prolepsis.flow.text.SentenceEncoder;
import org.prolepsis.flow.text.TextFeatures;

/**
 * A trained model of text-conditioned motions: ground a command, condition on it, and draw motions with a
 * {@link MotionSampler}. Immutable and thread-safe.
 *
 * <p>Motion manifold flow primitives (MMFP), arXiv 2407.19681.
 */
public final class MotionModel {
    private final Manifest manifest;
    private final MotionManifold manifold;
    private final LatentFlow flow;
    private final float[] coreFeatures;
    private final Grounder grounder;
    /** What the velocity net sees of each training sentence. */
    private final float[][] known;

    private final Understanding understanding;

    /**
     * Joins the parts of a trained model.
     *
     * @param manifest what it is; its sizes must be those of the parts
     * @param manifold the motion manifold
     * @param flow the latent flow
     * @param coreFeatures text features of the core text
     * @param grounder of the training sentences, in the order of the manifest
     * @param features the text features it was trained on
     */
    public MotionModel(
            Manifest manifest,
            MotionManifold manifold,
            LatentFlow flow,
            float[] coreFeatures,
            Grounder grounder,
            TextFeatures features) {
        this.manifest = manifest;
        this.manifold = manifold;
        this.flow = flow;
        this.coreFeatures = coreFeatures.clone();
        this.grounder = grounder;
        this.known = new float[grounder.texts().size()][];
        for (int i = 0; i < known.length; i++) {
            known[i] = flow.embed(features.encode(grounder.texts().get(i), grounder.embeddings()[i]));
        }
        this.understanding = new Understanding(manifest, flow, known, features);
    }

    /**
     * Loads a bundle with the offline MiniLM encoder, which takes about a second.
     *
     * @param bundle the directory or zip file
     * @return the model
     * @throws ModelFormatException if a file is missing, damaged or of another format, naming file and field
     * @throws IOException if a file cannot be read
     */
    public static MotionModel load(Path bundle) throws IOException {
        return load(bundle, new MiniLmEncoder());
    }

    /**
     * Loads a bundle.
     *
     * @param bundle the directory or zip file
     * @param encoder the sentence encoder; its id and dimension must be those of the manifest
     * @return the model
     * @throws ModelFormatException if a file is missing, damaged or of another format, naming file and field
     * @throws IOException if a file cannot be read
     */
    public static MotionModel load(Path bundle, SentenceEncoder encoder) throws IOException {
        ManifestFile.Content content = ManifestFile.read(ModelBundle.read(bundle, ManifestFile.NAME));
        Manifest manifest = content.manifest();
        TextFeatures features = new TextFeatures(encoder);
        checkText(manifest.text(), encoder, features);
        WeightsFile.checkTensors(content.weights().tensors(), ModelWeights.specs(manifest));
        ModelWeights weights = ModelWeights.unpack(ModelBundle.read(bundle, WeightsFile.NAME), content.weights());
        Grounder grounder = new Grounder(
                encoder, manifest.texts(), weights.groundingEmbeddings(manifest), manifest.groundingThreshold());
        return new MotionModel(
                manifest,
                weights.manifold(manifest),
                weights.flow(manifest),
                weights.coreFeatures(),
                grounder,
                features);
    }

    private static void checkText(Manifest.Text text, SentenceEncoder encoder, TextFeatures features)
            throws ModelFormatException {
        check("text.encoder", text.encoder(), encoder.id());
        check("text.encoder_dimension", text.encoderDimension(), encoder.dimension());
        check("text.features", text.features(), features.id());
        check("text.features_dimension", text.featuresDimension(), features.dimension());
    }

    private static void check(String field, Object has, Object must) throws ModelFormatException {
        if (!has.equals(must)) {
            throw new ModelFormatException(ManifestFile.NAME + ": field " + field + " is " + has + ", must be " + must
                    + ", which is what this program encodes text with; train the model again");
        }
    }

    /**
     * Saves a bundle: beside its place, and then moved there whole. An existing bundle is replaced; a directory or file
     * with other content is refused.
     *
     * @param bundle the directory, or a file that ends in {@code .zip}
     * @throws IOException if it cannot be written
     */
    public void save(Path bundle) throws IOException {
        ModelWeights weights = ModelWeights.of(manifold, flow, coreFeatures, grounder.embeddings());
        byte[] packed = weights.pack(manifest);
        WeightsFile.Description description =
                new WeightsFile.Description(WeightsFile.sha256(packed), packed.length, ModelWeights.specs(manifest));
        byte[] yaml = ManifestWriter.write(new ManifestFile.Content(manifest, description));
        ModelBundle.write(bundle, yaml, packed);
    }

    /**
     * What the model is.
     *
     * @return everything but the weights
     */
    public Manifest manifest() {
        return manifest;
    }

    /**
     * The motion space.
     *
     * @return joint or SE(3)
     */
    public MotionSpace space() {
        return manifest.space();
    }

    /**
     * The joints in column order.
     *
     * @return empty for SE(3)
     */
    public List<String> jointNames() {
        return manifest.jointNames();
    }

    /**
     * The moving frame.
     *
     * @return empty for joints
     */
    public String frame() {
        return manifest.frame();
    }

    /**
     * The number of values of a configuration.
     *
     * @return the joints, or 7
     */
    public int width() {
        return manifold.principal().chart().width();
    }

    /**
     * The distinct training sentences, the core text first.
     *
     * @return at least one
     */
    public List<String> texts() {
        return manifest.texts();
    }

    /**
     * The manifold.
     *
     * @return immutable
     */
    public MotionManifold manifold() {
        return manifold;
    }

    /**
     * The flow.
     *
     * @return immutable
     */
    public LatentFlow flow() {
        return flow;
    }

    /**
     * Says whether a command can be done: it is of one piece, speaks of nothing that was not demonstrated, and is close
     * enough to the training sentences. Runs the sentence encoder: milliseconds, not
     * for a control thread.
     *
     * @param text anything at all, null included
     * @return grounded or refused with the reason
     */
    public Grounding ground(String text) {
        CommandReader reader = understanding.reader();
        return reader.isReliable() ? grounder.ground(text, reader) : grounder.ground(text);
    }

    /**
     * Encodes a command for sampling, grounded or not. Runs the sentence encoder: milliseconds, not for a control
     * thread.
     *
     * @param text not blank
     * @return the condition
     * @throws IllegalArgumentException if the text is blank
     */
    public TextCondition condition(String text) {
        Objects.requireNonNull(text, "text");
        if (text.isBlank()) {
            throw new IllegalArgumentException("the command is blank; give a sentence");
        }
        return new TextCondition(flow, text, understanding.embed(text));
    }

    /**
     * What a command was understood as: the training sentence that means most nearly the same to the flow. Unlike the
     * nearest sentence of {@link #ground}, which is that of the sentence encoder, it does not take left for right.
     *
     * @param condition made by this model
     * @return one of {@link #texts()}
     * @throws IllegalArgumentException if the condition was made by another model
     */
    public String understoodAs(TextCondition condition) {
        float[] meaning = condition.embeddingFor(flow);
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < known.length; i++) {
            double distance = 0;
            for (int k = 0; k < meaning.length; k++) {
                double difference = meaning[k] - known[i][k];
                distance += difference * difference;
            }
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return grounder.texts().get(best);
    }

    /**
     * A sampler for one thread, with the solver and guidance of the manifest.
     *
     * @return the sampler
     */
    public MotionSampler sampler() {
        Manifest.Flow settings = manifest.flow();
        return new MotionSampler(this, settings.solver(), settings.solverSteps(), settings.guidance());
    }

    /**
     * Encodes a demonstration to its latent and decodes it again.
     *
     * @param demonstration of the width of the model
     * @return the model's rendering of it
     * @throws IllegalArgumentException if the width does not fit
     */
    public MotionCurve reconstruct(Demonstration demonstration) {
        int width = demonstration.values()[0].length;
        if (width != width()) {
            throw new IllegalArgumentException("demonstration " + demonstration.id() + " has " + width
                    + " values a sample, must have " + width() + " for this model");
        }
        PrincipalMotions principal = manifold.principal();
        return manifold.reconstruct(FittedDemonstrations.fitOne(
                principal.chart(),
                principal.basis(),
                manifest.curve().restAtEnds(),
                manifest.curve().closed(),
                demonstration));
    }

    /**
     * The trained parameters that sampling needs: decoder, text embedder and velocity net.
     *
     * @return positive
     */
    public long parameterCount() {
        return manifold.decoder().parameterCount()
                + manifold.decoderSkip().parameterCount()
                + flow.embedder().parameterCount()
                + flow.velocity().parameterCount();
    }

    /**
     * What the evaluation needs.
     *
     * @return a source for one thread
     */
    public SampleSource sampleSource() {
        return sampleSource(sampler());
    }

    /**
     * What the evaluation needs, with a sampler of another solver or guidance.
     *
     * @param sampler of this model
     * @return a source for the sampler's thread
     */
    public SampleSource sampleSource(MotionSampler sampler) {
        return new ModelSampleSource(this, sampler);
    }
}
