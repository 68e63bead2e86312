package org.prolepsis.ros.tcpros;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.prolepsis.graph.ConnectionStatistics;
import org.prolepsis.ros.net.IoLoop;
import org.prolepsis.ros.net.Sockets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection from a subscriber to one of our publications. */
final class SubscriberLink implements IoLoop.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriberLink.class);

    /** A subscriber that goes on sending would keep the loop busy. */
    private static final int MAX_HEARD_BYTES = 64 * 1024;

    private final IoLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Publication publication;
    private final String callerId;
    private final OutboundQueue queue;
    private final int id;
    private final String description;
    private int heard;

    SubscriberLink(
            IoLoop loop,
            SocketChannel channel,
            SelectionKey key,
            Publication publication,
            String callerId,
            int queueSize,
            int id) {
        this.loop = loop;
        this.channel = channel;
        this.key = key;
        this.publication = publication;
        this.callerId = callerId;
        this.queue = new OutboundQueue(channel, queueSize, loop.budget());
        this.id = id;
        description = Connection.describe(channel, id);
    }

    /** Called by the publishing thread. */
    void send(Frame frame) {
        try {
            if (queue.send(frame)) {
                watch();
            }
        } catch (IOException lost) {
            LOG.debug("{} left {}: {}", callerId, publication.topic(), lost.toString());
            close();
        }
    }

    /** Sends the header's answer. */
    void sendHeader(byte[] bytes) throws IOException {
        if (queue.sendHeader(bytes)) {
            watch();
        }
    }

    /** Sends the latched message after the header. */
    void sendFirst(byte[] bytes) throws IOException {
        if (queue.sendFirst(bytes)) {
            watch();
        }
    }

    private void watch() {
        loop.setInterest(key, SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    @Override
    public void onReady(SelectionKey ready) throws IOException {
        if (ready.isWritable() && queue.flush()) {
            ready.interestOps(SelectionKey.OP_READ);
            // A publisher that queued between the flush and the line above has set an interest we just took back.
            if (!queue.isEmpty()) {
                watch();
            }
        }
        // A subscriber has nothing to say; reading finds out when it leaves.
        if (ready.isReadable()) {
            int n = channel.read(loop.scratch());
            heard += n;
            if (n < 0 || heard > MAX_HEARD_BYTES) {
                LOG.debug("{} ends its connection to {} or talks too much", callerId, publication.topic());
                close();
            }
        }
    }

    @Override
    public long stalledSinceNanos() {
        return queue.stalledSinceNanos();
    }

    @Override
    public void close() {
        queue.close();
        Sockets.closeQuietly(channel);
        publication.remove(this);
    }

    ConnectionStatistics statistics() {
        OutboundQueue.Counts counts = queue.counts();
        return new ConnectionStatistics(id, callerId, true, counts.messages(), counts.bytes(), counts.dropped());
    }

    /** What getBusInfo says of it. */
    List<Object> busInfo() {
        return List.of(id, callerId, "o", "TCPROS", publication.topic(), true, description);
    }
}
