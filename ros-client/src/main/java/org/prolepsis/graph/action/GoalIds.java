package org.prolepsis.graph.action;

import java.util.concurrent.atomic.AtomicLong;
import org.prolepsis.graph.ConnectedNode;

/** Makes the ids of goals, as actionlib's generator does: node, count in the process, time. */
final class GoalIds {
    private static final AtomicLong COUNT = new AtomicLong();
    private static final long SECOND = 1_000_000_000L;

    private GoalIds() {}

    static String next(ConnectedNode node) {
        long now = node.getTimeProvider().nowNanos();
        return node.getName() + "-" + COUNT.incrementAndGet() + "-" + now / SECOND + "." + now % SECOND;
    }
}
