package org.prolepsis.nodes.testgraph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.ConnectionStatistics;
import org.prolepsis.graph.MessageListener;
import org.prolepsis.graph.ParameterTree;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.PublisherOptions;
import org.prolepsis.graph.ServiceClient;
import org.prolepsis.graph.ServiceHandler;
import org.prolepsis.graph.ServiceServer;
import org.prolepsis.graph.Subscriber;
import org.prolepsis.graph.SubscriberOptions;
import org.prolepsis.graph.TimeProvider;
import org.prolepsis.msgs.Message;
import org.prolepsis.msgs.MessageType;
import org.prolepsis.msgs.ServiceType;

/** A node of a {@link TestGraph}. */
final class TestNode implements ConnectedNode {
    private final TestGraph graph;
    private final String name;
    private boolean shutdown;

    TestNode(TestGraph graph, String name) {
        this.graph = graph;
        this.name = name;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String resolveName(String other) {
        if (other.startsWith("~")) {
            return name + "/" + other.substring(1);
        }
        return other.startsWith("/") ? other : "/" + other;
    }

    @Override
    public <T extends Message> Publisher<T> newPublisher(String topic, MessageType<T> type, PublisherOptions options) {
        String resolved = resolveName(topic);
        graph.topic(resolved).publishers++;
        return new TestPublisher<>(resolved, options.latched());
    }

    @Override
    public <T extends Message> Subscriber newSubscriber(
            String topic, MessageType<T> type, SubscriberOptions options, MessageListener<T> listener) {
        String resolved = resolveName(topic);
        T reused = type.newMessage();
        graph.subscribe(resolved, body -> {
            if (!shutdown) {
                reused.readFrom(ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN));
                listener.onNewMessage(reused);
            }
        });
        return new TestSubscriber(resolved);
    }

    @Override
    public <Q extends Message, R extends Message> ServiceServer newServiceServer(
            String service, ServiceType<Q, R> type, ServiceHandler<Q, R> handler) {
        String resolved = resolveName(service);
        graph.serve(resolved, handler);
        return new ServiceServer() {
            @Override
            public String getName() {
                return resolved;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public <Q extends Message, R extends Message> ServiceClient<Q, R> newServiceClient(
            String service, ServiceType<Q, R> type) {
        throw new UnsupportedOperationException("call services through the graph");
    }

    @Override
    public ParameterTree getParameterTree() {
        return new TestParameters(graph.parameters, this::resolveName);
    }

    @Override
    public TimeProvider getTimeProvider() {
        return graph.time;
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    private final class TestPublisher<T extends Message> implements Publisher<T> {
        private final String topic;
        private final boolean latched;

        TestPublisher(String topic, boolean latched) {
            this.topic = topic;
            this.latched = latched;
        }

        @Override
        public String getTopic() {
            return topic;
        }

        @Override
        public void publish(T message) {
            if (latched || graph.heard(topic)) {
                graph.send(topic, TestGraph.encode(message), latched);
            }
        }

        @Override
        public int getNumberOfSubscribers() {
            return graph.topic(topic).deliveries.size();
        }

        @Override
        public List<ConnectionStatistics> getConnections() {
            return List.of();
        }

        @Override
        public void close() {}
    }

    private record TestSubscriber(String topic) implements Subscriber {
        @Override
        public String getTopic() {
            return topic;
        }

        @Override
        public int getNumberOfPublishers() {
            return 1;
        }

        @Override
        public List<ConnectionStatistics> getConnections() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
