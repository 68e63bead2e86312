package org.prolepsis.graph.action;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.ParameterTree;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.PublisherOptions;
import org.prolepsis.graph.Subscriber;
import org.prolepsis.graph.SubscriberOptions;
import org.prolepsis.msgs.ActionType;
import org.prolepsis.msgs.Message;
import org.prolepsis.msgs.actionlib_msgs.GoalID;
import org.prolepsis.msgs.actionlib_msgs.GoalStatus;
import org.prolepsis.msgs.actionlib_msgs.GoalStatusArray;

/**
 * An actionlib client. Sending never waits; how a goal goes on comes to its {@link GoalListener}, its end to {@link
 * ClientGoal#outcome}. Any thread.
 *
 * <p>A goal is lost when the server's status does not have it any more. Beyond what actionlib does, it is also lost when
 * the server has gone away for 10 s, has not listed the goal 10 s after it was sent although it publishes its status, or
 * has ended it without a result coming within 10 s.
 *
 * @param <G> the goal
 * @param <R> the result
 * @param <F> the feedback
 */
public final class ActionClient<G extends Message, R extends Message, F extends Message> implements AutoCloseable {
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final long CHECK_NANOS = 1_000_000_000L;
    private static final int PUBLISHER_QUEUE = 10;
    /** actionlib's queue has no bound; see {@link ActionServer}. */
    private static final int SUBSCRIBER_QUEUE = 1000;

    private final ConnectedNode node;
    private final ActionClock clock;
    private final InOrder publications = new InOrder();
    private final InOrder callbacks = new InOrder();
    private final Map<String, ClientGoal<R, F>> goals = new LinkedHashMap<>();
    private final Sender<?, G> sender;
    private final Publisher<GoalID> cancels;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final ActionClock.Task check;
    private boolean heard;
    private boolean closed;

    private ActionClient(ConnectedNode node, String namespace, ActionType<G, R, F> type, ActionClock clock) {
        this.node = node;
        this.clock = clock;
        ParameterTree tree = node.getParameterTree();
        int publish = tree.getInteger("actionlib_client_pub_queue_size", PUBLISHER_QUEUE);
        int subscribe = tree.getInteger("actionlib_client_sub_queue_size", SUBSCRIBER_QUEUE);
        PublisherOptions out = new PublisherOptions(false, publish > 0 ? publish : PUBLISHER_QUEUE);
        SubscriberOptions in = new SubscriberOptions(true, subscribe > 0 ? subscribe : SUBSCRIBER_QUEUE);
        sender = Sender.on(node, namespace + "/goal", type.goal(), out);
        cancels = node.newPublisher(namespace + "/cancel", GoalID.TYPE, out);
        subscribers.add(node.newSubscriber(namespace + "/status", GoalStatusArray.TYPE, in, this::onStatus));
        subscribers.add(listen(namespace + "/result", type.result(), in, this::onResult));
        subscribers.add(listen(namespace + "/feedback", type.feedback(), in, this::onFeedback));
        check = clock.every("actionlib client", CHECK_NANOS, this::checkServer);
    }

    /** Makes a client on the clock of the process. */
    public static <G extends Message, R extends Message, F extends Message> ActionClient<G, R, F> connect(
            ConnectedNode node, String name, ActionType<G, R, F> type) {
        return connect(node, name, type, ActionClock.system());
    }

    /**
     * Makes a client and begins to connect it; see {@link #awaitServer}.
     *
     * @param name of the action, resolved and remapped as any name; its topics are below
     * @throws org.prolepsis.graph.GraphException if the graph refuses a topic
     */
    public static <G extends Message, R extends Message, F extends Message> ActionClient<G, R, F> connect(
            ConnectedNode node, String name, ActionType<G, R, F> type, ActionClock clock) {
        return new ActionClient<>(node, node.resolveName(name), type, clock);
    }

    /** Takes results or feedback. */
    @FunctionalInterface
    private interface Taker<B> {
        void take(GoalStatus status, B body);
    }

    private <M extends Message, B extends Message> Subscriber listen(
            String topic, ActionType.StatusEnvelope<M, B> envelope, SubscriberOptions options, Taker<B> taker) {
        return node.newSubscriber(
                topic,
                envelope.type(),
                options,
                message -> taker.take(
                        envelope.status().apply(message),
                        envelope.body().copyOf(envelope.content().apply(message))));
    }

    /** The topic of goals. */
    private record Sender<M extends Message, G extends Message>(
            Publisher<M> publisher, ActionType.GoalEnvelope<M, G> envelope) {
        static <M extends Message, G extends Message> Sender<M, G> on(
                ConnectedNode node, String topic, ActionType.GoalEnvelope<M, G> envelope, PublisherOptions options) {
            return new Sender<>(node.newPublisher(topic, envelope.type(), options), envelope);
        }

        Runnable message(String id, G goal, long stampNanos) {
            M message = envelope.type().newMessage();
            envelope.header().apply(message).stamp.setNanos(stampNanos);
            envelope.id().apply(message).id = id;
            envelope.id().apply(message).stamp.setNanos(stampNanos);
            envelope.content().apply(message).copyFrom(goal);
            return () -> publisher.publish(message);
        }
    }

