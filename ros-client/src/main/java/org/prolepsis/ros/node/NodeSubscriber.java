package org.prolepsis.ros.node;

import java.util.List;
import org.prolepsis.graph.ConnectionStatistics;
import org.prolepsis.graph.Subscriber;
import org.prolepsis.ros.tcpros.Subscription;

/** A handle on a subscription. */
final class NodeSubscriber implements Subscriber {
    private final Subscription subscription;
    private final Topics topics;

    NodeSubscriber(Subscription subscription, Topics topics) {
        this.subscription = subscription;
        this.topics = topics;
    }

    @Override
    public String getTopic() {
        return subscription.topic();
    }

    @Override
    public int getNumberOfPublishers() {
        return subscription.numberOfPublishers();
    }

    @Override
    public List<ConnectionStatistics> getConnections() {
        return subscription.connections();
    }

    @Override
    public void close() {
        topics.unsubscribe(subscription);
    }
}
