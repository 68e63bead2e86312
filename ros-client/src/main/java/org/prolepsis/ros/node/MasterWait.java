package org.prolepsis.ros.node;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.prolepsis.graph.GraphException;
import org.prolepsis.graph.ParameterTree;
import org.prolepsis.ros.NodeConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node's first question to its master, which may not have started yet. */
final class MasterWait {
    private static final Logger LOG = LoggerFactory.getLogger(MasterWait.class);
    private static final long PAUSE_MILLIS = 250;

    private MasterWait() {}

    /**
     * Asks whether time is simulated, until the master answers.
     *
     * @throws GraphException if it does not answer within the configuration's patience
     */
    static boolean useSimTime(ParameterTree parameters, String nodeName, NodeConfiguration configuration) {
        long deadline = System.nanoTime() + configuration.masterWait().toNanos();
        for (boolean told = false; ; told = true) {
            try {
                return parameters.getBoolean("/use_sim_time", false);
            } catch (GraphException failed) {
                if (!(failed.getCause() instanceof IOException) || System.nanoTime() - deadline > 0) {
                    throw failed;
                }
                if (!told) {
                    LOG.info("{} waits for the master at {}", nodeName, configuration.masterUri());
                }
                pause(nodeName);
            }
        }
    }

    private static void pause(String nodeName) {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new GraphException(nodeName + ": interrupted while waiting for the master", stop);
        }
    }
}
