package org.prolepsis.ros.log;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Where the application's logging backend hands its lines over, so that each is published on the {@code /rosout} of the
 * node it belongs to. This library logs through SLF4J and knows no backend: the application that has chosen one calls
 * {@link #log} for each line, and starts its nodes with a configuration that has its {@link LoggerLevels}.
 *
 * <p>A line belongs to the node on whose threads it was logged: those that call its listeners and services, the one that
 * starts it, and all threads that these start. Lines of other threads belong to the oldest node of the JVM that
 * publishes its log.
 */
public final class Rosout {
    private static final List<NodeLog> NODES = new CopyOnWriteArrayList<>();

    private Rosout() {}

    /**
     * Takes a line; never waits, never throws for a full queue, and drops what the thread that publishes log lines logs
     * itself. Any thread.
     */
    public static void log(LogLine line) {
        if (Thread.currentThread() instanceof NodeLog.PublishingThread) {
            return;
        }
        NodeLog own = NodeLog.current();
        NodeLog node = own == null ? oldest() : own;
        if (node != null) {
            node.offer(line);
        }
    }

    private static NodeLog oldest() {
        for (NodeLog node : NODES) {
            return node;
        }
        return null;
    }

    /** Whether a line would go anywhere: lets a backend save the work of making one. */
    public static boolean isWanted() {
        return !NODES.isEmpty();
    }

    static void add(NodeLog node) {
        NODES.add(node);
    }

    static void remove(NodeLog node) {
        NODES.remove(node);
    }
}
