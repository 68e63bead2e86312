package org.prolepsis.ros.master;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.prolepsis.ros.xmlrpc.XmlRpcClient;
import org.prolepsis.ros.xmlrpc.XmlRpcException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls that a master makes to nodes, all of them asynchronous. */
final class NodeCallbacks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeCallbacks.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final Notifier notifier = new Notifier();
    private final XmlRpcClient client = new XmlRpcClient();

    void publisherUpdate(String api, String topic, List<String> publishers) {
        notifier.send(api, "topic " + topic, () -> call(api, "publisherUpdate", "/master", topic, publishers));
    }

    /** @param onRefused what to do when the node does not know the subscription */
    void paramUpdate(String api, String key, Object value, Runnable onRefused) {
        notifier.send(api, "parameter " + key, () -> {
            Object reply = call(api, "paramUpdate", "/master", key, value);
            if (reply instanceof List<?> triple
                    && !triple.isEmpty()
                    && Integer.valueOf(-1).equals(triple.get(0))) {
                onRefused.run();
            }
        });
    }

    void shutdown(String api, String callerId, String reason) {
        notifier.send(api, "shutdown", () -> call(api, "shutdown", "/master", "[" + callerId + "] Reason: " + reason));
    }

    private Object call(String api, String method, Object... arguments) {
        try {
            return client.call(URI.create(api), TIMEOUT, method, arguments);
        } catch (IOException | XmlRpcException | IllegalArgumentException unreachable) {
            // Expected of nodes that died without unregistering.
            LOG.debug("{} of {} failed: {}", method, api, unreachable.toString());
            return null;
        }
    }

    @Override
    public void close() {
        notifier.close();
        client.close();
    }
}
