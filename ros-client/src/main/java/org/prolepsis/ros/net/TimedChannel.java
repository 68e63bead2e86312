package org.prolepsis.ros.net;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * An outbound connection on which every step ends by a deadline ({@link System#nanoTime}). One thread at a time; {@link
 * #close} may come from another and ends a waiting step.
 */
public final class TimedChannel implements Closeable {
    private static final int FIRST_BYTES = 64 * 1024;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final InetSocketAddress peer;

    private TimedChannel(InetSocketAddress peer) throws IOException {
        this.peer = peer;
        channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            selector = Selector.open();
            key = channel.register(selector, 0);
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    /** Connects, or throws at the deadline. */
    public static TimedChannel connect(InetSocketAddress peer, long deadlineNanos) throws IOException {
        TimedChannel timed = new TimedChannel(peer);
        try {
            if (!timed.channel.connect(peer)) {
                do {
                    timed.await(SelectionKey.OP_CONNECT, deadlineNanos, "connect");
                } while (!timed.channel.finishConnect());
            }
            return timed;
        } catch (IOException | RuntimeException failed) {
            timed.close();
            throw failed;
        }
    }

    /** Writes all that remains. */
    public void write(ByteBuffer out, long deadlineNanos) throws IOException {
        while (out.hasRemaining()) {
            if (channel.write(out) == 0) {
                await(SelectionKey.OP_WRITE, deadlineNanos, "take what is sent");
            }
        }
    }

    /** Reads at least one byte; -1 at the end of the stream. */
    public int read(ByteBuffer in, long deadlineNanos) throws IOException {
        int n = channel.read(in);
        while (n == 0 && in.hasRemaining()) {
            await(SelectionKey.OP_READ, deadlineNanos, "answer");
            n = channel.read(in);
        }
        return n;
    }

    /** Fills the buffer to its limit. */
    public void readFully(ByteBuffer in, long deadlineNanos) throws IOException {
        while (in.hasRemaining()) {
            if (read(in, deadlineNanos) < 0) {
                throw new EOFException(peer + " closed the connection");
            }
        }
    }

    /**
     * Reads so many bytes. Memory grows with what arrives, not with the length.
     *
     * @return a little-endian buffer, ready to be read
     */
    public ByteBuffer readGrowing(int length, long deadlineNanos) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(Math.min(length, FIRST_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        while (in.position() < length) {
            if (!in.hasRemaining()) {
                in = ByteBuffer.allocate((int) Math.min(length, 2L * in.capacity()))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(in.flip());
            }
            if (read(in, deadlineNanos) < 0) {
                throw new EOFException(peer + " closed the connection");
            }
        }
        return in.flip();
    }

    /** Whether an idle connection is of no more use: closed by the peer, or with bytes nobody asked for. */
    public boolean isStale() {
        try {
            return channel.read(ByteBuffer.allocate(1)) != 0;
        } catch (IOException broken) {
            return true;
        }
    }

    /** Gives up the deadlines: the channel in blocking mode, which the caller closes. */
    public SocketChannel intoBlocking() throws IOException {
        key.cancel();
        selector.close();
        channel.configureBlocking(true);
        return channel;
    }

    private void await(int operation, long deadlineNanos, String what) throws IOException {
        long left = deadlineNanos - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException(peer + " did not " + what + " in time");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while waiting for " + peer);
        }
        try {
            key.interestOps(operation);
            selector.select(Math.max(1, left / 1_000_000));
            selector.selectedKeys().clear();
        } catch (java.nio.channels.ClosedSelectorException | java.nio.channels.CancelledKeyException closed) {
            throw new IOException("closed while waiting for " + peer, closed);
        }
    }

    @Override
    public void close() {
        Sockets.closeQuietly(channel);
        Sockets.closeQuietly(selector);
    }
}
