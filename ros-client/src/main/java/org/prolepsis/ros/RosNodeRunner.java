package org.prolepsis.ros;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.prolepsis.graph.GraphException;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.ros.node.RosConnectedNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs nodes as a process: until they shut down, or SIGINT or SIGTERM ends them cleanly. */
public final class RosNodeRunner {
    private static final Logger LOG = LoggerFactory.getLogger(RosNodeRunner.class);
    /** roslaunch waits 15 s after SIGINT. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private RosNodeRunner() {}

    /**
     * Starts the nodes, installs a JVM shutdown hook that shuts them down and waits for their unregistering, and
     * returns when all of them are shut down.
     *
     * @throws GraphException if the configuration names the node and there are several
     * @throws RuntimeException what a start throws; nodes started before it are then shut down
     */
    public static void run(List<? extends NodeMain> mains, NodeConfiguration configuration) {
        if (mains.size() > 1 && configuration.name().isPresent()) {
            throw new GraphException("__name:=" + configuration.name().get() + " was given to " + mains.size()
                    + " nodes, which must have different names; start them as processes of their own");
        }
        List<RosConnectedNode> nodes = new ArrayList<>();
        Thread hook = new Thread(() -> shutDown(nodes), "ros-shutdown-hook");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            for (NodeMain main : mains) {
                RosNode.start(main, configuration, node -> {
                    synchronized (nodes) {
                        nodes.add(node);
                    }
                });
            }
            for (RosConnectedNode node : List.copyOf(nodes)) {
                node.awaitShutdown();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            shutDown(nodes);
            removeHook(hook);
        }
    }

    /** Runs one node. */
    public static void run(NodeMain main, NodeConfiguration configuration) {
        run(List.of(main), configuration);
    }

    private static void shutDown(List<RosConnectedNode> nodes) {
        List<RosConnectedNode> all;
        synchronized (nodes) {
            all = List.copyOf(nodes);
        }
        all.forEach(RosConnectedNode::shutdown);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (RosConnectedNode node : all) {
                if (!node.awaitShutdown(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
                    LOG.warn("{} did not leave the graph in time", node.getName());
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            LOG.trace("the JVM is ending, the hook has run", ending);
        }
    }
}
