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
import org.prolepsis.graph.PublisherOptions;
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

    /** Sends a message to whom it concerns; does nothing once closed. */
    public void publish(Message message) {
        synchronized (lock) {
            if (closed) {
                return;
            }
            locals.offer(message);
            if (links.length == 0 && !options.latched()) {
                return;
            }
            frame.encode(message);
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
        if (header.flag("tcp_nodelay")) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        SubscriberLink link = new SubscriberLink(
                loop,
                channel,
                key,
                this,
                header.get("callerid", "unknown"),
                options.queueSize(),
                linkIds.incrementAndGet());
        synchronized (lock) {
            if (closed) {
                InboundHandshake.refuse(channel, topic + " is no longer published by " + nodeName);
                return;
            }
            key.attach(link);
            link.sendFirst(answer().encode().array());
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

    private String problem(ConnectionHeader header) {
        String md5 = header.get("md5sum");
        String wanted = header.get("type", "*");
        if (md5 == null) {
            return "Missing required 'md5sum' field";
        }
        if (!md5.equals("*") && !md5.equals(type.md5())) {
            return "Client [" + header.get("callerid", "unknown") + "] wants topic " + topic
                    + " to have datatype/md5sum [" + wanted + "/" + md5 + "], but our version has [" + type.name() + "/"
                    + type.md5() + "]. Dropping connection.";
        }
        if (!wanted.equals("*") && !wanted.equals(type.name())) {
            return "topic types do not match: [" + wanted + "] vs. [" + type.name() + "]";
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

    /** What getBusInfo says of the connections. */
    public List<Object> busInfo() {
        List<Object> info = new ArrayList<>();
        for (SubscriberLink link : links) {
            String text = "TCPROS connection to [" + link.peer() + "]";
            info.add(List.of(link.id(), link.callerId(), "o", "TCPROS", topic, true, text));
        }
        for (LocalLink link : locals.snapshot()) {
            String text = LocalLink.TRANSPORT + " connection to [" + link.subscriber() + "]";
            info.add(List.of(link.id(), link.subscriber(), "o", LocalLink.TRANSPORT, topic, true, text));
        }
        return info;
    }

    /** What getBusStats says: {@code [topic, bytes, [[id, bytes, messages, connected]…]]}. */
    public List<Object> busStats() {
        List<Object> connections = new ArrayList<>();
        long total = 0;
        for (SubscriberLink link : links) {
            OutboundQueue queue = link.queue();
            total += queue.bytes();
            connections.add(List.of(link.id(), queue.bytes(), queue.sent(), true));
        }
        for (LocalLink link : locals.snapshot()) {
            connections.add(List.of(link.id(), 0, (int) Math.min(Integer.MAX_VALUE, link.sent()), true));
        }
        return List.of(topic, (int) Math.min(Integer.MAX_VALUE, total), connections);
    }

    /** Messages dropped because a subscriber connected now was too slow. */
    public long dropped() {
        long dropped = 0;
        for (SubscriberLink link : links) {
            dropped += link.queue().dropped();
        }
        for (LocalLink link : locals.snapshot()) {
            dropped += link.dropped();
        }
        return dropped;
    }
}
