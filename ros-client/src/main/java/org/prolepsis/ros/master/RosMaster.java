package org.prolepsis.ros.master;

import java.net.URI;
import org.prolepsis.graph.GraphException;

/** A ROS master with its parameter server in this JVM. May be used by any thread. */
public final class RosMaster implements AutoCloseable {
    private RosMaster() {}

    /**
     * Starts a master.
     *
     * @param host the host to bind and to tell peers, such as {@code 127.0.0.1}
     * @param port the port, 11311 by custom, or 0 for a free one
     * @throws GraphException if the port cannot be bound
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static RosMaster start(String host, int port) {
        throw new UnsupportedOperationException("comes with the next commit");
    }

    /** The master's address, for {@code ROS_MASTER_URI}. */
    @SuppressWarnings("DoNotCallSuggester")
    public URI uri() {
        throw new UnsupportedOperationException("comes with the next commit");
    }

    /** Stops the master. Nodes are not told. */
    @Override
    public void close() {}
}
