package org.prolepsis.ros.tcpros;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.prolepsis.graph.ServiceClient;
import org.prolepsis.graph.ServiceException;
import org.prolepsis.msgs.Message;
import org.prolepsis.msgs.MessageFormatException;
import org.prolepsis.msgs.ServiceType;
import org.prolepsis.ros.net.Sockets;
import org.prolepsis.ros.net.TimedChannel;

/**
 * Calls one service over a kept connection; one call at a time. A connection that the server has closed is replaced
 * before a request is sent. A call that fails after that is not repeated, since the server may have done it.
 */
public final class ServiceCaller<Q extends Message, R extends Message> implements ServiceClient<Q, R> {
    /** Finds a service's address. */
    @FunctionalInterface
    public interface Lookup {
        /**
         * The address, such as {@code rosrpc://host:port}.
         *
         * @throws ServiceException if there is no such service or the master cannot be reached
         */
        String find(String service, Duration timeout) throws ServiceException;
    }

    private final String nodeName;
    private final String name;
    private final ServiceType<Q, R> type;
    private final TcprosLimits limits;
    private final Lookup lookup;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile TimedChannel kept;
    private volatile boolean closed;

    public ServiceCaller(String nodeName, String name, ServiceType<Q, R> type, TcprosLimits limits, Lookup lookup) {
        this.nodeName = nodeName;
        this.name = name;
        this.type = type;
        this.limits = limits;
        this.lookup = lookup;
    }

    @Override
    public R call(Q request, Duration timeout) throws ServiceException {
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean mine = false;
        try {
            mine = turn.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (!mine) {
                throw new ServiceException(name + ": another call was not answered in time");
            }
            return exchange(connection(deadline), request, deadline);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServiceException(name + ": interrupted", interrupted);
        } catch (ConnectionRefused refused) {
            drop();
            throw new ServiceException(
                    name + ": the server refuses: " + refused.getMessage() + "; " + refused.advice(name, false),
                    refused);
        } catch (IOException | MessageFormatException failed) {
            drop();
            throw new ServiceException(name + ": the call failed: " + failed.getMessage(), failed);
        } finally {
            if (mine) {
                turn.unlock();
            }
        }
    }

    private TimedChannel connection(long deadline) throws IOException, ServiceException {
        if (closed) {
            throw new ServiceException(name + ": this client is closed");
        }
        TimedChannel open = kept;
        if (open != null && !open.isStale()) {
            return open;
        }
        drop();
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        URI address = URI.create(lookup.find(name, left));
        TimedChannel made = TimedChannel.connect(Sockets.resolve(address.getHost(), address.getPort()), deadline);
        kept = made;
        ConnectionHeader ours = ConnectionHeader.of(
                "callerid", nodeName, "service", name, "md5sum", type.md5(), "type", type.name(), "persistent", "1");
        try {
            ConnectionHeader theirs = OutboundHandshake.exchange(made, ours, limits, deadline);
            OutboundHandshake.requireMd5(theirs, type.name(), type.md5());
        } catch (java.io.EOFException silent) {
            // roscpp says nothing when the checksum differs.
            throw new IOException("the server closed the connection; is " + type.name() + " its type?", silent);
        }
        return made;
    }

    private R exchange(TimedChannel channel, Q request, long deadline) throws IOException, ServiceException {
        int length = request.serializedLength();
        ByteBuffer out = ByteBuffer.allocate(4 + length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(length);
        request.writeTo(out);
        channel.write(out.flip(), deadline);
        ByteBuffer prefix = ByteBuffer.allocate(5).order(ByteOrder.LITTLE_ENDIAN);
        channel.readFully(prefix, deadline);
        int size = prefix.getInt(1);
        if (size < 0 || size > limits.maxFrameBytes()) {
            throw new IOException("the response announces " + Integer.toUnsignedString(size) + " bytes; at most "
                    + limits.maxFrameBytes() + " are read");
        }
        ByteBuffer body = channel.readGrowing(size, deadline);
        if (prefix.get(0) == 0) {
            throw new ServiceException(name + " answers: " + StandardCharsets.UTF_8.decode(body));
        }
        R response = type.response().newMessage();
        response.readFrom(body);
        return response;
    }

    private void drop() {
        TimedChannel open = kept;
        kept = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        drop();
    }
}
