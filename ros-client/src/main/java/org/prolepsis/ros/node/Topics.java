package org.prolepsis.ros.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.prolepsis.graph.GraphException;
import org.prolepsis.graph.MessageListener;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.PublisherOptions;
import org.prolepsis.graph.Subscriber;
import org.prolepsis.graph.SubscriberOptions;
import org.prolepsis.msgs.Message;
import org.prolepsis.msgs.MessageType;
import org.prolepsis.ros.intra.LocalPeers;
import org.prolepsis.ros.master.MasterClient;
import org.prolepsis.ros.net.IoLoop;
import org.prolepsis.ros.tcpros.Publication;
import org.prolepsis.ros.tcpros.SubscriberContext;
import org.prolepsis.ros.tcpros.Subscription;
import org.prolepsis.ros.tcpros.TcprosLimits;
import org.prolepsis.ros.tcpros.TcprosServer;
import org.prolepsis.ros.xmlrpc.XmlRpcClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics of one node. Publishers of one topic share a publication, since the master knows a node only once for a
 * topic; subscribers have a subscription each. Thread-safe.
 */
final class Topics {
    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
    /** Every node of ours is back after a few seconds. */
    private static final long SETTLING_NANOS = 30_000_000_000L;

    private final String nodeName;
    private final String nodeUri;
    private final IoLoop loop;
    private final TcprosServer server;
    private final MasterClient master;
    private final SubscriberContext context;
    private final AtomicInteger linkIds = new AtomicInteger();
    /**
     * Held from a change here until the master knows it, so that a late unregistering never undoes a new registration.
     * Never held while waiting for a listener.
     */
    private final Object registering = new Object();

    private final Map<String, Integer> publisherHandles = new HashMap<>();
    private final Map<String, List<Subscription>> subscriptions = new HashMap<>();
    private boolean closed;
    private volatile boolean registered;
    /** Until when (System.nanoTime) connections outlive a list of publishers that a restarted master is still filling. */
    private volatile long settledNanos = System.nanoTime();

    Topics(
            String nodeName,
            String nodeUri,
            IoLoop loop,
            TcprosServer server,
            MasterClient master,
            XmlRpcClient client,
            TcprosLimits limits,
            LocalPeers peers) {
        this.nodeName = nodeName;
        this.nodeUri = nodeUri;
        this.loop = loop;
        this.server = server;
        this.master = master;
        context = new SubscriberContext(nodeName, client, limits, peers, linkIds, this::refresh);
    }

    <T extends Message> Publisher<T> publish(String topic, MessageType<T> type, PublisherOptions options) {
        synchronized (registering) {
            return register(topic, type, options);
        }
    }

    private <T extends Message> Publisher<T> register(String topic, MessageType<T> type, PublisherOptions options) {
        if (type.md5().equals("*")) {
            throw new GraphException(topic + " cannot be published as any type; name it, with RawMessage.typeOf");
        }
        Publication publication;
        synchronized (this) {
            requireOpen();
            publication = server.publications().get(topic);
            if (publication == null) {
                publication = new Publication(nodeName, topic, type, options, loop, linkIds);
                // Before the master knows, so that an eager subscriber finds it.
                server.publications().put(topic, publication);
            } else {
                requireSame(publication, type, options);
            }
            publisherHandles.merge(topic, 1, Integer::sum);
        }
        try {
            master.call("registerPublisher", topic, type.name(), nodeUri);
            registered = true;
        } catch (GraphException refused) {
            unpublish(publication);
            throw refused;
        }
        return new NodePublisher<>(publication, this);
    }

    private static void requireSame(Publication publication, MessageType<?> type, PublisherOptions options) {
        if (!publication.type().md5().equals(type.md5())
                || !publication.type().name().equals(type.name())) {
            throw new GraphException("this node publishes " + publication.topic() + " as "
                    + publication.type().name() + " already; it cannot also be " + type.name());
        }
        if (!publication.options().equals(options)) {
            throw new GraphException("this node publishes " + publication.topic() + " with " + publication.options()
                    + " already; a second publisher must have the same options, not " + options);
        }
    }

    void unpublish(Publication publication) {
        String topic = publication.topic();
        synchronized (registering) {
            synchronized (this) {
                if (publisherHandles.merge(topic, -1, Integer::sum) > 0) {
                    return;
                }
                publisherHandles.remove(topic);
                if (!server.publications().remove(topic, publication)) {
                    return;
                }
            }
            unregister("unregisterPublisher", topic);
        }
        publication.close();
    }

