package org.prolepsis.ros.tcpros;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.prolepsis.graph.ConnectionStatistics;
import org.prolepsis.graph.PublisherOptions;
import org.prolepsis.graph.RawMessage;
import org.prolepsis.msgs.Message;
import org.prolepsis.msgs.MessageType;
import org.prolepsis.ros.intra.LocalLink;
import org.prolepsis.ros.intra.LocalLinks;
import org.prolepsis.ros.intra.LocalPublication;
import org.prolepsis.ros.net.IoLoop;

/**
 * One topic that this node publishes, with the connections of its subscribers. {@link #publish} encodes once into a
 * reused buffer and writes to the sockets from the calling thread; it allocates nothing while the sockets keep up, and
 * never blocks on one. Subscribers of this JVM get a copy instead, and when there are no others nothing is encoded.
 */
public final class Publication implements LocalPublication {
    private static final SubscriberLink[] NONE = {};

    private final String nodeName;
    private final String topic;
    private final MessageType<?> type;
    private final PublisherOptions options;
    private final IoLoop loop;
    private final AtomicInteger linkIds;
    private final Object lock = new Object();
    private final Frame frame = new Frame();
    private final LocalLinks locals = new LocalLinks();
    private final SequenceNumber sequence;
    private volatile SubscriberLink[] links = NONE;
    private byte[] latched;
    private boolean closed;

    public Publication(
            String nodeName,
            String topic,
            MessageType<?> type,
            PublisherOptions options,
            IoLoop loop,
            AtomicInteger linkIds) {
        this.nodeName = nodeName;
        this.topic = topic;
        this.type = type;
        this.options = options;
        this.loop = loop;
        this.linkIds = linkIds;
        sequence = new SequenceNumber(type);
    }

    /** The resolved topic. */
    public String topic() {
        return topic;
    }

    @Override
    public MessageType<?> type() {
        return type;
    }

    /** How it is published. */
    public PublisherOptions options() {
        return options;
    }

    /** The number of subscribers connected now. */
    public int numberOfSubscribers() {
        return links.length + locals.size();
    }

    /**
     * Sends a message to whom it concerns; does nothing once closed.
     *
     * @throws IllegalArgumentException if it is a {@link RawMessage} of another type than the topic's
     */
    public void publish(Message message) {
        if (message instanceof RawMessage raw && !raw.type().md5().equals(type.md5())) {
            throw new IllegalArgumentException(topic + " is published as " + type.name() + "; the message is a "
                    + raw.type().name());
        }
        synchronized (lock) {
            if (closed) {
                return;
            }
            locals.offer(message);
            if (links.length == 0 && !options.latched()) {
                sequence.skip();
                return;
            }
            frame.encode(message);
            sequence.writeTo(frame.view());
            if (options.latched()) {
                latched = frame.shared();
            }
            for (SubscriberLink link : links) {
                link.send(frame);
            }
        }
    }

    /** Takes over the connection of a subscriber, or refuses it. */
    void accept(ConnectionHeader header, SocketChannel channel, SelectionKey key) throws IOException {
        String problem = problem(header);
        if (problem != null) {
            InboundHandshake.refuse(channel, problem);
            return;
        }
        // Checked above.
        String caller = header.get("callerid");
        if (header.flag("tcp_nodelay")) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        SubscriberLink link =
                new SubscriberLink(loop, channel, key, this, caller, options.queueSize(), linkIds.incrementAndGet());
        synchronized (lock) {
            if (closed) {
                InboundHandshake.refuse(channel, topic + " is no longer published by " + nodeName);
                return;
            }
            key.attach(link);
            link.sendHeader(answer().encode().array());
            if (latched != null) {
                link.sendFirst(latched);
            }
            SubscriberLink[] more = Arrays.copyOf(links, links.length + 1);
            more[links.length] = link;
            links = more;
        }
    }

    @Override
    public boolean attach(LocalLink link) {
        synchronized (lock) {
            if (closed) {
                return false;
            }
            link.setId(linkIds.incrementAndGet());
            if (latched != null) {
                link.offer(ByteBuffer.wrap(latched, 4, latched.length - 4).order(ByteOrder.LITTLE_ENDIAN));
            }
            locals.add(link);
            return true;
        }
    }

    @Override
    public void detach(LocalLink link) {
        synchronized (lock) {
            locals.remove(link);
        }
    }

    /** The words are roscpp's. Types of different names are one if their checksums are, as with roscpp and rospy. */
    private String problem(ConnectionHeader header) {
        String md5 = header.get("md5sum");
        String caller = header.get("callerid");
        if (md5 == null || caller == null) {
            return "Header from subscriber did not have the required elements: md5sum, topic, callerid";
        }
        if (!md5.equals("*") && !md5.equals(type.md5())) {
            return "Client [" + caller + "] wants topic " + topic + " to have datatype/md5sum ["
                    + header.get("type", "") + "/" + md5 + "], but our version has [" + type.name() + "/" + type.md5()
                    + "]. Dropping connection.";
        }
        return null;
    }

    private ConnectionHeader answer() {
        return ConnectionHeader.of(
                "callerid",
                nodeName,
                "latching",
                options.latched() ? "1" : "0",
                "md5sum",
                type.md5(),
                "message_definition",
                type.definition(),
                "topic",
                topic,
                "type",
                type.name());
    }

    void remove(SubscriberLink link) {
        synchronized (lock) {
            List<SubscriberLink> rest = new ArrayList<>(Arrays.asList(links));
            if (rest.remove(link)) {
                links = rest.toArray(NONE);
            }
        }
    }

    /** Closes every connection. */
    public void close() {
        SubscriberLink[] open;
        synchronized (lock) {
            closed = true;
            open = links;
            latched = null;
            locals.end();
        }
        for (SubscriberLink link : open) {
            link.close();
        }
    }

    /** What each present connection has carried. */
    public List<ConnectionStatistics> connections() {
        return Stream.concat(
                        Arrays.stream(links).map(SubscriberLink::statistics),
                        Arrays.stream(locals.snapshot()).map(LocalLink::statistics))
                .toList();
    }

    /** What getBusInfo says of the connections. */
    public List<Object> busInfo() {
        List<Object> info = new ArrayList<>();
        for (SubscriberLink link : links) {
            info.add(link.busInfo());
        }
        for (LocalLink link : locals.snapshot()) {
            String text = LocalLink.TRANSPORT + " connection to [" + link.subscriber() + "]";
            info.add(List.of(link.id(), link.subscriber(), "o", LocalLink.TRANSPORT, topic, true, text));
        }
        return info;
    }

    /** What getBusStats says: {@code [topic, bytes, [[id, bytes, messages, connected, dropped]…]]}. */
    public List<Object> busStats() {
        List<ConnectionStatistics> connections = connections();
        long bytes = connections.stream().mapToLong(ConnectionStatistics::bytes).sum();
        return List.of(
                topic,
                Connection.clamp(bytes),
                connections.stream().map(Connection::publisherStats).toList());
    }
}
