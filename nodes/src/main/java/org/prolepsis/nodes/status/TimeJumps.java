package org.prolepsis.nodes.status;

import java.util.Locale;
import org.prolepsis.graph.ConnectedNode;
import org.slf4j.Logger;

/** Tells the operator when simulated time jumps: what follows in the log then needs no other explanation. */
public final class TimeJumps {
    /** A bag that is played a hundred times as fast still ticks in smaller steps. */
    private static final long AHEAD_NANOS = 10_000_000_000L;

    private TimeJumps() {}

    /** Logs jumps as long as the node lives. */
    public static void logTo(Logger log, ConnectedNode node) {
        node.getTimeProvider()
                .addJumpListener(
                        AHEAD_NANOS,
                        jump -> log.warn(
                                "{}: ROS time went {} by {} s: was a simulation reset, or a bag played again?",
                                node.getName(),
                                jump.isBackward() ? "back" : "ahead",
                                String.format(Locale.ROOT, "%.3f", Math.abs(jump.deltaNanos()) * 1e-9)));
    }
}