    <T extends Message> Subscriber subscribe(
            String topic, MessageType<T> type, SubscriberOptions options, MessageListener<T> listener) {
        Subscription subscription = Subscription.of(context, topic, type, options, listener);
        try {
            synchronized (registering) {
                synchronized (this) {
                    requireOpen();
                    subscriptions
                            .computeIfAbsent(topic, t -> new CopyOnWriteArrayList<>())
                            .add(subscription);
                }
                setPublishers(topic, master.call("registerSubscriber", topic, type.name(), nodeUri));
                registered = true;
            }
        } catch (GraphException refused) {
            unsubscribe(subscription);
            throw refused;
        }
        return new NodeSubscriber(subscription, this);
    }

    void unsubscribe(Subscription subscription) {
        String topic = subscription.topic();
        synchronized (registering) {
            boolean last;
            synchronized (this) {
                List<Subscription> all = subscriptions.getOrDefault(topic, List.of());
                last = !all.isEmpty() && all.remove(subscription) && all.isEmpty();
                if (last) {
                    subscriptions.remove(topic);
                }
            }
            if (last) {
                unregister("unregisterSubscriber", topic);
            }
        }
        subscription.close();
    }

    private void unregister(String method, String topic) {
        try {
            master.call(method, topic, nodeUri);
        } catch (GraphException unreachable) {
            LOG.debug("{} of {} failed: {}", method, topic, unreachable.getMessage());
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new GraphException(nodeName + " is shut down");
        }
    }

    /** Tells the subscriptions of a topic who publishes it, as the master said. */
    void setPublishers(String topic, Object addresses) {
        if (addresses instanceof List<?> list) {
            boolean keepConnected = settledNanos - System.nanoTime() > 0;
            subscriptionsOf(topic).forEach(s -> s.setPublishers(list, keepConnected));
        }
    }

    private synchronized List<Subscription> subscriptionsOf(String topic) {
        return List.copyOf(subscriptions.getOrDefault(topic, List.of()));
    }

    /** Registering again costs little, repairs a restarted master's memory, and returns the publishers of now. */
    private void refresh(String topic) {
        synchronized (registering) {
            List<Subscription> all = subscriptionsOf(topic);
            if (all.isEmpty() || isClosed()) {
                return;
            }
            try {
                setPublishers(
                        topic,
                        master.call(
                                "registerSubscriber", topic, all.get(0).type().name(), nodeUri));
            } catch (GraphException unreachable) {
                LOG.debug("{}: {}", topic, unreachable.getMessage());
            }
        }
    }

    /**
     * Tells a restarted master of everything. Until the other nodes have done the same, its lists of publishers are
     * incomplete: what is connected stays connected.
     *
     * @throws GraphException if the master cannot be reached
     */
    void registerAgain() {
        settledNanos = System.nanoTime() + SETTLING_NANOS;
        for (Publication publication : publications()) {
            synchronized (registering) {
                if (!isClosed() && server.publications().containsValue(publication)) {
                    master.repeat(
                            "registerPublisher",
                            publication.topic(),
                            publication.type().name(),
                            nodeUri);
                }
            }
        }
        for (Subscription subscription : subscriptions()) {
            String topic = subscription.topic();
            synchronized (registering) {
                if (!isClosed() && subscriptionsOf(topic).contains(subscription)) {
                    setPublishers(
                            topic,
                            master.repeat(
                                    "registerSubscriber",
                                    topic,
                                    subscription.type().name(),
                                    nodeUri));
                }
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Whether the master has taken in a topic so far. */
    boolean hasRegistered() {
        return registered;
    }

    /** Whether nothing is published or subscribed to. */
    synchronized boolean isEmpty() {
        return subscriptions.isEmpty() && server.publications().isEmpty();
    }

    synchronized List<Publication> publications() {
        return List.copyOf(server.publications().values());
    }

    synchronized List<Subscription> subscriptions() {
        List<Subscription> all = new ArrayList<>();
        subscriptions.values().forEach(all::addAll);
        return all;
    }

    /** Withdraws everything from the master, then closes it. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        List<Publication> published = publications();
        List<Subscription> subscribed = subscriptions();
        synchronized (registering) {
            subscribed.stream()
                    .map(Subscription::topic)
                    .distinct()
                    .forEach(topic -> unregister("unregisterSubscriber", topic));
            published.forEach(p -> unregister("unregisterPublisher", p.topic()));
        }
        subscribed.forEach(Subscription::close);
        published.forEach(Publication::close);
    }
}
