package org.prolepsis.ros.tcpros;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.prolepsis.ros.net.IoLoop;

/** The listening end of a node: topics and services share one port. */
public final class TcprosServer {
    private final Map<String, Publication> publications = new ConcurrentHashMap<>();
    private final Map<String, ServiceOffer> services = new ConcurrentHashMap<>();
    private final int port;

    private TcprosServer(String nodeName, IoLoop loop, InetSocketAddress address, TcprosLimits limits)
            throws IOException {
        byte[] crowded = ConnectionHeader.error("[" + nodeName + "] has as many connections as it may")
                .encode()
                .array();
        port = loop.listen(address, channel -> InboundHandshake.begin(loop, channel, limits, this::route), crowded);
    }

    /** Starts listening on the loop. */
    public static TcprosServer start(String nodeName, IoLoop loop, InetSocketAddress address, TcprosLimits limits)
            throws IOException {
        return new TcprosServer(nodeName, loop, address, limits);
    }

    private void route(ConnectionHeader header, SocketChannel channel, SelectionKey key, byte[] rest)
            throws IOException {
        String topic = header.get("topic");
        String service = header.get("service");
        if (topic != null) {
            Publication publication = publications.get(topic);
            if (publication == null) {
                InboundHandshake.refuse(
                        channel,
                        "received a connection for a nonexistent topic [" + topic + "] from ["
                                + Connection.describe(channel, 0) + "] [" + header.get("callerid", "") + "].");
            } else {
                publication.accept(header, channel, key);
            }
        } else if (service != null) {
            ServiceOffer offer = services.get(service);
            if (offer == null) {
                InboundHandshake.refuse(
                        channel, "received a tcpros connection for a nonexistent service [" + service + "].");
            } else {
                offer.accept(header, channel, key, rest);
            }
        } else {
            InboundHandshake.refuse(channel, "Header did not have the required element: topic or service");
        }
    }

    /** The port that is bound. */
    public int port() {
        return port;
    }

    /** The topics published, live. */
    public Map<String, Publication> publications() {
        return publications;
    }

    /** The services offered, live. */
    public Map<String, ServiceOffer> services() {
        return services;
    }
}
