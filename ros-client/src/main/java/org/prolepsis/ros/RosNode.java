package org.prolepsis.ros;

import java.util.function.Consumer;
import org.prolepsis.graph.GraphException;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.ros.node.RosConnectedNode;

/** Starts nodes on a ROS 1 graph. */
public final class RosNode {
    private RosNode() {}

    /**
     * Connects to the master, sets the node's private parameters and calls {@link NodeMain#onStart}. Any number of nodes
     * may run in one JVM, each with its own ports. All threads of a node are daemons; {@link RosNodeRunner} keeps a
     * process alive.
     *
     * @throws GraphException if the master does not answer in time or refuses the node
     * @throws RuntimeException what {@code onStart} throws; the node is then shut down
     */
    public static RosConnectedNode start(NodeMain main, NodeConfiguration configuration) {
        return start(main, configuration, node -> {});
    }

    /** Tells of the node before it is started, so that a process which ends meanwhile can take it off the graph. */
    static RosConnectedNode start(
            NodeMain main, NodeConfiguration configuration, Consumer<RosConnectedNode> connected) {
        RosConnectedNode node = RosConnectedNode.connect(
                configuration.resolvedName(main.defaultNodeName()), configuration, main::onShutdown);
        try {
            connected.accept(node);
            node.run(() -> main.onStart(node));
            return node;
        } catch (RuntimeException | Error failed) {
            node.shutdown();
            throw failed;
        }
    }
}
