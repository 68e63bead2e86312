package org.prolepsis.graph;

import java.time.Duration;
import org.prolepsis.msgs.Message;

/** Calls one service. May be used by any thread. */
public interface ServiceClient<Q extends Message, R extends Message> extends AutoCloseable {
    /**
     * Calls and waits for the answer.
     *
     * @throws ServiceException if the service is unknown, fails or does not answer in time
     */
    R call(Q request, Duration timeout) throws ServiceException;

    @Override
    void close();
}
