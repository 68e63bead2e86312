package org.prolepsis.flow.train;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.prolepsis.flow.text.SentenceEncoder;

/** Encodes each sentence once: features and grounding both ask for the training sentences. */
final class CachingEncoder implements SentenceEncoder {
    private final SentenceEncoder encoder;
    private final Map<String, float[]> known = new ConcurrentHashMap<>();

    CachingEncoder(SentenceEncoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public String id() {
        return encoder.id();
    }

    @Override
    public int dimension() {
        return encoder.dimension();
    }

    @Override
    public float[] encode(String sentence) {
        return known.computeIfAbsent(sentence, encoder::encode).clone();
    }
}
