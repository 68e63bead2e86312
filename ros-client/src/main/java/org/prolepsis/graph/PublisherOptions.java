package org.prolepsis.graph;

/**
 * How a topic is published.
 *
 * @param latched whether a new subscriber gets the last message at once
 * @param queueSize messages held for a slow subscriber before the oldest is dropped; at least 1
 */
public record PublisherOptions(boolean latched, int queueSize) {
    public static final PublisherOptions DEFAULT = new PublisherOptions(false, 100);
    public static final PublisherOptions LATCHED = new PublisherOptions(true, 1);

    public PublisherOptions {
        if (queueSize < 1) {
            throw new IllegalArgumentException("queueSize is " + queueSize + "; it must be at least 1");
        }
    }
}
