package org.prolepsis.graph.action;

import org.prolepsis.msgs.Message;

/**
 * A goal at its server. The server's user brings it to one of its ends: {@link #reject}, {@link #succeed}, {@link #abort}
 * or {@link #canceled}; until then it stays in the status. Any thread. When the server is closed, the calls do nothing.
 */
public final class GoalHandle<G extends Message, R extends Message, F extends Message> {
    private final ActionServer<G, R, F> server;
    private final G goal;
    private final String id;
    private final long stampNanos;
    private GoalState state = GoalState.PENDING;
    private String text = "";

    GoalHandle(ActionServer<G, R, F> server, G goal, String id, long stampNanos) {
        this.server = server;
        this.goal = goal;
        this.id = id;
        this.stampNanos = stampNanos;
    }

    /** What is asked for; not to be changed. */
    public G goal() {
        return goal;
    }

    /** The id, never empty. */
    public String id() {
        return id;
    }

    /** When the client sent it, by ROS time, or when it came if the client did not say. */
    public long stampNanos() {
        return stampNanos;
    }

    /** How it stands. */
    public GoalState state() {
        synchronized (server) {
            return state;
        }
    }

    /** Whether a client has asked to cancel it and it has not ended. */
    public boolean isCancelRequested() {
        GoalState now = state();
        return now == GoalState.RECALLING || now == GoalState.PREEMPTING;
    }

    /**
     * Takes the goal up.
     *
     * @throws IllegalStateException if it was taken up before or has ended
     */
    public void accept(String message) {
        server.apply(this, GoalState.Event.ACCEPT, null, message);
    }

    /**
     * Refuses the goal.
     *
     * @param result for the client, or null for an empty one
     * @throws IllegalStateException if it was taken up or has ended
     */
    public void reject(R result, String message) {
        server.apply(this, GoalState.Event.REJECT, result, message);
    }

    /**
     * Ends the goal as cancelled, or as replaced by another.
     *
     * @param result for the client, or null for an empty one
     * @throws IllegalStateException if it has ended
     */
    public void canceled(R result, String message) {
        server.apply(this, GoalState.Event.CANCELED, result, message);
    }

    /**
     * Gives the goal up.
     *
     * @param result for the client, or null for an empty one
     * @throws IllegalStateException if it was not taken up or has ended
     */
    public void abort(R result, String message) {
        server.apply(this, GoalState.Event.ABORT, result, message);
    }

    /**
     * Ends the goal as achieved.
     *
     * @param result for the client, or null for an empty one
     * @throws IllegalStateException if it was not taken up or has ended
     */
    public void succeed(R result, String message) {
        server.apply(this, GoalState.Event.SUCCEED, result, message);
    }

    /** Sends feedback; does nothing when the goal has ended. The caller may reuse the message when this returns. */
    public void publishFeedback(F feedback) {
        server.feedback(this, feedback);
    }

    /** Guarded by the server. */
    GoalState stateNow() {
        return state;
    }

    /** Guarded by the server. */
    String textNow() {
        return text;
    }

    /** Guarded by the server. */
    void become(GoalState next, String message) {
        state = next;
        text = message;
    }

    @Override
    public String toString() {
        return "goal " + id + " " + state();
    }
}
