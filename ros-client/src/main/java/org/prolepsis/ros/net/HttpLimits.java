package org.prolepsis.ros.net;

import java.time.Duration;
import org.prolepsis.graph.GraphException;

/**
 * What an XML-RPC peer may ask of us.
 *
 * @param maxHeadBytes request line and headers: 1 or more
 * @param maxBodyBytes the body; a robot description of some megabytes must fit: 1 or more
 * @param maxNesting lists and maps within each other: 1 or more
 * @param requestTimeout from the first byte of a request to its last, positive
 * @param idleTimeout between requests of a kept connection, positive
 */
public record HttpLimits(
        int maxHeadBytes, int maxBodyBytes, int maxNesting, Duration requestTimeout, Duration idleTimeout) {
    public static final HttpLimits DEFAULT =
            new HttpLimits(16 * 1024, 32 * 1024 * 1024, 128, Duration.ofSeconds(10), Duration.ofMinutes(5));

    /** @throws GraphException if one of them allows nothing */
    public HttpLimits {
        if (maxHeadBytes < 1
                || maxBodyBytes < 1
                || maxNesting < 1
                || requestTimeout.toNanos() <= 0
                || idleTimeout.toNanos() <= 0) {
            throw new GraphException(
                    "limits of XML-RPC must be positive, got heads of " + maxHeadBytes + " bytes, bodies of "
                            + maxBodyBytes + ", " + maxNesting + " levels, " + requestTimeout + " for a request and "
                            + idleTimeout + " between them");
        }
    }
}
