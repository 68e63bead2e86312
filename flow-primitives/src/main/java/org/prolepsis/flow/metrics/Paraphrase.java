package org.prolepsis.flow.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A sentence that no training saw, with the labels it specifies.
 *
 * @param text the sentence
 * @param labels label to value; a label left out is unspecified
 */
public record Paraphrase(String text, Map<String, String> labels) {
    /** Copies the labels. */
    public Paraphrase {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }
}
