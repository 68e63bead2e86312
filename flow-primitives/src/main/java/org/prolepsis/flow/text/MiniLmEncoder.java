package org.prolepsis.flow.text;

import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;

/**
 * The sentence encoder all-MiniLM-L6-v2, quantised, run offline from the class path by ONNX Runtime. Thread-safe.
 *
 * <p>Reimers and Gurevych, Sentence-BERT, arXiv 1908.10084.
 */
public final class MiniLmEncoder implements SentenceEncoder {
    private final AllMiniLmL6V2QuantizedEmbeddingModel model = new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);

    /** Loads the weights; takes about a second the first time in a process. */
    public MiniLmEncoder() {}

    @Override
    public String id() {
        return "all-minilm-l6-v2-q";
    }

    @Override
    public int dimension() {
        return 384;
    }

    @Override
    public float[] encode(String sentence) {
        return model.embed(sentence).content().vector();
    }
}
