package org.prolepsis.cli.bench.ros;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.RosNode;
import org.prolepsis.ros.node.RosConnectedNode;

/** What the roles share. */
final class PeerNode {
    private PeerNode() {}

    /** A node on the graph of the environment, which it leaves when the process is told to end. */
    static RosConnectedNode start(String name) {
        NodeMain empty = new NodeMain() {
            @Override
            public String defaultNodeName() {
                return name;
            }

            @Override
            public void onStart(ConnectedNode node) {}
        };
        RosConnectedNode node = RosNode.start(empty, NodeConfiguration.parse(new String[0], System.getenv()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(node), "leave-the-graph"));
        return node;
    }

    private static void leave(RosConnectedNode node) {
        node.shutdown();
        try {
            if (!node.awaitShutdown(Duration.ofSeconds(3))) {
                System.err.println(node.getName() + " did not leave the graph in time");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for something that other processes bring about; the bench ends a peer that waits for too long. */
    static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(2);
        }
    }

    /** Returns at that reading of {@link System#nanoTime}, or at once if it is past. */
    static void sleepUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
