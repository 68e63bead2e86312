package org.prolepsis.graph.action;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.PublisherOptions;
import org.prolepsis.graph.Subscriber;
import org.prolepsis.graph.SubscriberOptions;
import org.prolepsis.msgs.ActionType;
import org.prolepsis.msgs.Message;
import org.prolepsis.msgs.actionlib_msgs.GoalID;
import org.prolepsis.msgs.actionlib_msgs.GoalStatus;
import org.prolepsis.msgs.actionlib_msgs.GoalStatusArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An actionlib server: the topics {@code NAME/goal}, {@code cancel}, {@code status}, {@code feedback} and {@code result}.
 * It keeps the state of every goal and leaves to its user which of them are worked on; {@link SimpleActionServer} works on
 * one at a time.
 *
 * <p>The status goes out on every change and five times a second; a goal that has ended stays in it for five seconds.
 * actionlib's parameters {@code actionlib_server_pub_queue_size}, {@code actionlib_server_sub_queue_size}, {@code
 * actionlib_status_frequency} and {@code NAME/status_list_timeout} change that. A cancel that comes before its goal is
 * kept as long, and the goal is recalled when it comes. Calls of the handler never run side by side, and hold no lock.
 *
 * @param <G> the goal
 * @param <R> the result
 * @param <F> the feedback
 */
