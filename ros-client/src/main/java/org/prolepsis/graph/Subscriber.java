package org.prolepsis.graph;

/** A standing subscription. May be used by any thread. */
public interface Subscriber extends AutoCloseable {
    /** The resolved topic. */
    String getTopic();

    /** The number of publishers connected now. */
    int getNumberOfPublishers();

    /** Ends the subscription. The listener is not called after this returns, unless it is the caller. */
    @Override
    void close();
}
