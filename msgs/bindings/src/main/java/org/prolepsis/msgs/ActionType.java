package org.prolepsis.msgs;

import java.util.function.Function;
import org.prolepsis.msgs.actionlib_msgs.GoalID;
import org.prolepsis.msgs.actionlib_msgs.GoalStatus;
import org.prolepsis.msgs.std_msgs.Header;

/**
 * What actionlib needs to know of an action type; each generated action has one, such as
 * {@code FollowJointTrajectoryAction.ACTION}.
 *
 * @param name the ROS name without {@code Action}, such as {@code control_msgs/FollowJointTrajectory}
 * @param goal the message on the topic {@code goal} and the goal in it
 * @param result the message on the topic {@code result} and the result in it
 * @param feedback the message on the topic {@code feedback} and the feedback in it
 * @param <G> the goal
 * @param <R> the result
 * @param <F> the feedback
 */
public record ActionType<G extends Message, R extends Message, F extends Message>(
        String name, GoalEnvelope<?, G> goal, StatusEnvelope<?, R> result, StatusEnvelope<?, F> feedback) {
    /**
     * A goal with its id, as it goes over the wire.
     *
     * @param type of the envelope
     * @param body type of what is inside
     * @param header of an envelope
     * @param id of an envelope
     * @param content of an envelope
     * @param <M> the envelope
     * @param <B> what is inside
     */
    public record GoalEnvelope<M extends Message, B extends Message>(
            MessageType<M> type,
            MessageType<B> body,
            Function<M, Header> header,
            Function<M, GoalID> id,
            Function<M, B> content) {}

    /**
     * A result or feedback with the status of its goal, as it goes over the wire.
     *
     * @param type of the envelope
     * @param body type of what is inside
     * @param header of an envelope
     * @param status of an envelope
     * @param content of an envelope
     * @param <M> the envelope
     * @param <B> what is inside
     */
    public record StatusEnvelope<M extends Message, B extends Message>(
            MessageType<M> type,
            MessageType<B> body,
            Function<M, Header> header,
            Function<M, GoalStatus> status,
            Function<M, B> content) {}
}
