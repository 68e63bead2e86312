package org.prolepsis.flow.text;

import java.nio.charset.StandardCharsets;

/**
 * What the text embedder sees of a sentence: its embedding beside hashed words, word pairs and letter groups, because a
 * sentence encoder alone hardly tells left from right. Immutable and thread-safe.
 *
 * <p>The vector is three blocks of norm 1 each: the embedding of the normalised sentence; {@value #WORDS} buckets of
 * words and pairs of neighbouring words (with the sentence's start and end); {@value #LETTERS} buckets of the groups of
 * three letters of each word with its bounds, so that a misspelt or unseen form of a word still resembles it. A feature
 * is hashed by FNV-1a (64 bit) over its UTF-8 bytes, with the finaliser of MurmurHash3; the low bits choose the bucket,
 * the top bit the sign, so that collisions cancel in the mean (Weinberger et al., Feature Hashing, arXiv 0902.2206).
 */
public final class TextFeatures {
    private static final int WORDS = 256;
    private static final int LETTERS = 128;

    /** The length of the hashed part. */
    public static final int HASHED = WORDS + LETTERS;

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
     * Computes the features of a sentence; case, punctuation and spacing do not matter.
     *
     * @param sentence holds at least one word
     * @return {@code [dimension]}, the embedding first; a fresh array
     * @throws IllegalArgumentException if the sentence holds no letter or digit
     */
    public float[] encode(String sentence) {
        String normalised = Sentences.normalise(sentence);
        if (normalised.isEmpty()) {
            throw new IllegalArgumentException("got \"" + sentence + "\", must hold a word");
        }
        return join(normalised, encoder.encode(normalised));
    }

    /**
     * The features of a sentence whose embedding is known: saves the encoder's milliseconds.
     *
     * @param sentence holds at least one word
     * @param embedding {@code [encoder dimension]}, of the normalised sentence; not changed
     * @return {@code [dimension]}, the embedding first; a fresh array
     */
    public float[] encode(String sentence, float[] embedding) {
        return join(Sentences.normalise(sentence), embedding);
    }

    private float[] join(String normalised, float[] embedding) {
        float[] features = new float[dimension()];
        System.arraycopy(embedding, 0, features, 0, embedding.length);
        addHashed(normalised, features, embedding.length);
        return features;
    }

    private static void addHashed(String normalised, float[] features, int offset) {
        String previous = "^";
        for (String word : normalised.split(" ", -1)) {
            add("w:" + word, features, offset, WORDS);
            add("p:" + previous + ' ' + word, features, offset, WORDS);
            previous = word;
            String bounded = '^' + word + '$';
            for (int i = 0; i + 3 <= bounded.length(); i++) {
                add("l:" + bounded.substring(i, i + 3), features, offset + WORDS, LETTERS);
            }
        }
        add("p:" + previous + " $", features, offset, WORDS);
        scaleToOne(features, offset, WORDS);
        scaleToOne(features, offset + WORDS, LETTERS);
    }

    private static void add(String feature, float[] features, int offset, int buckets) {
        long hash = hash(feature);
        features[offset + (int) Long.remainderUnsigned(hash, buckets)] += hash < 0 ? -1 : 1;
    }

    static long hash(String feature) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : feature.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        // FNV alone mixes its top bit badly for short words
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    private static void scaleToOne(float[] features, int offset, int length) {
        double squared = 0;
        for (int i = offset; i < offset + length; i++) {
            squared += features[i] * features[i];
        }
        float factor = squared > 0 ? (float) (1 / Math.sqrt(squared)) : 0;
        for (int i = offset; i < offset + length; i++) {
            features[i] *= factor;
        }
    }
}
