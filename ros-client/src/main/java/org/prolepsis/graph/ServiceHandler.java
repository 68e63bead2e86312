package org.prolepsis.graph;

import org.prolepsis.msgs.Message;

/** Answers the calls of one service; may be called by several threads. */
@FunctionalInterface
public interface ServiceHandler<Q extends Message, R extends Message> {
    /**
     * Fills the response.
     *
     * @throws ServiceException to fail the call with its message
     */
    void handle(Q request, R response) throws ServiceException;
}