    /**
     * Whether a server is there: its status has come, and goals, cancels, results and feedback have a peer. Another
     * node's interest in the topics, such as {@code rostopic echo}, may stand in for the server's.
     */
    public boolean isServerConnected() {
        boolean status;
        synchronized (this) {
            status = heard;
        }
        return status
                && sender.publisher().getNumberOfSubscribers() > 0
                && cancels.getNumberOfSubscribers() > 0
                && subscribers.stream().allMatch(each -> each.getNumberOfPublishers() > 0);
    }

    /** Waits for {@link #isServerConnected}, at most for the given time; not to be called by a receiving thread. */
    public boolean awaitServer(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!isServerConnected()) {
            if (System.nanoTime() - end > 0 || node.isShutdown()) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return true;
    }

    /**
     * Sends a goal. The caller may reuse the message when this returns.
     *
     * @throws IllegalStateException if the client is closed
     */
    public ClientGoal<R, F> send(G goal, GoalListener<F> listener) {
        long stamp = node.getTimeProvider().nowNanos();
        ClientGoal<R, F> sent = new ClientGoal<>(this, GoalIds.next(node), listener, clock.nanoTime());
        Runnable message = sender.message(sent.id(), goal, stamp);
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the action client is closed; make another one");
            }
            goals.put(sent.id(), sent);
            publications.add(message);
        }
        publications.run();
        return sent;
    }

    /** Sends a goal without listening to it. */
    public ClientGoal<R, F> send(G goal) {
        return send(goal, new GoalListener<>() {});
    }

    /** Asks the server to cancel all goals, also those of others. */
    public void cancelAll() {
        cancel("", 0);
    }

    /**
     * Asks the server to cancel all goals that were sent at a time or before it, also those of others.
     *
     * @param stampNanos ROS time, not 0
     */
    public void cancelAtAndBefore(long stampNanos) {
        cancel("", stampNanos);
    }

    void cancel(ClientGoal<R, F> goal) {
        synchronized (this) {
            if (closed || !goal.mayCancel()) {
                return;
            }
            addCancel(goal.id(), 0);
            goal.cancelSent(callbacks);
        }
        run();
    }

    private void cancel(String id, long stampNanos) {
        synchronized (this) {
            if (closed) {
                return;
            }
            addCancel(id, stampNanos);
        }
        run();
    }

    private void addCancel(String id, long stampNanos) {
        GoalID message = new GoalID();
        message.id = id;
        message.stamp.setNanos(stampNanos);
        publications.add(() -> cancels.publish(message));
    }

    private void onStatus(GoalStatusArray message) {
        Map<String, GoalStatus> listed = new HashMap<>();
        for (GoalStatus status : message.statusList) {
            listed.put(status.goalId.id, status);
        }
        long now = clock.nanoTime();
        synchronized (this) {
            heard = true;
            for (ClientGoal<R, F> goal : goals.values()) {
                GoalStatus status = listed.get(goal.id());
                if (status == null) {
                    goal.notListed(now, PATIENCE_NANOS, callbacks);
                } else {
                    goal.update(status, now, callbacks);
                }
            }
            forgetEnded();
        }
        run();
    }

    private void onResult(GoalStatus status, R result) {
        synchronized (this) {
            ClientGoal<R, F> goal = goals.get(status.goalId.id);
            if (goal != null) {
                goal.result(status, result, clock.nanoTime(), callbacks);
                forgetEnded();
            }
        }
        run();
    }

    private void onFeedback(GoalStatus status, F feedback) {
        synchronized (this) {
            ClientGoal<R, F> goal = goals.get(status.goalId.id);
            if (goal != null) {
                goal.feedback(feedback, callbacks);
            }
        }
        run();
    }

    private void checkServer() {
        if (subscribers.get(0).getNumberOfPublishers() > 0) {
            return;
        }
        synchronized (this) {
            heard = false;
            goals.values().forEach(goal -> goal.serverAway(clock.nanoTime(), PATIENCE_NANOS, callbacks));
            forgetEnded();
        }
        run();
    }

    private void forgetEnded() {
        goals.values().removeIf(goal -> goal.stateNow() == CommState.DONE);
    }

    private void run() {
        publications.run();
        callbacks.run();
    }

    /** Stops following the goals, which are lost to this client but go on at the server, and withdraws the topics. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            goals.values().forEach(goal -> goal.lose("the action client was closed", callbacks));
            goals.clear();
        }
        check.close();
        run();
        subscribers.forEach(Subscriber::close);
        sender.publisher().close();
        cancels.close();
    }
}
