package org.prolepsis.graph.action;

import java.util.Optional;
import org.prolepsis.msgs.actionlib_msgs.GoalStatus;

/** How a goal stands at its server: the states of {@code actionlib_msgs/GoalStatus}. */
public enum GoalState {
    /** Arrived, not yet taken up. */
    PENDING(GoalStatus.PENDING),
    /** Being worked on. */
    ACTIVE(GoalStatus.ACTIVE),
    /** Ended early, because it was cancelled or replaced. */
    PREEMPTED(GoalStatus.PREEMPTED),
    /** Achieved. */
    SUCCEEDED(GoalStatus.SUCCEEDED),
    /** Given up by the server. */
    ABORTED(GoalStatus.ABORTED),
    /** Never taken up, because it cannot be achieved. */
    REJECTED(GoalStatus.REJECTED),
    /** Being worked on, but cancelling was asked for. */
    PREEMPTING(GoalStatus.PREEMPTING),
    /** Not yet taken up, and cancelling was asked for. */
    RECALLING(GoalStatus.RECALLING),
    /** Cancelled before it was taken up. */
    RECALLED(GoalStatus.RECALLED),
    /** The server does not know it any more; only clients come to this state. */
    LOST(GoalStatus.LOST);

    private static final GoalState[] VALUES = values();

    private final byte code;

    GoalState(byte code) {
        this.code = code;
    }

    /** What happens to a goal at its server. */
    public enum Event {
        /** The server takes it up. */
        ACCEPT,
        /** The server refuses it. */
        REJECT,
        /** A client asks to cancel it. */
        CANCEL_REQUEST,
        /** The server has cancelled it, or put another in its place. */
        CANCELED,
        /** The server gives it up. */
        ABORT,
        /** The server has achieved it. */
        SUCCEED
    }

    /** The value on the wire. */
    public byte code() {
        return code;
    }

    /** The state of a value on the wire; empty if there is none. */
    public static Optional<GoalState> of(byte code) {
        return code >= 0 && code < VALUES.length && VALUES[code].code == code
                ? Optional.of(VALUES[code])
                : Optional.empty();
    }

    /** Whether nothing comes after it. */
    public boolean isTerminal() {
        return switch (this) {
            case PENDING, ACTIVE, PREEMPTING, RECALLING -> false;
            case PREEMPTED, SUCCEEDED, ABORTED, REJECTED, RECALLED, LOST -> true;
        };
    }

    /** The state that follows an event; empty where actionlib does not allow the event. */
    public Optional<GoalState> after(Event event) {
        boolean waiting = this == PENDING || this == RECALLING;
        boolean working = this == ACTIVE || this == PREEMPTING;
        GoalState next =
                switch (event) {
                    case ACCEPT -> this == PENDING ? ACTIVE : this == RECALLING ? PREEMPTING : null;
                    case REJECT -> waiting ? REJECTED : null;
                    case CANCEL_REQUEST -> this == PENDING ? RECALLING : this == ACTIVE ? PREEMPTING : null;
                    case CANCELED -> waiting ? RECALLED : working ? PREEMPTED : null;
                    case ABORT -> working ? ABORTED : null;
                    case SUCCEED -> working ? SUCCEEDED : null;
                };
        return Optional.ofNullable(next);
    }
}
