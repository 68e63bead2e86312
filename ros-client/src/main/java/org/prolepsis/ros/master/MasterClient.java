package org.prolepsis.ros.master;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.prolepsis.graph.GraphException;
import org.prolepsis.ros.xmlrpc.XmlRpcClient;
import org.prolepsis.ros.xmlrpc.XmlRpcException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node's calls to its master. May be used by any thread. */
public final class MasterClient {
    private static final Logger LOG = LoggerFactory.getLogger(MasterClient.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final URI master;
    private final String callerId;
    private final XmlRpcClient client;

    public MasterClient(URI master, String callerId, XmlRpcClient client) {
        this.master = master;
        this.callerId = callerId;
        this.client = client;
    }

    /** The master's address. */
    public URI uri() {
        return master;
    }

    /**
     * Calls a method with the node's name and the arguments, and returns the value.
     *
     * @throws GraphException if the master cannot be reached or answers with an error
     */
    public Object call(String method, Object... arguments) {
        List<?> reply = reply(TIMEOUT, method, arguments);
        if (!Integer.valueOf(Reply.SUCCESS).equals(reply.get(0))) {
            throw new GraphException("the master at " + master + " refuses " + method + ": " + reply.get(1));
        }
        return reply.get(2);
    }

    /**
     * Calls a method that tells a restarted master what the one before it knew. A refusal is logged, since the next
     * attempt would be refused as well.
     *
     * @return the value, or null if the master refuses
     * @throws GraphException if the master cannot be reached
     */
    public Object repeat(String method, Object... arguments) {
        try {
            return call(method, arguments);
        } catch (GraphException failed) {
            if (failed.getCause() instanceof IOException) {
                throw failed;
            }
            LOG.warn("{} is not repeated: {}", callerId, failed.getMessage());
            return null;
        }
    }

    /**
     * Calls a method and returns {@code [code, message, value]}.
     *
     * @throws GraphException if the master cannot be reached or answers something else
     */
    public List<?> reply(Duration timeout, String method, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = callerId;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        try {
            Object reply = client.call(master, timeout, method, all);
            if (reply instanceof List<?> triple && triple.size() == 3 && triple.get(0) instanceof Integer) {
                return triple;
            }
            throw new GraphException("the master at " + master + " answers " + method + " with " + reply);
        } catch (IOException unreachable) {
            throw new GraphException(
                    "cannot reach the master at " + master + " (" + unreachable.getMessage()
                            + "); start roscore or an embedded master there, or set ROS_MASTER_URI",
                    unreachable);
        } catch (XmlRpcException refused) {
            throw new GraphException(
                    "the master at " + master + " refuses " + method + ": " + refused.getMessage(), refused);
        } catch (IllegalArgumentException unfit) {
            throw new GraphException(method + ": " + unfit.getMessage(), unfit);
        }
    }
}
