package org.prolepsis.ros.tcpros;

import java.time.Duration;

/**
 * What a TCPROS peer may ask of us.
 *
 * @param maxHeaderBytes a connection header without its length
 * @param maxFrameBytes a message, request or response without its length; memory grows with what arrives, not with what
 *     is announced
 * @param headerTimeout from accepting or connecting until the header is complete
 */
public record TcprosLimits(int maxHeaderBytes, int maxFrameBytes, Duration headerTimeout) {
    public static final TcprosLimits DEFAULT = new TcprosLimits(256 * 1024, 256 * 1024 * 1024, Duration.ofSeconds(10));
}
