package org.prolepsis.graph.action;

import java.util.Optional;
import org.prolepsis.msgs.Message;

/**
 * How a goal ended.
 *
 * @param state a terminal one
 * @param text what the server says to it
 * @param result what the server sent; empty only if the state is {@link GoalState#LOST}
 */
public record GoalOutcome<R extends Message>(GoalState state, String text, Optional<R> result) {}
