package org.prolepsis.ros.tcpros;

import java.time.Duration;
import org.prolepsis.graph.GraphException;

/**
 * What a TCPROS peer may ask of us.
 *
 * @param maxHeaderBytes a connection header without its length: 1 or more
 * @param maxFrameBytes a message, request or response without its length; memory grows with what arrives, not with what
 *     is announced: 1 to 2³⁰
 * @param maxPublishers publishers that one subscription connects to, each with a thread: 1 or more
 * @param headerTimeout from accepting or connecting until the header is complete, positive
 */
public record TcprosLimits(int maxHeaderBytes, int maxFrameBytes, int maxPublishers, Duration headerTimeout) {
    public static final TcprosLimits DEFAULT =
            new TcprosLimits(256 * 1024, 256 * 1024 * 1024, 1024, Duration.ofSeconds(10));

    /** @throws GraphException if one of them is out of its range */
    public TcprosLimits {
        if (maxHeaderBytes < 1
                || maxFrameBytes < 1
                || maxFrameBytes > 1 << 30
                || maxPublishers < 1
                || headerTimeout.toNanos() <= 0) {
            throw new GraphException("limits of TCPROS must be positive and frames at most 2^30 bytes, got headers of "
                    + maxHeaderBytes + " bytes, frames of " + maxFrameBytes + ", " + maxPublishers + " publishers and "
                    + headerTimeout + " for a header");
        }
    }
}
