package org.prolepsis.nodes.testgraph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.graph.ServiceException;
import org.prolepsis.graph.ServiceHandler;
import org.prolepsis.msgs.Message;
import org.prolepsis.msgs.MessageType;
import org.prolepsis.msgs.ServiceType;

/**
 * A graph in memory: messages are encoded and decoded as on the wire and delivered at once, on the publisher's thread, in
 * virtual time. For tests on one thread.
 */
public final class TestGraph implements AutoCloseable {
    public final VirtualTime time = new VirtualTime();
    public final Map<String, Object> parameters = new HashMap<>();
    private final Map<String, Topic> topics = new HashMap<>();
    private final Map<String, ServiceHandler<Message, Message>> services = new HashMap<>();
    private final Map<NodeMain, TestNode> nodes = new HashMap<>();

    /** What goes through one topic. */
    static final class Topic {
        final List<Delivery> deliveries = new ArrayList<>();
        byte[] latched;
        int publishers;
    }

    /** One subscription. */
    @FunctionalInterface
    interface Delivery {
        void deliver(byte[] body);
    }

    /** Starts a node under its default name in the root namespace. */
    public ConnectedNode start(NodeMain main) {
        TestNode node = new TestNode(this, "/" + main.defaultNodeName());
        nodes.put(main, node);
        main.onStart(node);
        return node;
    }

    /** Stops a node. */
    public void stop(NodeMain main) {
        TestNode node = nodes.remove(main);
        node.shutdown();
        main.onShutdown(node);
    }

    /** Sends a message. */
    public void publish(String topic, Message message) {
        send(topic, encode(message), false);
    }

    /** Collects what is sent to a topic from now on, and its latched message; each message is an instance of its own. */
    public <T extends Message> List<T> record(String topic, MessageType<T> type) {
        List<T> received = new ArrayList<>();
        subscribe(topic, body -> received.add(decode(type, body)));
        return received;
    }

    /** Calls a service. */
    public <Q extends Message, R extends Message> R call(String name, ServiceType<Q, R> type, Q request) {
        ServiceHandler<Message, Message> handler = services.get(name);
        if (handler == null) {
            throw new AssertionError("no service " + name + "; there are " + services.keySet());
        }
        R response = type.response().newMessage();
        try {
            handler.handle(request, response);
        } catch (ServiceException e) {
            throw new AssertionError(e);
        }
        return response;
    }

    /** Stops all nodes. */
    @Override
    public void close() {
        List.copyOf(nodes.keySet()).forEach(this::stop);
    }

    Topic topic(String name) {
        Topic known = topics.get(name);
        return known == null ? topics.computeIfAbsent(name, n -> new Topic()) : known;
    }

    void subscribe(String name, Delivery delivery) {
        Topic topic = topic(name);
        topic.deliveries.add(delivery);
        if (topic.latched != null) {
            delivery.deliver(topic.latched);
        }
    }

    /** Whether anybody would see a message; what nobody sees is not even encoded. */
    boolean heard(String name) {
        return !topic(name).deliveries.isEmpty();
    }

    void send(String name, byte[] body, boolean latched) {
        Topic topic = topic(name);
        topic.latched = latched ? body : topic.latched;
        List.copyOf(topic.deliveries).forEach(d -> d.deliver(body));
    }

    @SuppressWarnings("unchecked")
    void serve(String name, ServiceHandler<?, ?> handler) {
        services.put(name, (ServiceHandler<Message, Message>) handler);
    }

    static byte[] encode(Message message) {
        byte[] body = new byte[message.serializedLength()];
        message.writeTo(ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN));
        return body;
    }

    static <T extends Message> T decode(MessageType<T> type, byte[] body) {
        T message = type.newMessage();
        message.readFrom(ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN));
        return message;
    }
}