public final class ActionServer<G extends Message, R extends Message, F extends Message> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ActionServer.class);
    private static final String TOO_LATE = "This goal handle was canceled by the action server because its timestamp is"
            + " before the timestamp of the last cancel request";

    private final ConnectedNode node;
    private final Handler<G, R, F> handler;
    private final ActionClock clock;
    private final GoalList<G, R, F> goals;
    private final InOrder publications = new InOrder();
    private final InOrder callbacks = new InOrder();
    private final Publisher<GoalStatusArray> status;
    private final Reply<?, R> results;
    private final Reply<?, F> feedbacks;
    private List<Subscriber> subscribers = List.of();
    private Optional<ActionClock.Task> timer = Optional.empty();
    private long lastCancelNanos;
    private boolean closed;

    /** What a server does with goals. Called by receiving threads, one call at a time; must not block for long. */
    public interface Handler<G extends Message, R extends Message, F extends Message> {
        /** A goal has come; it is pending. It may be accepted or rejected here or later, by any thread. */
        void onGoal(GoalHandle<G, R, F> goal);

        /** Cancelling was asked for; the goal is recalling or preempting. It ends when the user of the server ends it. */
        default void onCancel(GoalHandle<G, R, F> goal) {}
    }

    private ActionServer(
            ConnectedNode node,
            String namespace,
            ActionType<G, R, F> type,
            ActionServerSettings settings,
            ActionClock clock,
            Handler<G, R, F> handler) {
        this.node = node;
        this.handler = handler;
        this.clock = clock;
        goals = new GoalList<>(settings.keepNanos());
        PublisherOptions options = new PublisherOptions(false, settings.publisherQueue());
        status = node.newPublisher(
                namespace + "/status", GoalStatusArray.TYPE, new PublisherOptions(true, settings.publisherQueue()));
        results = Reply.on(node, namespace + "/result", type.result(), options);
        feedbacks = Reply.on(node, namespace + "/feedback", type.feedback(), options);
    }

    /** Starts a server on the clock of the process. */
    public static <G extends Message, R extends Message, F extends Message> ActionServer<G, R, F> start(
            ConnectedNode node, String name, ActionType<G, R, F> type, Handler<G, R, F> handler) {
        return start(node, name, type, ActionClock.system(), handler);
    }

    /**
     * Starts a server.
     *
     * @param name of the action, resolved and remapped as any name; its topics are below
     * @param clock for the status; the stamps are of ROS time
     * @throws org.prolepsis.graph.GraphException if the graph refuses a topic
     */
    public static <G extends Message, R extends Message, F extends Message> ActionServer<G, R, F> start(
            ConnectedNode node, String name, ActionType<G, R, F> type, ActionClock clock, Handler<G, R, F> handler) {
        String namespace = node.resolveName(name);
        ActionServerSettings settings = ActionServerSettings.read(node, namespace);
        ActionServer<G, R, F> server = new ActionServer<>(node, namespace, type, settings, clock, handler);
        server.open(namespace, type, settings);
        return server;
    }

    private void open(String namespace, ActionType<G, R, F> type, ActionServerSettings settings) {
        SubscriberOptions options = new SubscriberOptions(true, settings.subscriberQueue());
        Subscriber goal = listen(namespace, type.goal(), options);
        Subscriber cancel = node.newSubscriber(namespace + "/cancel", GoalID.TYPE, options, this::onCancel);
        synchronized (this) {
            subscribers = List.of(goal, cancel);
            if (settings.statusPeriodNanos() > 0) {
                timer = Optional.of(clock.every("actionlib status", settings.statusPeriodNanos(), this::publishStatus));
            }
        }
        publishStatus();
    }

    private <M extends Message> Subscriber listen(
            String namespace, ActionType.GoalEnvelope<M, G> envelope, SubscriberOptions options) {
        return node.newSubscriber(
                namespace + "/goal",
                envelope.type(),
                options,
                message -> onGoal(
                        envelope.id().apply(message),
                        envelope.body().copyOf(envelope.content().apply(message))));
    }

    /** Publishes the state of all goals; the server does so by itself. */
    public void publishStatus() {
        synchronized (this) {
            addStatus();
        }
        publications.run();
    }

    private void onGoal(GoalID id, G goal) {
        synchronized (this) {
            if (!closed) {
                take(id, goal);
            }
        }
        publications.run();
        callbacks.run();
    }

    private void take(GoalID id, G goal) {
        if (!id.id.isEmpty() && goals.contains(id.id)) {
            goals.recallOnArrival(id.id, clock.nanoTime()).ifPresent(recalled -> end(recalled, null));
            return;
        }
        long stamp = id.stamp.toNanos();
        GoalHandle<G, R, F> handle = new GoalHandle<>(
                this,
                goal,
                id.id.isEmpty() ? GoalIds.next(node) : id.id,
                stamp == 0 ? node.getTimeProvider().nowNanos() : stamp);
        goals.add(handle, clock.nanoTime());
        if (stamp != 0 && stamp <= lastCancelNanos) {
            change(handle, GoalState.Event.CANCELED, null, TOO_LATE);
        } else {
            addStatus();
            callbacks.add(() -> call(() -> handler.onGoal(handle), handle));
        }
    }

    private void onCancel(GoalID request) {
        synchronized (this) {
            if (!closed) {
                cancel(request);
            }
        }
        publications.run();
        callbacks.run();
    }

    private void cancel(GoalID request) {
        long stamp = request.stamp.toNanos();
        boolean all = request.id.isEmpty() && stamp == 0;
        for (GoalHandle<G, R, F> goal : goals.all()) {
            boolean meant = all || goal.id().equals(request.id) || (stamp != 0 && goal.stampNanos() <= stamp);
            if (meant && goal.stateNow().after(GoalState.Event.CANCEL_REQUEST).isPresent()) {
                change(goal, GoalState.Event.CANCEL_REQUEST, null, goal.textNow());
                callbacks.add(() -> call(() -> handler.onCancel(goal), goal));
            }
        }
        if (!request.id.isEmpty() && !goals.contains(request.id)) {
            GoalHandle<G, R, F> unknown = new GoalHandle<>(this, null, request.id, stamp);
            unknown.become(GoalState.RECALLING, "");
            goals.addCancelled(unknown, clock.nanoTime());
        }
        lastCancelNanos = Math.max(lastCancelNanos, stamp);
    }

    /** Calls the handler; a goal that it fails on ends, so that its client need not wait for ever. */
    private void call(Runnable callback, GoalHandle<G, R, F> goal) {
        try {
            callback.run();
        } catch (RuntimeException e) {
            LOG.error("the handler of goal {} failed", goal.id(), e);
            synchronized (this) {
                if (!closed) {
                    giveUp(goal, "the action server failed on it: " + e.getMessage());
                }
            }
            publications.run();
        }
    }

    /** Ends a goal that has come and has not ended. */
    private void giveUp(GoalHandle<G, R, F> goal, String text) {
        Stream.of(GoalState.Event.ABORT, GoalState.Event.REJECT)
                .filter(event ->
                        goal.goal() != null && goal.stateNow().after(event).isPresent())
                .findFirst()
                .ifPresent(event -> change(goal, event, null, text));
    }

    /** What the handles call. */
    void apply(GoalHandle<G, R, F> goal, GoalState.Event event, R result, String text) {
        synchronized (this) {
            if (closed) {
                return;
            }
            change(goal, event, result, text);
        }
        publications.run();
    }

    private void change(GoalHandle<G, R, F> goal, GoalState.Event event, R result, String text) {
        GoalState now = goal.stateNow();
        GoalState next = now.after(event)
                .orElseThrow(() -> new IllegalStateException("goal " + goal.id() + " is " + now + ", so " + event
                        + " is not possible; a goal is accepted or rejected once, and ends once"));
        goal.become(next, text);
        if (next.isTerminal()) {
            goals.ended(goal, clock.nanoTime());
            end(goal, result);
        } else {
            addStatus();
        }
    }

    private void end(GoalHandle<G, R, F> goal, R result) {
        publications.add(
                results.message(statusOf(goal), result, node.getTimeProvider().nowNanos()));
        addStatus();
    }

    /** What the handles call. */
    void feedback(GoalHandle<G, R, F> goal, F feedback) {
        synchronized (this) {
            if (closed || goal.stateNow().isTerminal()) {
                return;
            }
            publications.add(feedbacks.message(
                    statusOf(goal), feedback, node.getTimeProvider().nowNanos()));
        }
        publications.run();
    }

    private void addStatus() {
        if (closed) {
            return;
        }
        GoalStatusArray array = new GoalStatusArray();
        array.header.stamp.setNanos(node.getTimeProvider().nowNanos());
        array.statusList = goals.present(clock.nanoTime()).stream()
                .map(ActionServer::statusOf)
                .toArray(GoalStatus[]::new);
        publications.add(() -> status.publish(array));
    }

    private static GoalStatus statusOf(GoalHandle<?, ?, ?> goal) {
        GoalStatus out = new GoalStatus();
        out.goalId.id = goal.id();
        out.goalId.stamp.setNanos(goal.stampNanos());
        out.status = goal.stateNow().code();
        out.text = goal.textNow();
        return out;
    }

    /** Ends all goals, which their clients are told, and withdraws the topics. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            goals.all().forEach(goal -> giveUp(goal, "the action server was shut down"));
            closed = true;
        }
        // Without the lock: closing waits for the work that runs, and that wants the lock.
        timer.ifPresent(ActionClock.Task::close);
        publications.run();
        subscribers.forEach(Subscriber::close);
        status.close();
        results.publisher().close();
        feedbacks.publisher().close();
    }
}
