package org.prolepsis.ros.tcpros;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.prolepsis.graph.ConnectionStatistics;
import org.prolepsis.msgs.Message;
import org.prolepsis.msgs.MessageType;
import org.prolepsis.ros.intra.LocalLink;
import org.prolepsis.ros.net.PeerText;
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
    private static final Pattern PORTS = Pattern.compile("\\d{2,}");
    private static final long BRIEF_NANOS = 5_000_000_000L;
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
    private final AtomicLong messages = new AtomicLong();
    private FrameReader reader;
    private LocalLink local;
    private long pastBytes;
    private long pastDropped;
    private String peerName;
    private String transport = "TCPROS";
    private String description = "no TCPROS connection";
    private volatile boolean connected;

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
                report("the publisher closed the connection", "");
            } catch (ConnectionRefused refused) {
                report("refused: " + PeerText.of(refused.getMessage()), refused.advice(subscription.topic(), true));
            } catch (IOException | XmlRpcException | RuntimeException | OutOfMemoryError failed) {
                report(PeerText.of(failed.getMessage() == null ? failed : failed.getMessage()), "");
            } finally {
                connected = false;
                closeCurrent();
            }
            if (pause(backoff.nextMillis())) {
                context.refresh().accept(subscription.topic());
            }
        }
    }

    private void report(String problem, String advice) {
        if (isClosed()) {
            return;
        }
        // Once, not at every attempt: a dead publisher may stay registered for days. roscpp's words have our port.
        String kind = PORTS.matcher(problem).replaceAll("");
        if (kind.equals(lastProblem)) {
            LOG.debug("{}: {}: {}", subscription.topic(), publisher, problem);
            return;
        }
        lastProblem = kind;
        if (advice.isEmpty()) {
            LOG.info("{}: no connection to {}: {}; trying again", subscription.topic(), publisher, problem);
        } else {
            LOG.warn("{}: no connection to {}: {}; {}; trying again", subscription.topic(), publisher, problem, advice);
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
        List<?> protocol = requestTopic();
        long deadline = System.nanoTime() + context.limits().headerTimeout().toNanos();
        TimedChannel timed =
                TimedChannel.connect(Sockets.resolve((String) protocol.get(1), (Integer) protocol.get(2)), deadline);
        if (!hold(timed)) {
            return;
        }
        ConnectionHeader theirs = OutboundHandshake.exchange(timed, header(), context.limits(), deadline);
        MessageType<?> published = OutboundHandshake.publishedType(theirs, subscription.type());
        SocketChannel channel = timed.intoBlocking();
        if (!hold(channel)) {
            return;
        }
        receive(channel, theirs, published);
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
            throw new IOException("requestTopic was answered with " + PeerText.of(reply));
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
        synchronized (lock) {
            countPast();
            local = link;
            transport = LocalLink.TRANSPORT;
            description = transport + " connection to [" + publisher + "]";
        }
        connected = true;
        backoff.reset();
        lastProblem = "";
        try {
            for (Message message = link.take(); message != null; message = link.take()) {
                count();
                subscription.deliver(message);
                link.giveBack(message);
            }
        } catch (InterruptedException stop) {
            close();
        }
    }

    /** One writer: no read-modify-write that others could disturb, no fence, no allocation. */
    private void count() {
        messages.setOpaque(messages.getPlain() + 1);
    }

    private void receive(SocketChannel channel, ConnectionHeader theirs, MessageType<?> published) throws IOException {
        FrameReader frames = new FrameReader(
                channel,
                channel.socket().getInputStream()::available,
                subscription.options().queueSize(),
                context.limits().maxFrameBytes());
        Subscription.Receiver<?> receiver = subscription.receiverOf(published);
        synchronized (lock) {
            countPast();
            reader = frames;
            transport = "TCPROS";
            peerName = theirs.get("callerid", publisher.toString());
            description = Connection.describe(channel, id);
        }
        connected = true;
        lastProblem = "";
        long since = System.nanoTime();
        try {
            for (ByteBuffer frame = frames.next(); frame != null; frame = frames.next()) {
                count();
                subscription.deliver(receiver, frame);
            }
        } finally {
            // One that takes connections and drops them at once must not be asked twice a second for ever.
            if (frames.bytes() > 0 || System.nanoTime() - since > BRIEF_NANOS) {
                backoff.reset();
            }
        }
    }

    /** Adds what the connection before this one has carried. */
    private void countPast() {
        pastBytes += presentBytes();
        pastDropped += presentDropped();
        reader = null;
        local = null;
    }

    private long presentBytes() {
        return reader == null ? 0 : reader.bytes();
    }

    private long presentDropped() {
        return (reader == null ? 0 : reader.dropped()) + (local == null ? 0 : local.dropped());
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

    URI publisher() {
        return publisher;
    }

    /** Over all reconnections to this publisher. */
    ConnectionStatistics statistics() {
        synchronized (lock) {
            return new ConnectionStatistics(
                    id,
                    peerName == null ? publisher.toString() : peerName,
                    connected,
                    messages.getOpaque(),
                    pastBytes + presentBytes(),
                    pastDropped + presentDropped());
        }
    }

    /** What getBusInfo says of it. */
    List<Object> busInfo() {
        synchronized (lock) {
            return List.of(id, publisher.toString(), "i", transport, subscription.topic(), connected, description);
        }
    }
}
