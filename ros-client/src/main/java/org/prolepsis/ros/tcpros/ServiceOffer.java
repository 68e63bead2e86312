package org.prolepsis.ros.tcpros;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.prolepsis.graph.ServiceException;
import org.prolepsis.graph.ServiceHandler;
import org.prolepsis.msgs.Message;
import org.prolepsis.msgs.ServiceType;
import org.prolepsis.ros.net.IoLoop;

/** One service that this node offers, with the connections of its callers. */
public final class ServiceOffer {
    /** Answers an encoded request on a worker's thread. */
    @FunctionalInterface
    interface Exchange {
        /**
         * The response to a request.
         *
         * @throws ServiceException to fail the call with its message
         */
        Message answer(java.nio.ByteBuffer request) throws ServiceException;
    }

    private final String nodeName;
    private final String name;
    private final ServiceType<?, ?> type;
    private final Exchange exchange;
    private final IoLoop loop;
    private final Executor workers;
    private final TcprosLimits limits;
    private final Set<ServiceConnection> connections = ConcurrentHashMap.newKeySet();

    private ServiceOffer(
            String nodeName,
            String name,
            ServiceType<?, ?> type,
            Exchange exchange,
            IoLoop loop,
            Executor workers,
            TcprosLimits limits) {
        this.nodeName = nodeName;
        this.name = name;
        this.type = type;
        this.exchange = exchange;
        this.loop = loop;
        this.workers = workers;
        this.limits = limits;
    }

    /** Makes an offer whose handler runs on the given workers. */
    public static <Q extends Message, R extends Message> ServiceOffer of(
            String nodeName,
            String name,
            ServiceType<Q, R> type,
            ServiceHandler<Q, R> handler,
            IoLoop loop,
            Executor workers,
            TcprosLimits limits) {
        Exchange exchange = bytes -> {
            Q request = type.request().newMessage();
            R response = type.response().newMessage();
            request.readFrom(bytes);
            handler.handle(request, response);
            return response;
        };
        return new ServiceOffer(nodeName, name, type, exchange, loop, workers, limits);
    }

    /** Takes over the connection of a caller, or refuses it. */
    void accept(ConnectionHeader header, SocketChannel channel, SelectionKey key, byte[] rest) throws IOException {
        String md5 = header.get("md5sum");
        boolean probe = header.flag("probe");
        // The words are roscpp's.
        if (md5 == null || header.get("callerid") == null) {
            InboundHandshake.refuse(
                    channel, "bogus tcpros header. did not have the required elements: md5sum, service, callerid");
            return;
        }
        if (!probe && !md5.equals("*") && !md5.equals(type.md5())) {
            InboundHandshake.refuse(
                    channel,
                    "client wants service " + name + " to have md5sum " + md5 + ", but it has " + type.md5()
                            + ". Dropping connection.");
            return;
        }
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        ServiceConnection connection =
                new ServiceConnection(this, loop, channel, key, header.flag("persistent"), probe);
        connections.add(connection);
        key.attach(connection);
        connection.begin(answer().encode().array(), rest);
    }

    private ConnectionHeader answer() {
        return ConnectionHeader.of(
                "callerid", nodeName,
                "md5sum", type.md5(),
                "service", name,
                "type", type.name(),
                "request_type", type.request().name(),
                "response_type", type.response().name());
    }

    Exchange exchange() {
        return exchange;
    }

    Executor workers() {
        return workers;
    }

    TcprosLimits limits() {
        return limits;
    }

    String name() {
        return name;
    }

    void remove(ServiceConnection connection) {
        connections.remove(connection);
    }

    /** Closes every connection. */
    public void close() {
        connections.forEach(ServiceConnection::close);
    }
}
