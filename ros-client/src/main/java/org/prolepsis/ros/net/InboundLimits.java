package org.prolepsis.ros.net;

import org.prolepsis.graph.GraphException;

/**
 * What the peers of one node may take together, however many they are.
 *
 * @param maxConnections connections open at once on each of the node's two ports (XML-RPC, TCPROS): 1 or more
 * @param maxBufferedBytes requests half read and answers and messages half sent, summed over all connections: 1 or more
 */
public record InboundLimits(int maxConnections, long maxBufferedBytes) {
    private static final String CONNECTIONS = "prolepsis.ros.maxConnections";
    private static final String BYTES = "prolepsis.ros.maxBufferedBytes";
    private static final int DEFAULT_CONNECTIONS = 1024;
    private static final long DEFAULT_BYTES = 512L * 1024 * 1024;

    public InboundLimits {
        if (maxConnections < 1 || maxBufferedBytes < 1) {
            throw new GraphException("at most " + maxConnections + " connections and " + maxBufferedBytes
                    + " buffered bytes are allowed; both must be 1 or more (" + CONNECTIONS + ", " + BYTES + ")");
        }
    }

    /**
     * The system properties {@code prolepsis.ros.maxConnections} and {@code prolepsis.ros.maxBufferedBytes}, or 1,024
     * and 512 MiB, of the latter at most a quarter of the heap.
     *
     * @throws GraphException if a property is no number or less than 1
     */
    public static InboundLimits fromSystemProperties() {
        long bytes = Math.min(DEFAULT_BYTES, Runtime.getRuntime().maxMemory() / 4);
        return new InboundLimits(
                (int) Math.max(0, Math.min(Integer.MAX_VALUE, number(CONNECTIONS, DEFAULT_CONNECTIONS))),
                number(BYTES, bytes));
    }

    private static long number(String property, long otherwise) {
        String text = System.getProperty(property);
        try {
            return text == null ? otherwise : Long.parseLong(text.trim());
        } catch (NumberFormatException malformed) {
            throw new GraphException(property + " is '" + text + "'; it must be a whole number", malformed);
        }
    }
}
