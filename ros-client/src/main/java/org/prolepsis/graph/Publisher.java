package org.prolepsis.graph;

import java.util.List;
import org.prolepsis.msgs.Message;

/** Sends messages of one type to a topic. May be used by any thread. */
public interface Publisher<T extends Message> extends AutoCloseable {
    /** The resolved topic. */
    String getTopic();

    /**
     * Encodes the message at once and hands it to the connections; never waits for a subscriber. When a connection's
     * queue is full its oldest message is dropped and counted. The caller may reuse the message when this returns.
     */
    void publish(T message);

    /** The number of subscribers connected now. */
    int getNumberOfSubscribers();

    /** What each present connection has carried; a snapshot. */
    List<ConnectionStatistics> getConnections();

    /** Stops advertising. */
    @Override
    void close();
}
