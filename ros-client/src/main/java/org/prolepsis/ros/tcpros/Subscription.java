package org.prolepsis.ros.tcpros;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prolepsis.graph.ConnectionStatistics;
import org.prolepsis.graph.MessageListener;
import org.prolepsis.graph.RawMessage;
import org.prolepsis.graph.SubscriberOptions;
import org.prolepsis.msgs.Message;
import org.prolepsis.msgs.MessageFormatException;
import org.prolepsis.msgs.MessageType;
import org.prolepsis.ros.net.PeerText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listener's subscription to a topic, with a link to every publisher that the master lists. Thread-safe. */
public final class Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
    /** Faults are logged at 1, 2, 4, 8, … so that a broken stream does not flood the log. */
    private long faults;

    private final SubscriberContext context;
    private final int maxPublishers;
    private final String topic;
    private final MessageType<?> type;
    private final SubscriberOptions options;
    private final Receiver<?> receiver;
    private final Object dispatch = new Object();
    private final Map<URI, PublisherLink> links = new LinkedHashMap<>();
    private volatile boolean closed;

    /** The listener, and the message that frames are decoded into for it. */
    record Receiver<T extends Message>(T message, MessageListener<T> listener) {
        void receive(ByteBuffer frame) {
            message.readFrom(frame);
            listener.onNewMessage(message);
        }

        /** A message that stays encoded tells the type of its publisher; publishers may differ. */
        @SuppressWarnings("unchecked") // T is RawMessage where it is cast
        Receiver<T> of(MessageType<?> published) {
            if (!(message instanceof RawMessage)) {
                return this;
            }
            MessageType<RawMessage> raw = RawMessage.typeOf(published.name(), published.md5(), published.definition());
            return new Receiver<>((T) raw.newMessage(), listener);
        }

        @SuppressWarnings("unchecked") // a local link carries messages of the subscription's own class
        void receive(Message given) {
            listener.onNewMessage((T) given);
        }
    }

    private Subscription(
            SubscriberContext context,
            String topic,
            MessageType<?> type,
            SubscriberOptions options,
            Receiver<?> receiver) {
        this.context = context;
        maxPublishers = context.limits().maxPublishers();
        this.topic = topic;
        this.type = type;
        this.options = options;
        this.receiver = receiver;
    }

    /** Makes a subscription without publishers. */
    public static <T extends Message> Subscription of(
            SubscriberContext context,
            String topic,
            MessageType<T> type,
            SubscriberOptions options,
            MessageListener<T> listener) {
        return new Subscription(context, topic, type, options, new Receiver<>(type.newMessage(), listener));
    }

    /** What takes the messages of one connection. */
    Receiver<?> receiverOf(MessageType<?> published) {
        return receiver.of(published);
    }

    /** The resolved topic. */
    public String topic() {
        return topic;
    }

    /** The type of its messages. */
    public MessageType<?> type() {
        return type;
    }

    /** How it is subscribed to. */
    public SubscriberOptions options() {
        return options;
    }

    /**
     * Opens and closes links so that they are those of the given publishers.
     *
     * @param keepConnected whether links that are connected stay though their publisher is not listed
     */
    public void setPublishers(Collection<?> addresses, boolean keepConnected) {
        Set<URI> wanted = wanted(addresses);
        List<PublisherLink> gone = new ArrayList<>();
        synchronized (links) {
            if (closed) {
                return;
            }
            for (Iterator<PublisherLink> each = links.values().iterator(); each.hasNext(); ) {
                PublisherLink link = each.next();
                if (!wanted.contains(link.publisher()) && !(keepConnected && link.isConnected())) {
                    each.remove();
                    gone.add(link);
                }
            }
            for (URI uri : wanted) {
                if (!links.containsKey(uri) && links.size() < maxPublishers) {
                    PublisherLink link = new PublisherLink(this, context, uri);
                    links.put(uri, link);
                    link.start();
                }
            }
        }
        gone.forEach(PublisherLink::close);
    }

    /** The addresses that make sense; each costs a thread, so that a list of any length must not be believed. */
    private Set<URI> wanted(Collection<?> addresses) {
        Set<URI> wanted = new LinkedHashSet<>();
        for (Object address : addresses) {
            URI uri = parse(address);
            if (uri != null && wanted.size() < maxPublishers) {
                wanted.add(uri);
            }
        }
        if (addresses.size() > maxPublishers) {
            LOG.warn("{}: {} publishers are listed; connecting to {} of them", topic, addresses.size(), maxPublishers);
        }
        return wanted;
    }

    private static URI parse(Object address) {
        try {
            URI uri = URI.create(String.valueOf(address));
            return uri.getHost() == null || uri.getPort() < 1 ? null : uri;
        } catch (IllegalArgumentException malformed) {
            LOG.debug("ignoring a publisher at '{}': no address", PeerText.of(address));
            return null;
        }
    }

    /** Called by the links' threads. */
    void deliver(Receiver<?> from, ByteBuffer frame) {
        synchronized (dispatch) {
            if (closed) {
                return;
            }
            try {
                from.receive(frame);
            } catch (MessageFormatException malformed) {
                fault("a malformed " + type.name() + " was skipped: " + malformed.getMessage(), null);
            } catch (RuntimeException | Error failed) {
                fault("the listener failed", failed);
            }
        }
    }

    /** The same for a message that came without being encoded; the listener may change it. */
    void deliver(Message message) {
        synchronized (dispatch) {
            if (closed) {
                return;
            }
            try {
                receiver.receive(message);
            } catch (RuntimeException | Error failed) {
                fault("the listener failed", failed);
            }
        }
    }

    private void fault(String what, Throwable cause) {
        faults++;
        if (Long.bitCount(faults) == 1) {
            LOG.warn("{}: {} (fault {})", topic, what, faults, cause);
        }
    }

    /** The number of publishers connected now. */
    public int numberOfPublishers() {
        return (int) snapshot().stream().filter(PublisherLink::isConnected).count();
    }

    private List<PublisherLink> snapshot() {
        synchronized (links) {
            return List.copyOf(links.values());
        }
    }

    /** What the connection to each publisher has carried. */
    public List<ConnectionStatistics> connections() {
        return snapshot().stream().map(PublisherLink::statistics).toList();
    }

    /** What getBusInfo says of the connections. */
    public List<Object> busInfo() {
        List<Object> info = new ArrayList<>();
        snapshot().forEach(link -> info.add(link.busInfo()));
        return info;
    }

    /** What getBusStats says of the connections: {@code [[id, bytes, messages, drops, connected]…]}. */
    public List<Object> busStats() {
        List<Object> stats = new ArrayList<>();
        connections().forEach(c -> stats.add(Connection.subscriberStats(c)));
        return stats;
    }

    /** Ends all links. The listener is not called after this returns, unless it is the caller. */
    public void close() {
        List<PublisherLink> open;
        synchronized (links) {
            closed = true;
            open = List.copyOf(links.values());
            links.clear();
        }
        open.forEach(PublisherLink::close);
        synchronized (dispatch) {
            LOG.trace("{}: closed, no call of the listener is under way", topic);
        }
    }
}
