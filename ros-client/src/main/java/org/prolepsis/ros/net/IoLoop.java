package org.prolepsis.ros.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One selector thread that serves the listening sockets and all inbound connections of a node or master. An idle
 * connection costs a key and a small handler, no thread. Handlers run on the loop's thread and must not block; one that
 * throws loses its connection, nothing else.
 */
public final class IoLoop implements AutoCloseable {
    /** Serves one channel; attached to its key. Called by the loop's thread alone. */
    public interface Handler extends Closeable {
        /** The channel is ready for what the key's interest asks. An exception closes the connection. */
        void onReady(SelectionKey key) throws IOException;

        /** Called about twice a second, for deadlines. */
        default void onTick(long nowNanos) {}

        /**
         * Since when ({@link System#nanoTime}) the connection could be closed for another one without loss: its peer has
         * asked for nothing yet, or has its answer. {@link Long#MAX_VALUE} if it could not.
         */
        default long idleSinceNanos() {
            return Long.MAX_VALUE;
        }

        /** Since when the peer has not taken what waits for it; {@link Long#MAX_VALUE} if nothing waits. */
        default long stalledSinceNanos() {
            return Long.MAX_VALUE;
        }

        /** Closes the channel and lets go of what belongs to it; may be called by any thread and more than once. */
        @Override
        void close();
    }

    /** Takes an accepted connection: registers it with the loop, or closes it. */
    @FunctionalInterface
    public interface Acceptor {
        void accept(SocketChannel channel) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(IoLoop.class);
    private static final long TICK_MILLIS = 500;
    private static final int SCRATCH_BYTES = 64 * 1024;
    private static final int BACKLOG = 1024;
    /** A flood of connections must not keep those that are there waiting. */
    private static final int MAX_ACCEPTED_AT_ONCE = 64;
    /** A peer that has been connected for less may be about to speak. */
    private static final long IDLE_NANOS = 20_000_000L;
    /** A peer that has not read for so long may lose its connection when buffers are full. */
    private static final long STALLED_NANOS = 1_000_000_000L;

    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ByteBuffer scratch = ByteBuffer.allocate(SCRATCH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final Consumer<SelectionKey> onSelected = this::serve;
    private final Thread thread;
    private final int maxConnections;
    private final BufferBudget budget;
    private final SparseWarning crowded = new SparseWarning(LOG);
    private volatile boolean closed;

    private IoLoop(String threadName, InboundLimits limits) throws IOException {
        maxConnections = limits.maxConnections();
        budget = new BufferBudget(limits.maxBufferedBytes());
        selector = Selector.open();
        thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
    }

    /** Starts a loop on a daemon thread of the given name. */
    public static IoLoop start(String threadName, InboundLimits limits) throws IOException {
        IoLoop loop = new IoLoop(threadName, limits);
        loop.thread.start();
        return loop;
    }

    /**
     * Listens on an address.
     *
     * @param refusal what a peer is sent when there are too many
     * @return the port that is bound
     */
    public int listen(InetSocketAddress address, Acceptor acceptor, byte[] refusal) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.bind(address, BACKLOG);
            server.configureBlocking(false);
            register(server, SelectionKey.OP_ACCEPT, new Listener(server, acceptor, refusal));
            return ((InetSocketAddress) server.getLocalAddress()).getPort();
        } catch (IOException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    /** Registers a non-blocking channel; may be called by any thread. */
    public SelectionKey register(SelectableChannel channel, int interest, Handler handler) throws IOException {
        SelectionKey key = channel.register(selector, interest, handler);
        wakeUp();
        return key;
    }

    /** Changes a key's interest; may be called by any thread. Does nothing if the key is cancelled. */
    public void setInterest(SelectionKey key, int interest) {
        try {
            key.interestOps(interest);
            wakeUp();
        } catch (CancelledKeyException gone) {
            LOG.trace("connection is closed already", gone);
        }
    }

    /** What the connections of this loop may buffer together. */
    public BufferBudget budget() {
        return budget;
    }

    /** Runs a task on the loop's thread. */
    public void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** A cleared little-endian buffer for one read; for the loop's thread alone, until its handler returns. */
    public ByteBuffer scratch() {
        return scratch.clear();
    }

    private void wakeUp() {
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
    }

    private void run() {
        long nextTick = System.nanoTime();
        while (!closed) {
            try {
                selector.select(onSelected, TICK_MILLIS);
            } catch (IOException broken) {
                LOG.error("the selector failed; this loop ends", broken);
                break;
            } catch (RuntimeException | Error failed) {
                // Such as no memory left: the others are served when there is some again.
                LOG.error("the I/O loop goes on after an error", failed);
            }
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                runTask(task);
            }
            long now = System.nanoTime();
            if (now - nextTick >= 0) {
                nextTick = now + TICK_MILLIS * 1_000_000L;
                runTask(() -> tick(now));
            }
        }
        closeAll();
    }

    private static void runTask(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failed) {
            LOG.error("a task of the I/O loop failed", failed);
        }
    }

