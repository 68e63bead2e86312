package org.prolepsis.ros;

import java.time.Duration;
import java.util.Map;
import org.prolepsis.graph.GraphException;
import org.prolepsis.ros.net.HttpLimits;
import org.prolepsis.ros.net.InboundLimits;
import org.prolepsis.ros.tcpros.TcprosLimits;

/**
 * What peers may ask of a node or a master. {@link RosLimit} has each bound with its range.
 *
 * @param inbound what all of them together may take
 * @param http of the XML-RPC port
 * @param tcpros of topics and services
 */
public record RosLimits(InboundLimits inbound, HttpLimits http, TcprosLimits tcpros) {
    /**
     * The limits of this process: system properties, and what is preset.
     *
     * @throws GraphException if a property is out of range
     */
    public static RosLimits ofProcess() {
        return of(Map.of());
    }

    /**
     * The limits that private parameters such as {@code limits/max_connections} set, and those of the process.
     *
     * @param parameters by their names without the tilde; those outside {@code limits/} are passed over
     * @throws GraphException if one is unknown, no number or out of range; the message says what is allowed
     */
    public static RosLimits of(Map<String, ?> parameters) {
        RosLimit.requireKnown(parameters);
        return new RosLimits(
                new InboundLimits((int) RosLimit.MAX_CONNECTIONS.value(parameters), (long)
                        RosLimit.MAX_BUFFERED_BYTES.value(parameters)),
                new HttpLimits(
                        (int) RosLimit.MAX_HTTP_HEAD_BYTES.value(parameters),
                        (int) RosLimit.MAX_XML_BYTES.value(parameters),
                        (int) RosLimit.MAX_XML_NESTING.value(parameters),
                        seconds(RosLimit.REQUEST_TIMEOUT, parameters),
                        seconds(RosLimit.IDLE_TIMEOUT, parameters)),
                new TcprosLimits(
                        (int) RosLimit.MAX_HEADER_BYTES.value(parameters),
                        (int) RosLimit.MAX_FRAME_BYTES.value(parameters),
                        (int) RosLimit.MAX_PUBLISHERS.value(parameters),
                        seconds(RosLimit.HEADER_TIMEOUT, parameters)));
    }

    private static Duration seconds(RosLimit limit, Map<String, ?> parameters) {
        return Duration.ofNanos((long) (limit.value(parameters) * 1e9));
    }

    /** The same with other bounds on all peers together. */
    public RosLimits withInbound(InboundLimits other) {
        return new RosLimits(other, http, tcpros);
    }

    /** The same with other bounds on the XML-RPC port. */
    public RosLimits withHttp(HttpLimits other) {
        return new RosLimits(inbound, other, tcpros);
    }

    /** The same with other bounds on topics and services. */
    public RosLimits withTcpros(TcprosLimits other) {
        return new RosLimits(inbound, http, other);
    }
}
