package org.prolepsis.ros.intra;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.prolepsis.msgs.MessageType;

/**
 * One node's way to the other nodes of its JVM. The master decides who is connected to whom, as it does over TCP: a
 * subscriber is told the address of a publisher, and when that is the address of a node in this JVM with the same master,
 * the two are joined here. So names, namespaces and remappings need no thought of their own. Thread-safe.
 */
public final class LocalPeers implements AutoCloseable {
    private static final Map<URI, LocalPeers> NODES = new ConcurrentHashMap<>();

    private final URI node;
    private final URI master;
    private final Function<String, ? extends LocalPublication> publications;
    private final boolean joined;

    private LocalPeers(
            URI node, URI master, Function<String, ? extends LocalPublication> publications, boolean joined) {
        this.node = node;
        this.master = master;
        this.publications = publications;
        this.joined = joined;
    }

    /**
     * Makes a node known to the others, unless it is to keep to TCP.
     *
     * @param node the address that the master tells subscribers
     * @param publications finds what the node publishes by its resolved topic, null if it does not
     * @param wanted whether the node takes part
     */
    public static LocalPeers join(
            URI node, URI master, Function<String, ? extends LocalPublication> publications, boolean wanted) {
        LocalPeers peers = new LocalPeers(node, master, publications, wanted);
        if (wanted) {
            NODES.put(node, peers);
        }
        return peers;
    }

    /**
     * Connects to a publisher of this JVM.
     *
     * @param subscriber the name of the subscribing node
     * @return the link, or null if only TCP leads there: the publisher lives elsewhere, has another master, keeps to TCP,
     *     does not publish the topic, or has another class for its messages
     */
    public LocalLink connect(URI publisher, String topic, MessageType<?> type, String subscriber, int queueSize) {
        LocalPeers peer = joined ? NODES.get(publisher) : null;
        if (peer == null || !peer.master.equals(master)) {
            return null;
        }
        LocalPublication publication = peer.publications.apply(topic);
        if (publication == null || !isSame(publication.type(), type)) {
            return null;
        }
        LocalLink link = new LocalLink(publication, type, subscriber, queueSize);
        return publication.attach(link) ? link : null;
    }

    /** Messages are copied field by field, so they must be of one class and not only of one ROS type. */
    private static boolean isSame(MessageType<?> one, MessageType<?> other) {
        return one.md5().equals(other.md5())
                && one.newMessage().getClass() == other.newMessage().getClass();
    }

    /** Makes the node unknown; links that are there stay until their ends close them. */
    @Override
    public void close() {
        NODES.remove(node, this);
    }
}
