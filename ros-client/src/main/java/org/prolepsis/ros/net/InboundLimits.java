package org.prolepsis.ros.net;

import org.prolepsis.graph.GraphException;

/**
 * What the peers of one node may take together, however many they are.
 *
 * @param maxConnections connections open at once on each of the node's two ports (XML-RPC, TCPROS): 1 or more
 * @param maxBufferedBytes requests half read and answers and messages half sent, summed over all connections: 1 or more
 */
public record InboundLimits(int maxConnections, long maxBufferedBytes) {
    /** @throws GraphException if one of them is less than 1 */
    public InboundLimits {
        if (maxConnections < 1 || maxBufferedBytes < 1) {
            throw new GraphException("at most " + maxConnections + " connections and " + maxBufferedBytes
                    + " buffered bytes are allowed; both must be 1 or more");
        }
    }
}
