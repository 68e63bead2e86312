package org.prolepsis.ros.tcpros;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.prolepsis.ros.net.BufferBudget;
import org.prolepsis.ros.net.IoLoop;
import org.prolepsis.ros.net.Sockets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects the header of an accepted connection, within bounds and in time, and passes the connection on. */
final class InboundHandshake implements IoLoop.Handler {
    /** Takes over a connection: attaches its own handler to the key, or refuses. */
    @FunctionalInterface
    interface Router {
        /**
         * Called once, on the loop's thread.
         *
         * @param header the peer's header
         * @param rest bytes that came after it
         */
        void route(ConnectionHeader header, SocketChannel channel, SelectionKey key, byte[] rest) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(InboundHandshake.class);

    private final IoLoop loop;
    private final SocketChannel channel;
    private final TcprosLimits limits;
    private final Router router;
    private final long deadlineNanos;
    private final BufferBudget.Share held;
    private byte[] in = new byte[256];
    private int count;

    private InboundHandshake(IoLoop loop, SocketChannel channel, TcprosLimits limits, Router router) {
        this.loop = loop;
        this.channel = channel;
        this.limits = limits;
        this.router = router;
        held = loop.budget().newShare();
        deadlineNanos = System.nanoTime() + limits.headerTimeout().toNanos();
    }

    static void begin(IoLoop loop, SocketChannel channel, TcprosLimits limits, Router router) throws IOException {
        loop.register(channel, SelectionKey.OP_READ, new InboundHandshake(loop, channel, limits, router));
    }

    @Override
    public void onReady(SelectionKey key) throws IOException {
        ByteBuffer scratch = loop.scratch();
        int n = channel.read(scratch);
        if (n < 0) {
            close();
            return;
        }
        scratch.flip();
        if (count + n > in.length) {
            int size = Math.max(count + n, in.length * 2);
            if (!held.tryHold(size)) {
                held.close();
                refuse(channel, "too much is buffered here already");
                return;
            }
            in = Arrays.copyOf(in, size);
        }
        scratch.get(in, count, n);
        count += n;
        advance(key);
    }

    private void advance(SelectionKey key) throws IOException {
        if (count < 4) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(in, 0, count).order(ByteOrder.LITTLE_ENDIAN);
        int length = bytes.getInt();
        if (length < 0 || length > limits.maxHeaderBytes()) {
            throw new IOException("a peer announces a TCPROS header of " + Integer.toUnsignedString(length)
                    + " bytes; at most " + limits.maxHeaderBytes() + " are read");
        }
        if (count < 4 + length) {
            return;
        }
        bytes.limit(4 + length);
        // Whoever takes the connection over keeps accounts of his own.
        held.close();
        router.route(ConnectionHeader.decode(bytes), channel, key, Arrays.copyOfRange(in, 4 + length, count));
    }

    /** Answers with an error header as far as the socket takes it, and closes. */
    static void refuse(SocketChannel channel, String message) {
        LOG.debug("refusing a TCPROS connection: {}", message);
        try {
            channel.write(ConnectionHeader.error(message).encode());
        } catch (IOException gone) {
            LOG.trace("the refused peer is gone", gone);
        }
        Sockets.closeQuietly(channel);
    }

    @Override
    public void onTick(long nowNanos) {
        if (nowNanos - deadlineNanos > 0) {
            LOG.debug("closing a TCPROS connection whose header did not come in time");
            close();
        }
    }

    @Override
    public long idleSinceNanos() {
        return deadlineNanos - limits.headerTimeout().toNanos();
    }

    @Override
    public void close() {
        held.close();
        Sockets.closeQuietly(channel);
    }
}
