package org.prolepsis.graph;

/**
 * How a topic is subscribed to.
 *
 * @param tcpNoDelay whether the publisher is asked to send without Nagle's delay
 * @param queueSize messages held for a slow listener before the oldest is dropped; at least 1
 */
public record SubscriberOptions(boolean tcpNoDelay, int queueSize) {
    public static final SubscriberOptions DEFAULT = new SubscriberOptions(true, 100);
    /** Only the newest message matters. */
    public static final SubscriberOptions NEWEST = new SubscriberOptions(true, 1);

    public SubscriberOptions {
        if (queueSize < 1) {
            throw new IllegalArgumentException("queueSize is " + queueSize + "; it must be at least 1");
        }
    }
}
