package org.prolepsis.ros.node;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.prolepsis.graph.ConnectionStatistics;
import org.prolepsis.graph.Publisher;
import org.prolepsis.msgs.Message;
import org.prolepsis.ros.tcpros.Publication;

/** A handle on a publication. */
final class NodePublisher<T extends Message> implements Publisher<T> {
    private final Publication publication;
    private final Topics topics;
    private final AtomicBoolean closed = new AtomicBoolean();

    NodePublisher(Publication publication, Topics topics) {
        this.publication = publication;
        this.topics = topics;
    }

    @Override
    public String getTopic() {
        return publication.topic();
    }

    @Override
    public void publish(T message) {
        if (!closed.get()) {
            publication.publish(message);
        }
    }

    @Override
    public int getNumberOfSubscribers() {
        return publication.numberOfSubscribers();
    }

    @Override
    public List<ConnectionStatistics> getConnections() {
        return publication.connections();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            topics.unpublish(publication);
        }
    }
}
