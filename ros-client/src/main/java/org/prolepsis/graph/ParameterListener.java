package org.prolepsis.graph;

import java.util.Optional;

/** Hears of changes of one parameter. */
@FunctionalInterface
public interface ParameterListener {
    /**
     * Called when the parameter, or one below it, has changed; with the newest value when several changes follow quickly.
     * One call at a time for a subscription, on a thread of the graph that serves all parameter listeners of the node.
     *
     * @param value the whole value, a map for a namespace; empty if it was deleted
     */
    void onChange(Optional<Object> value);
}
