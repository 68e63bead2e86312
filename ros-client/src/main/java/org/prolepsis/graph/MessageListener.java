package org.prolepsis.graph;

import org.prolepsis.msgs.Message;

/** Receives messages of one subscription, one at a time. */
@FunctionalInterface
public interface MessageListener<T extends Message> {
    /**
     * Takes a message. It is reused for the next one: copy what outlives the call. What this throws is logged and
     * counted; the subscription goes on.
     */
    void onNewMessage(T message);
}
