package org.prolepsis.flow.text;

import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;

/**
 * The sentence encoder all-MiniLM-L6-v2, quantised, run offline from the class path by ONNX Runtime. Thread-safe: calls
 * from several threads share the weights and run side by side. The vectors do not tell upper from lower case.
 *
 * <p>Reimers and Gurevych, Sentence-BERT, arXiv 1908.10084.
 */
public final class MiniLmEncoder implements SentenceEncoder {
    private static final int DIMENSION = 384;

    private final AllMiniLmL6V2QuantizedEmbeddingModel model;

    /**
     * Loads the weights, about half a second; the first sentence takes some 15 ms more.
     *
     * <p>The tokenizer unpacks its native library into {@code ~/.djl.ai} on first use, ONNX Runtime into the temporary
     * folder in every process.
     */
    public MiniLmEncoder() {
        stayOffline();
        // the calling thread does the work: one sentence has no use for a pool, and a pool would outlive the encoder
        model = new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);
    }

    /** Without these the tokenizer's library reports its use to its makers and looks for GPUs. */
    private static void stayOffline() {
        setIfAbsent("OPT_OUT_TRACKING", "true");
        setIfAbsent("ai.djl.offline", "true");
        setIfAbsent("RUST_FLAVOR", "cpu");
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    @Override
    public String id() {
        return "all-minilm-l6-v2-q";
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public float[] encode(String sentence) {
        if (sentence.isBlank()) {
            throw new IllegalArgumentException("got a blank sentence, must hold a word");
        }
        return model.embed(sentence).content().vector();
    }
}
