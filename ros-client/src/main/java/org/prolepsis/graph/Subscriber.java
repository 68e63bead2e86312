package org.prolepsis.graph;

import java.util.List;

/** A standing subscription. May be used by any thread. */
public interface Subscriber extends AutoCloseable {
    /** The resolved topic. */
    String getTopic();

    /** The number of publishers connected now. */
    int getNumberOfPublishers();

    /**
     * What the connection to each publisher that the graph knows has carried, over all reconnections; a snapshot. A
     * publisher that cannot be reached is there with {@code connected} false.
     */
    List<ConnectionStatistics> getConnections();

    /** Ends the subscription. The listener is not called after this returns, unless it is the caller. */
    @Override
    void close();
}
