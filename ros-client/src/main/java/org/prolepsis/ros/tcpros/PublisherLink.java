package org.prolepsis.ros.tcpros;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import org.prolepsis.msgs.Message;
import org.prolepsis.ros.intra.LocalLink;
import org.prolepsis.ros.net.Sockets;
import org.prolepsis.ros.net.TimedChannel;
import org.prolepsis.ros.xmlrpc.XmlRpcException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of one subscription to one publisher, on a thread of its own: it connects, receives, and after a loss
 * tries again, with growing pauses, as long as the master lists the publisher. A thread that blocks in read() hands a
 * message to the listener with one wake-up, and a slow listener holds up nobody else. A publisher in this JVM is taken
 * messages from without a socket.
 */
final class PublisherLink implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(PublisherLink.class);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

    private final Subscription subscription;
    private final SubscriberContext context;
    private final URI publisher;
    private final int id;
    private final Backoff backoff = new Backoff();
    private final Object lock = new Object();
    private Closeable current;
    private boolean closed;
    private String lastProblem = "";
    private volatile FrameReader reader;
    private volatile LocalLink local;
    private volatile boolean connected;
    private volatile String peer = "";

    PublisherLink(Subscription subscription, SubscriberContext context, URI publisher) {
        this.subscription = subscription;
        this.context = context;
        this.publisher = publisher;
        this.id = context.linkIds().incrementAndGet();
    }

    void start() {
        Thread thread = new Thread(this, context.nodeName() + subscription.topic() + "-" + id);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        while (!isClosed()) {
            try {
                connectAndReceive();
                report("the publisher closed the connection");
            } catch (IOException | XmlRpcException | RuntimeException failed) {
                report(String.valueOf(failed.getMessage() == null ? failed : failed.getMessage()));
            } finally {
                connected = false;
                closeCurrent();
            }
            if (pause(backoff.nextMillis())) {
                context.refresh().accept(subscription.topic());
            }
        }
    }

    private void report(String problem) {
        if (isClosed()) {
            return;
        }
        // Once, not at every attempt: a dead publisher may stay registered for days.
        if (problem.equals(lastProblem)) {
            LOG.debug("{}: {}: {}", subscription.topic(), publisher, problem);
        } else {
            LOG.info("{}: no connection to {}: {}; trying again", subscription.topic(), publisher, problem);
            lastProblem = problem;
        }
    }

    private void connectAndReceive() throws IOException, XmlRpcException {
        LocalLink inside = context.peers()
                .connect(
                        publisher,
                        subscription.topic(),
                        subscription.type(),
                        context.nodeName(),
                        subscription.options().queueSize());
        if (inside != null) {
            if (hold(inside)) {
                receive(inside);
            }
            return;
        }
        local = null;
        List<?> protocol = requestTopic();
        long deadline = System.nanoTime() + context.limits().headerTimeout().toNanos();
        TimedChannel timed =
                TimedChannel.connect(Sockets.resolve((String) protocol.get(1), (Integer) protocol.get(2)), deadline);
        if (!hold(timed)) {
            return;
        }
        ConnectionHeader theirs = OutboundHandshake.exchange(timed, header(), context.limits(), deadline);
        OutboundHandshake.requireMd5(
                theirs, subscription.type().name(), subscription.type().md5());
        SocketChannel channel = timed.intoBlocking();
        if (!hold(channel)) {
            return;
        }
        peer = String.valueOf(channel.getRemoteAddress());
        receive(channel);
    }

    private List<?> requestTopic() throws IOException, XmlRpcException {
        Object reply = context.client()
                .call(
                        publisher,
                        REQUEST_TIMEOUT,
                        "requestTopic",
                        context.nodeName(),
                        subscription.topic(),
                        List.of(List.of("TCPROS")));
        if (!(reply instanceof List<?> triple) || triple.size() != 3) {
            throw new IOException("requestTopic was answered with " + reply);
        }
        if (!Integer.valueOf(1).equals(triple.get(0))
                || !(triple.get(2) instanceof List<?> protocol)
                || protocol.size() < 3
                || !(protocol.get(1) instanceof String)
                || !(protocol.get(2) instanceof Integer)) {
            throw new IOException("the publisher offers no TCPROS connection: " + triple.get(1));
        }
        return protocol;
    }

    private ConnectionHeader header() {
        return ConnectionHeader.of(
                "callerid", context.nodeName(),
                "topic", subscription.topic(),
                "md5sum", subscription.type().md5(),
                "type", subscription.type().name(),
                "message_definition", subscription.type().definition(),
                "tcp_nodelay", subscription.options().tcpNoDelay() ? "1" : "0");
    }

    private void receive(LocalLink link) {
        local = link;
        peer = publisher.toString();
        connected = true;
        backoff.reset();
        lastProblem = "";
        try {
            for (Message message = link.take(); message != null; message = link.take()) {
                subscription.deliver(message);
                link.giveBack(message);
            }
        } catch (InterruptedException stop) {
            close();
        }
    }

    private void receive(SocketChannel channel) throws IOException {
        FrameReader frames = new FrameReader(
                channel,
                channel.socket().getInputStream()::available,
                subscription.options().queueSize(),
                context.limits().maxFrameBytes());
        reader = frames;
        connected = true;
        backoff.reset();
        lastProblem = "";
        for (ByteBuffer frame = frames.next(); frame != null; frame = frames.next()) {
            subscription.deliver(frame);
        }
    }

    /** Notes what to close when the link is closed; false if it is already. */
    private boolean hold(Closeable resource) {
        synchronized (lock) {
            current = resource;
            if (!closed) {
                return true;
            }
        }
        Sockets.closeQuietly(resource);
        return false;
    }

    private void closeCurrent() {
        Closeable open;
        synchronized (lock) {
            open = current;
            current = null;
        }
        if (open != null) {
            Sockets.closeQuietly(open);
        }
    }

    /** Waits; false if the link was closed meanwhile. */
    private boolean pause(long millis) {
        long until = System.nanoTime() + millis * 1_000_000;
        synchronized (lock) {
            try {
                for (long left = millis; !closed && left > 0; left = (until - System.nanoTime()) / 1_000_000) {
                    lock.wait(left);
                }
            } catch (InterruptedException stop) {
                closed = true;
            }
            return !closed;
        }
    }

    private boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        closeCurrent();
    }

    boolean isConnected() {
        return connected;
    }

    int id() {
        return id;
    }

    URI publisher() {
        return publisher;
    }

    String peer() {
        return peer;
    }

    /** What getBusInfo calls the way here. */
    String transport() {
        return local == null ? "TCPROS" : LocalLink.TRANSPORT;
    }

    /** Bytes that came over a socket. */
    long bytes() {
        FrameReader r = reader;
        return r == null || local != null ? 0 : r.bytes();
    }

    long dropped() {
        LocalLink inside = local;
        if (inside != null) {
            return inside.dropped();
        }
        FrameReader r = reader;
        return r == null ? 0 : r.dropped();
    }
}
