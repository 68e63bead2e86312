package org.prolepsis.flow.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides whether a command is close enough to the training sentences to be carried out, and says why when it is not.
 * Immutable and thread-safe; a call takes as long as encoding a sentence.
 *
 * <p>A command is grounded when it says nothing negative, its embedding is at least {@link #threshold()} close to a
 * training sentence, and no sentence of a general list of other commands is closer. The list is the project's own and
 * knows no dataset; of it, what lies among the training sentences is left out.
 */
public final class Grounder {
    /** Longer commands are refused unread. */
    public static final int MAX_LENGTH = 1000;

    private static final int MAX_QUOTE = 80;
    // Training sentences lie closer to each other than what people will say lies to them, so the leave-one-out end of
    // the gap counts less.
    private static final double SHARE_OF_GAP = 0.2;
    // What lies beyond is mostly caught by being closer to the list than to the training sentences.
    private static final double UNRELATED_QUANTILE = 0.95;
    private static final double RELATED_QUANTILE = 0.05;

    /** How much less close a command needs to come whose every word is understood. */
    private static final double RELIEF = 0.15;

    private final SentenceEncoder encoder;
    private final List<String> texts;
    private final float[][] embeddings;
    private final double threshold;
    private final Polarity polarity;
    private final List<String> others;
    private final float[][] otherEmbeddings;

    /**
     * Restores a grounder, as from a model bundle; encodes the general list, some 0.2 s.
     *
     * @param encoder the encoder that made the embeddings
     * @param texts the distinct training sentences
     * @param embeddings {@code [texts][encoder.dimension()]}, unit vectors of the normalised sentences; not copied
     * @param threshold least cosine similarity to the nearest sentence, in (0, 1)
     * @throws IllegalArgumentException if there is no sentence, the sizes disagree or the threshold is outside (0, 1)
     */
    public Grounder(SentenceEncoder encoder, List<String> texts, float[][] embeddings, double threshold) {
        this(encoder, texts, embeddings, threshold, encodeAll(encoder, UnrelatedSentences.forCalibration()));
    }

    private Grounder(
            SentenceEncoder encoder, List<String> texts, float[][] embeddings, double threshold, float[][] general) {
        if (texts.isEmpty() || texts.size() != embeddings.length) {
            throw new IllegalArgumentException("got " + texts.size() + " sentences and " + embeddings.length
                    + " embeddings, must be equally many and at least one");
        }
        for (float[] embedding : embeddings) {
            if (embedding.length != encoder.dimension()) {
                throw new IllegalArgumentException("got an embedding of length " + embedding.length + ", must be "
                        + encoder.dimension() + " as the encoder " + encoder.id() + " makes");
            }
        }
        if (!(threshold > 0 && threshold < 1)) {
            throw new IllegalArgumentException("threshold: got " + threshold + ", must be in (0, 1)");
        }
        this.encoder = encoder;
        this.texts = List.copyOf(texts);
        this.embeddings = embeddings;
        this.threshold = threshold;
        this.polarity = new Polarity(texts.stream().map(Sentences::normalise).toList());
        this.others = new ArrayList<>();
        List<float[]> vectors = new ArrayList<>();
        double related = relatedFloor(embeddings, threshold);
        List<String> generalTexts = UnrelatedSentences.forCalibration();
        for (int i = 0; i < general.length; i++) {
            if (similarity(general[i], embeddings[nearest(general[i], embeddings, -1)]) < related) {
                others.add(generalTexts.get(i));
                vectors.add(general[i]);
            }
        }
        this.otherEmbeddings = vectors.toArray(float[][]::new);
    }

    /**
     * Encodes the training sentences and finds the threshold: a fifth of the way from the general list (its 95 % point)
     * up to the training sentences themselves (the 5 % point of each one's similarity to its nearest other).
     *
     * @param encoder the sentence encoder
     * @param texts the distinct training sentences, at least one
     * @return the calibrated grounder
     * @throws IllegalArgumentException if there is no sentence, or one without a word
     */
    public static Grounder calibrate(SentenceEncoder encoder, List<String> texts) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("got no training sentence, must be at least one");
        }
        float[][] embeddings = encodeAll(encoder, texts);
        double related = relatedFloor(embeddings, 0.8);
        float[][] general = encodeAll(encoder, UnrelatedSentences.forCalibration());
        double[] unrelated = Arrays.stream(general)
                .mapToDouble(vector -> similarity(vector, embeddings[nearest(vector, embeddings, -1)]))
                .filter(similarity -> similarity < related)
                .toArray();
        double floor = quantile(unrelated, UNRELATED_QUANTILE);
        double threshold = floor + SHARE_OF_GAP * Math.max(0, related - floor);
        return new Grounder(encoder, texts, embeddings, Math.max(0.01, Math.min(0.99, threshold)), general);
    }

    private static float[][] encodeAll(SentenceEncoder encoder, List<String> sentences) {
        return sentences.stream()
                .map(sentence -> encoder.encode(Sentences.normalise(sentence)))
                .toArray(float[][]::new);
    }

    /** How alike training sentences are among themselves; what reaches this is as good as one of them. */
    private static double relatedFloor(float[][] embeddings, double otherwise) {
        if (embeddings.length < 2) {
            return otherwise;
        }
        double[] leaveOneOut = new double[embeddings.length];
        for (int i = 0; i < embeddings.length; i++) {
            leaveOneOut[i] = similarity(embeddings[i], embeddings[nearest(embeddings[i], embeddings, i)]);
        }
        return quantile(leaveOneOut, RELATED_QUANTILE);
    }

    private static double quantile(double[] values, double share) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.floor(share * (sorted.length - 1))];
    }

    /**
     * Grounds a command.
     *
     * @param command as typed or spoken; anything at all, null included
     * @return grounded or refused with the reason
     */
    public Grounding ground(String command) {
        Optional<String> unreadable = CommandText.fault(command, MAX_LENGTH);
        if (unreadable.isPresent()) {
            return new Grounding(false, unreadable.get(), "", 0);
        }
        String sentence = Sentences.normalise(command);
        Optional<String> negation = polarity.unknownNegation(sentence);
        if (negation.isPresent()) {
            String reason = quote(command) + " says what not to do (\"" + negation.get()
                    + "\"); say what to do, or use the stop service to end a motion";
            return new Grounding(false, reason, "", 0);
        }
        return compare(command, encoder.encode(sentence), threshold);
    }

    /**
     * Grounds a command slot by slot, with a reader of the same dataset, and only then as a whole. What contradicts, is
     * only forbidden, or speaks of a deed or thing that no demonstration shows is refused however close the rest comes;
     * a command whose every word is understood, one of the dataset's own among them, need not come as close.
     *
     * @param command as typed or spoken; anything at all, null included
     * @param reader of the same training sentences
     * @return grounded or refused with the reason
     */
    public Grounding ground(String command, CommandReader reader) {
        Optional<String> unreadable = CommandText.fault(command, MAX_LENGTH);
        if (unreadable.isPresent()) {
            return new Grounding(false, unreadable.get(), "", 0);
        }
        Reading reading = reader.read(command);
        Optional<String> fault = fault(reading);
        if (fault.isPresent()) {
            return new Grounding(false, quote(command) + fault.get(), "", 0);
        }
        boolean understood = reading.subjects() > 0 && reading.unknown().isEmpty();
        float[] vector = encoder.encode(Sentences.normalise(command));
        return compare(command, vector, understood ? Math.max(0.01, threshold - RELIEF) : threshold);
    }

    private static Optional<String> fault(Reading reading) {
        if (!reading.excluded().isEmpty()) {
            return Optional.of(" says what not to do (\"" + reading.excluded()
                    + "\"); say what to do, or use the stop service to end a motion");
        }
        if (!reading.conflict().isEmpty()) {
            return Optional.of(" asks for " + reading.conflict() + ", which no demonstration shows together");
        }
        if (!reading.other().isEmpty()) {
            return Optional.of(
                    " speaks of \"" + reading.other().get(0) + "\", which no demonstration shows; leave it out");
        }
        return Optional.empty();
    }

    private Grounding compare(String command, float[] vector, double least) {
        int nearest = nearest(vector, embeddings, -1);
        double score = similarity(vector, embeddings[nearest]);
        String known = texts.get(nearest);
        if (score < least) {
            String reason = String.format(
                    Locale.ROOT,
                    "nothing I know is close to %s; the closest is %s (%.2f, at least %.2f is needed)",
                    quote(command),
                    quote(known),
                    score,
                    least);
            return new Grounding(false, reason, known, score);
        }
        int other = nearest(vector, otherEmbeddings, -1);
        if (other >= 0 && similarity(vector, otherEmbeddings[other]) > score) {
            String reason = String.format(
                    Locale.ROOT,
                    "%s is closer to %s (%.2f), which was never demonstrated, than to %s (%.2f)",
                    quote(command),
                    quote(others.get(other)),
                    similarity(vector, otherEmbeddings[other]),
                    quote(known),
                    score);
            return new Grounding(false, reason, known, score);
        }
        return new Grounding(true, String.format(Locale.ROOT, "close to %s (%.2f)", quote(known), score), known, score);
    }

    private static String quote(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return '"' + (line.length() <= MAX_QUOTE ? line : line.substring(0, MAX_QUOTE) + "…") + '"';
    }

    /** Index of the most similar vector but the one left out, -1 if there is none. */
    private static int nearest(float[] vector, float[][] candidates, int leftOut) {
        int best = -1;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < candidates.length; i++) {
            double similarity = i == leftOut ? Double.NEGATIVE_INFINITY : similarity(vector, candidates[i]);
            if (similarity > highest) {
                highest = similarity;
                best = i;
            }
        }
        return best;
    }

    static double similarity(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /**
     * The training sentences.
     *
     * @return in the order of {@link #embeddings()}
     */
    public List<String> texts() {
        return texts;
    }

    /**
     * The embeddings of the training sentences, read-only.
     *
     * @return {@code [texts][dimension]}
     */
    public float[][] embeddings() {
        return embeddings;
    }

    /**
     * The least similarity that grounds a command.
     *
     * @return cosine, in (0, 1)
     */
    public double threshold() {
        return threshold;
    }
}
