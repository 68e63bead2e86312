package org.prolepsis.ros;

import java.util.List;
import org.prolepsis.graph.NodeMain;

/** Runs nodes as a process: until they shut down, or SIGINT or SIGTERM ends them cleanly. */
public final class RosNodeRunner {
    private RosNodeRunner() {}

    /**
     * Starts the nodes, installs a JVM shutdown hook that shuts them down and waits for their unregistering, and
     * returns when all of them are shut down.
     *
     * @throws RuntimeException what a start throws; nodes started before it are then shut down
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static void run(List<? extends NodeMain> mains, NodeConfiguration configuration) {
        throw new UnsupportedOperationException("comes with the next commit");
    }

    /** Runs one node. */
    public static void run(NodeMain main, NodeConfiguration configuration) {
        run(List.of(main), configuration);
    }
}
