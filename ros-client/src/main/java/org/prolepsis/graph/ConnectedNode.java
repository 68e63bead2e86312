package org.prolepsis.graph;

import org.prolepsis.msgs.Message;
import org.prolepsis.msgs.MessageType;
import org.prolepsis.msgs.ServiceType;

/**
 * A node's connection to the graph. Names are resolved as ROS does: {@code /absolute}, {@code relative} to the
 * namespace, {@code ~private} to the node, then remapped. All methods may be called from any thread.
 */
public interface ConnectedNode {
    /** The fully resolved name, such as {@code /arm/action}. */
    String getName();

    /** The resolved and remapped form of a name. */
    String resolveName(String name);

    /**
     * Advertises a topic. A message that begins with a {@code std_msgs/Header} is sent with {@code seq} counting the
     * publications of the topic from 0, whatever the node put there; the node's message is not changed.
     *
     * @throws GraphException if the graph refuses it
     */
    <T extends Message> Publisher<T> newPublisher(String topic, MessageType<T> type, PublisherOptions options);

    /** Advertises a topic with {@link PublisherOptions#DEFAULT}. */
    default <T extends Message> Publisher<T> newPublisher(String topic, MessageType<T> type) {
        return newPublisher(topic, type, PublisherOptions.DEFAULT);
    }

    /**
     * Subscribes to a topic. The listener runs on a receiving thread of the graph, one message at a time for a
     * subscriber; see {@link MessageListener}. {@link RawMessage#ANY} takes messages of any type, encoded.
     *
     * @throws GraphException if the graph refuses it
     */
    <T extends Message> Subscriber newSubscriber(
            String topic, MessageType<T> type, SubscriberOptions options, MessageListener<T> listener);

    /** Subscribes with {@link SubscriberOptions#DEFAULT}. */
    default <T extends Message> Subscriber newSubscriber(
            String topic, MessageType<T> type, MessageListener<T> listener) {
        return newSubscriber(topic, type, SubscriberOptions.DEFAULT, listener);
    }

    /**
     * Offers a service.
     *
     * @throws GraphException if the graph refuses it
     */
    <Q extends Message, R extends Message> ServiceServer newServiceServer(
            String service, ServiceType<Q, R> type, ServiceHandler<Q, R> handler);

    /** Calls services of the given name; connects at the first call. */
    <Q extends Message, R extends Message> ServiceClient<Q, R> newServiceClient(String service, ServiceType<Q, R> type);

    /** The parameters of the graph. */
    ParameterTree getParameterTree();

    /** ROS time: the wall clock, or {@code /clock} when {@code /use_sim_time} is set. */
    TimeProvider getTimeProvider();

    /** Whether {@link #shutdown} has begun. */
    boolean isShutdown();

    /** Unregisters and closes everything the node has on the graph. Does not wait; a second call does nothing. */
    void shutdown();
}
