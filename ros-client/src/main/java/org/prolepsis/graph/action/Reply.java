package org.prolepsis.graph.action;

import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.PublisherOptions;
import org.prolepsis.msgs.ActionType;
import org.prolepsis.msgs.Message;
import org.prolepsis.msgs.actionlib_msgs.GoalStatus;

/**
 * The topic of results or of feedback.
 *
 * @param <M> the envelope
 * @param <B> what is inside
 */
record Reply<M extends Message, B extends Message>(Publisher<M> publisher, ActionType.StatusEnvelope<M, B> envelope) {
    static <M extends Message, B extends Message> Reply<M, B> on(
            ConnectedNode node, String topic, ActionType.StatusEnvelope<M, B> envelope, PublisherOptions options) {
        return new Reply<>(node.newPublisher(topic, envelope.type(), options), envelope);
    }

    /**
     * Makes a message and returns its sending.
     *
     * @param body what is inside, or null for an empty one; free again when this returns
     */
    Runnable message(GoalStatus status, B body, long stampNanos) {
        M message = envelope.type().newMessage();
        envelope.header().apply(message).stamp.setNanos(stampNanos);
        envelope.status().apply(message).copyFrom(status);
        if (body != null) {
            envelope.content().apply(message).copyFrom(body);
        }
        return () -> publisher.publish(message);
    }
}
