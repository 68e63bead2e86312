package org.prolepsis.ros.tcpros;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.prolepsis.graph.ConnectionStatistics;

/** How connections are described to tools. */
final class Connection {
    private Connection() {}

    /**
     * The words of roscpp and rospy, which rosnode takes apart: {@code TCPROS connection on port 55878 to
     * [127.0.0.1:44273 on socket 7]}. Java does not tell the descriptor; the connection's number stands in its place.
     */
    static String describe(SocketChannel channel, int id) {
        try {
            return "TCPROS connection on port " + port(channel.getLocalAddress()) + " to ["
                    + endpoint(channel.getRemoteAddress()) + " on socket " + id + "]";
        } catch (IOException closed) {
            return "Closed TCPROS connection";
        }
    }

    private static int port(SocketAddress address) {
        return address instanceof InetSocketAddress inet ? inet.getPort() : 0;
    }

    private static String endpoint(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? inet.getAddress().getHostAddress() + ":" + inet.getPort()
                : String.valueOf(address);
    }

    /** The publisher's half of getBusStats, as rospy has it, with the dropped messages at the end. */
    static List<Object> publisherStats(ConnectionStatistics c) {
        return List.of(c.id(), clamp(c.bytes()), clamp(c.messages()), c.connected(), clamp(c.dropped()));
    }

    /** The subscriber's half of getBusStats; roscpp and rospy agree on five values. */
    static List<Object> subscriberStats(ConnectionStatistics c) {
        return List.of(c.id(), clamp(c.bytes()), clamp(c.messages()), clamp(c.dropped()), c.connected());
    }

    /** As wide as XML-RPC can say. */
    static int clamp(long count) {
        return (int) Math.min(Integer.MAX_VALUE, count);
    }
}
