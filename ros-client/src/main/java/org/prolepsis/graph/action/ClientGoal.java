package org.prolepsis.graph.action;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.prolepsis.msgs.Message;
import org.prolepsis.msgs.actionlib_msgs.GoalStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A goal at its client. Any thread. */
public final class ClientGoal<R extends Message, F extends Message> {
    private static final Logger LOG = LoggerFactory.getLogger(ClientGoal.class);

    private final String id;
    private final GoalListener<F> listener;
    private final ActionClient<?, R, F> client;
    private final CompletableFuture<GoalOutcome<R>> outcome = new CompletableFuture<>();
    private CommState state = CommState.WAITING_FOR_GOAL_ACK;
    private GoalState goalState = GoalState.PENDING;
    private String text = "";
    private boolean listed;
    private long lastHeardNanos;

    ClientGoal(ActionClient<?, R, F> client, String id, GoalListener<F> listener, long nowNanos) {
        this.client = client;
        this.id = id;
        this.listener = listener;
        this.lastHeardNanos = nowNanos;
    }

    /** The id under which the server knows it. */
    public String id() {
        return id;
    }

    /** Where the goal is between client and server. */
    public CommState state() {
        synchronized (client) {
            return state;
        }
    }

    /** What the server last said of it; {@link GoalState#PENDING} before. */
    public GoalState goalState() {
        synchronized (client) {
            return goalState;
        }
    }

    /** What the server last said to it, in words. */
    public String text() {
        synchronized (client) {
            return text;
        }
    }

    /**
     * Completes when the goal has ended, one way or another; never exceptionally by itself. What depends on it runs on a
     * receiving thread unless one of the {@code …Async} methods is used, and must then not block.
     */
    public CompletableFuture<GoalOutcome<R>> outcome() {
        return outcome.copy();
    }

    /** Asks the server to cancel the goal; does nothing when that was asked before or the goal has ended. */
    public void cancel() {
        client.cancel(this);
    }

    /** Whether a cancel makes sense now. Guarded by the client, as all below. */
    boolean mayCancel() {
        return switch (state) {
            case WAITING_FOR_GOAL_ACK, PENDING, ACTIVE, WAITING_FOR_CANCEL_ACK -> true;
            case WAITING_FOR_RESULT, RECALLING, PREEMPTING, DONE -> false;
        };
    }

    CommState stateNow() {
        return state;
    }

    void cancelSent(InOrder callbacks) {
        become(CommState.WAITING_FOR_CANCEL_ACK, callbacks);
    }

    /** Takes what the server's status says of this goal. */
    void update(GoalStatus status, long nowNanos, InOrder callbacks) {
        if (state == CommState.DONE) {
            return;
        }
        listed = true;
        lastHeardNanos = nowNanos;
        Optional<GoalState> reported = GoalState.of(status.status);
        if (reported.isEmpty()) {
            LOG.warn("goal {}: unknown status {} of the action server", id, status.status);
            return;
        }
        goalState = reported.get();
        text = status.text;
        state.after(goalState)
                .ifPresentOrElse(
                        passed -> passed.forEach(next -> become(next, callbacks)),
                        () -> LOG.warn("goal {}: the server says {} although it is {} here", id, goalState, state));
    }

    /** The server's status does not have this goal. */
    void notListed(long nowNanos, long patienceNanos, InOrder callbacks) {
        // Before it is acknowledged the status may be older than the goal; after its end the result may be on its way.
        boolean mayBeMissing = !listed || state == CommState.WAITING_FOR_RESULT;
        if (!mayBeMissing || nowNanos - lastHeardNanos > patienceNanos) {
            lose("the action server does not know the goal any more", callbacks);
        }
    }

    /** The server is not connected. */
    void serverAway(long nowNanos, long patienceNanos, InOrder callbacks) {
        if (listed && nowNanos - lastHeardNanos > patienceNanos) {
            lose("the action server has gone away", callbacks);
        }
    }

    void lose(String why, InOrder callbacks) {
        if (state != CommState.DONE) {
            goalState = GoalState.LOST;
            text = why;
            finish(Optional.empty(), callbacks);
        }
    }

    /** Takes the result. */
    void result(GoalStatus status, R result, long nowNanos, InOrder callbacks) {
        if (state != CommState.DONE) {
            update(status, nowNanos, callbacks);
            finish(Optional.of(result), callbacks);
        }
    }

    private void finish(Optional<R> result, InOrder callbacks) {
        become(CommState.DONE, callbacks);
        // A server may send a result with a status that is not terminal; the goal is over for it all the same.
        GoalState end = goalState.isTerminal() ? goalState : GoalState.LOST;
        GoalOutcome<R> ended = new GoalOutcome<>(end, text, result);
        callbacks.add(() -> outcome.complete(ended));
    }

    void feedback(F feedback, InOrder callbacks) {
        if (state != CommState.DONE) {
            callbacks.add(() -> listener.onFeedback(feedback));
        }
    }

    private void become(CommState next, InOrder callbacks) {
        state = next;
        callbacks.add(() -> listener.onTransition(next));
    }
}