    private void serve(SelectionKey key) {
        Handler handler = (Handler) key.attachment();
        try {
            handler.onReady(key);
        } catch (IOException | CancelledKeyException lost) {
            LOG.debug("connection lost: {}", lost.toString());
            close(key, handler);
        } catch (RuntimeException | Error failed) {
            LOG.warn("connection closed after an error", failed);
            close(key, handler);
        }
    }

    /** Also the handler that has just taken the connection over. */
    private static void close(SelectionKey key, Handler handler) {
        handler.close();
        if (key.attachment() != handler) {
            ((Handler) key.attachment()).close();
        }
    }

    /** Closes the connections whose peers have not read for longest until the buffers are within their bound. */
    private void relieve(long now) {
        while (budget.isOverdrawn()) {
            Handler worst = null;
            long since = now - STALLED_NANOS;
            for (SelectionKey key : selector.keys()) {
                Handler handler = (Handler) key.attachment();
                long stalled = key.isValid() ? handler.stalledSinceNanos() : Long.MAX_VALUE;
                if (stalled != Long.MAX_VALUE && stalled - since < 0) {
                    worst = handler;
                    since = stalled;
                }
            }
            if (worst == null) {
                return;
            }
            crowded.note("closing a connection whose peer does not read: buffers hold " + budget.used() + " bytes");
            worst.close();
        }
    }

    private void tick(long now) {
        relieve(now);
        for (SelectionKey key : new ArrayList<>(selector.keys())) {
            Handler handler = (Handler) key.attachment();
            try {
                handler.onTick(now);
            } catch (RuntimeException | Error failed) {
                LOG.warn("connection closed after an error", failed);
                handler.close();
            }
        }
    }

    private void closeAll() {
        try {
            for (SelectionKey key : new ArrayList<>(selector.keys())) {
                ((Handler) key.attachment()).close();
            }
            selector.close();
        } catch (IOException | RuntimeException failed) {
            LOG.debug("while closing the I/O loop", failed);
        }
    }

    /** Closes every channel and ends the thread; does not wait for it. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }

    /** Accepts; when the process runs out of descriptors it pauses until the next tick instead of spinning. */
    private final class Listener implements Handler {
        private final ServerSocketChannel server;
        private final Acceptor acceptor;
        private final byte[] refusal;
        private final int port;
        private SelectionKey paused;

        Listener(ServerSocketChannel server, Acceptor acceptor, byte[] refusal) {
            this.server = server;
            this.acceptor = acceptor;
            this.refusal = refusal;
            port = server.socket().getLocalPort();
        }

        @Override
        public void onReady(SelectionKey key) {
            for (int i = 0; i < MAX_ACCEPTED_AT_ONCE; i++) {
                SocketChannel channel = acceptOne(key);
                if (channel == null) {
                    return;
                }
                try {
                    channel.configureBlocking(false);
                    if (hasRoom()) {
                        acceptor.accept(channel);
                    } else {
                        refuse(channel);
                    }
                } catch (IOException | RuntimeException | Error failed) {
                    LOG.debug("an accepted connection failed at once", failed);
                    Sockets.closeQuietly(channel);
                }
            }
        }

        /**
         * Whether there is room, perhaps made by closing the connection that has been idle for longest. Counted from the
         * keys, so that no way of closing a connection can be forgotten; looked at when it matters.
         */
        private boolean hasRoom() {
            if (selector.keys().size() <= maxConnections) {
                return true;
            }
            int count = 0;
            Handler idlest = null;
            long since = System.nanoTime() - IDLE_NANOS;
            for (SelectionKey key : selector.keys()) {
                if (!isMine(key)) {
                    continue;
                }
                count++;
                Handler handler = (Handler) key.attachment();
                long idle = handler.idleSinceNanos();
                if (idle != Long.MAX_VALUE && idle - since < 0) {
                    idlest = handler;
                    since = idle;
                }
            }
            if (count >= maxConnections && idlest != null) {
                crowded.note("port " + port + " has " + maxConnections
                        + " connections, as many as are allowed; closing idle ones (prolepsis.ros.maxConnections)");
                idlest.close();
                count--;
            }
            return count < maxConnections;
        }

        private boolean isMine(SelectionKey key) {
            return key.isValid()
                    && key.channel() instanceof SocketChannel channel
                    && channel.socket().getLocalPort() == port;
        }

        private void refuse(SocketChannel channel) throws IOException {
            crowded.note("port " + port + " has " + maxConnections
                    + " connections, as many as are allowed; more are refused (prolepsis.ros.maxConnections)");
            // Closing with a request unread would reset the connection and lose the answer.
            channel.read(scratch());
            channel.write(ByteBuffer.wrap(refusal));
            Sockets.closeQuietly(channel);
        }

        private SocketChannel acceptOne(SelectionKey key) {
            try {
                return server.accept();
            } catch (IOException exhausted) {
                crowded.note("cannot accept a connection now: " + exhausted);
                key.interestOps(0);
                paused = key;
                return null;
            }
        }

        @Override
        public void onTick(long nowNanos) {
            if (paused != null && paused.isValid()) {
                paused.interestOps(SelectionKey.OP_ACCEPT);
            }
            paused = null;
        }

        @Override
        public void close() {
            Sockets.closeQuietly(server);
        }
    }
}
