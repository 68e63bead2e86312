package org.prolepsis.ros.master;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.prolepsis.graph.GraphException;
import org.prolepsis.ros.xmlrpc.XmlRpcClient;
import org.prolepsis.ros.xmlrpc.XmlRpcException;

/** A node's calls to its master. May be used by any thread. */
public final class MasterClient {
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
