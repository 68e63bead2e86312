package org.prolepsis.graph.action;

import org.prolepsis.msgs.Message;

/** Is told how a goal goes on, in order, one call at a time, on receiving threads; must not block for long. */
public interface GoalListener<F extends Message> {
    /** The goal has come to a state. */
    default void onTransition(CommState state) {}

    /** The server works on it. The message is the listener's own. */
    default void onFeedback(F feedback) {}
}
