package org.prolepsis.graph;

/** A node: it is given its connection to the graph, and told when to let go. */
public interface NodeMain {
    /** The name the node has unless {@code __name:=} says otherwise, without namespace, such as {@code action}. */
    String defaultNodeName();

    /**
     * Declares publishers, subscribers and services, and starts the node's threads. Called once, on the starting thread.
     *
     * @throws RuntimeException if the node cannot work as configured; the node is then shut down and the message shown
     */
    void onStart(ConnectedNode node);

    /** Stops the node's threads and releases what it holds. Called once, also after a failed {@link #onStart}. */
    default void onShutdown(ConnectedNode node) {}
}
