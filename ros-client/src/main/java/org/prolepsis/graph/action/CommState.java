package org.prolepsis.graph.action;

import java.util.List;
import java.util.Optional;

/** How a goal stands at its client: the states of actionlib's client communication state machine. */
public enum CommState {
    /** Sent; the server has not said anything of it yet. */
    WAITING_FOR_GOAL_ACK,
    /** The server has it and has not taken it up. */
    PENDING,
    /** The server works on it. */
    ACTIVE,
    /** The server is done with it; the result is on its way. */
    WAITING_FOR_RESULT,
    /** Cancelling was asked for; the server has not said anything to that yet. */
    WAITING_FOR_CANCEL_ACK,
    /** The server knows that it was cancelled before it was taken up. */
    RECALLING,
    /** The server knows that it was cancelled, and is ending it. */
    PREEMPTING,
    /** Nothing more will come. */
    DONE;

    private static final Optional<List<CommState>> NO_CHANGE = Optional.of(List.of());
    private static final Optional<List<CommState>> INVALID = Optional.empty();

    /**
     * The states that are passed, in order, when the server reports a goal state. A client sees only some of the
     * server's states, so several may be passed at once. An empty list is no change; an empty optional is a report that
     * cannot follow what was reported before.
     */
    public Optional<List<CommState>> after(GoalState reported) {
        return switch (this) {
            case WAITING_FOR_GOAL_ACK -> afterSending(reported);
            case PENDING -> afterPending(reported);
            case ACTIVE -> afterActive(reported);
            case WAITING_FOR_RESULT, DONE -> afterEnd(reported);
            case WAITING_FOR_CANCEL_ACK -> afterCancel(reported);
            case RECALLING -> afterRecalling(reported);
            case PREEMPTING -> afterPreempting(reported);
        };
    }

    private static Optional<List<CommState>> pass(CommState... states) {
        return Optional.of(List.of(states));
    }

    private static Optional<List<CommState>> afterSending(GoalState reported) {
        return switch (reported) {
            case PENDING -> pass(PENDING);
            case REJECTED, RECALLED -> pass(PENDING, WAITING_FOR_RESULT);
            case RECALLING -> pass(PENDING, RECALLING);
            case ACTIVE, PREEMPTING, PREEMPTED, SUCCEEDED, ABORTED -> afterPending(reported);
            case LOST -> INVALID;
        };
    }

    private static Optional<List<CommState>> afterPending(GoalState reported) {
        return switch (reported) {
            case PENDING -> NO_CHANGE;
            case ACTIVE -> pass(ACTIVE);
            case REJECTED -> pass(WAITING_FOR_RESULT);
            case RECALLING -> pass(RECALLING);
            case RECALLED -> pass(RECALLING, WAITING_FOR_RESULT);
            case PREEMPTING -> pass(ACTIVE, PREEMPTING);
            case PREEMPTED -> pass(ACTIVE, PREEMPTING, WAITING_FOR_RESULT);
            case SUCCEEDED, ABORTED -> pass(ACTIVE, WAITING_FOR_RESULT);
            case LOST -> INVALID;
        };
    }

    private static Optional<List<CommState>> afterActive(GoalState reported) {
        return switch (reported) {
            case ACTIVE -> NO_CHANGE;
            case PREEMPTING -> pass(PREEMPTING);
            case PREEMPTED -> pass(PREEMPTING, WAITING_FOR_RESULT);
            case SUCCEEDED, ABORTED -> pass(WAITING_FOR_RESULT);
            case PENDING, REJECTED, RECALLING, RECALLED, LOST -> INVALID;
        };
    }

    private Optional<List<CommState>> afterEnd(GoalState reported) {
        return switch (reported) {
            case REJECTED, RECALLED, PREEMPTED, SUCCEEDED, ABORTED -> NO_CHANGE;
            // A status that was on its way when the result came.
            case ACTIVE -> this == WAITING_FOR_RESULT ? NO_CHANGE : INVALID;
            case PENDING, RECALLING, PREEMPTING, LOST -> INVALID;
        };
    }

    private static Optional<List<CommState>> afterCancel(GoalState reported) {
        return switch (reported) {
            case PENDING, ACTIVE -> NO_CHANGE;
            case RECALLED -> pass(RECALLING, WAITING_FOR_RESULT);
            case RECALLING -> pass(RECALLING);
            case REJECTED, PREEMPTING, PREEMPTED, SUCCEEDED, ABORTED -> afterRecalling(reported);
            case LOST -> INVALID;
        };
    }

    private static Optional<List<CommState>> afterRecalling(GoalState reported) {
        return switch (reported) {
            case RECALLING -> NO_CHANGE;
            case REJECTED, RECALLED -> pass(WAITING_FOR_RESULT);
            case PREEMPTING -> pass(PREEMPTING);
            case PREEMPTED, SUCCEEDED, ABORTED -> pass(PREEMPTING, WAITING_FOR_RESULT);
            case PENDING, ACTIVE, LOST -> INVALID;
        };
    }

    private static Optional<List<CommState>> afterPreempting(GoalState reported) {
        return switch (reported) {
            case PREEMPTING -> NO_CHANGE;
            case PREEMPTED, SUCCEEDED, ABORTED -> pass(WAITING_FOR_RESULT);
            case PENDING, ACTIVE, REJECTED, RECALLING, RECALLED, LOST -> INVALID;
        };
    }
}
