package org.prolepsis.flow.text;

/** Turns a sentence into a vector of fixed length, so that sentences of like meaning lie close. Thread-safe. */
public interface SentenceEncoder {
    /**
     * Names the encoder and its weights; a model bundle records it and refuses another.
     *
     * @return such as {@code all-minilm-l6-v2-q}
     */
    String id();

    /**
     * The length of the vectors.
     *
     * @return positive
     */
    int dimension();

    /**
     * Encodes a sentence. The same sentence gives the same vector.
     *
     * @param sentence not blank
     * @return {@code [dimension]}, Euclidean norm 1, a fresh array
     */
    float[] encode(String sentence);
}
