package org.prolepsis.ros.master;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.prolepsis.graph.GraphException;
import org.prolepsis.ros.RosLimits;
import org.prolepsis.ros.net.HttpLimits;
import org.prolepsis.ros.net.IoLoop;
import org.prolepsis.ros.net.Sockets;
import org.prolepsis.ros.xmlrpc.XmlRpcFault;
import org.prolepsis.ros.xmlrpc.XmlRpcServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A ROS master with its parameter server in this JVM. May be used by any thread. */
public final class RosMaster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RosMaster.class);

    private final IoLoop loop;
    private final XmlRpcServer server;
    private final NodeCallbacks callbacks;
    private final URI uri;
    private final CountDownLatch ended = new CountDownLatch(1);

    private RosMaster(IoLoop loop, XmlRpcServer server, NodeCallbacks callbacks, URI uri) {
        this.loop = loop;
        this.server = server;
        this.callbacks = callbacks;
        this.uri = uri;
    }

    /**
     * Starts a master.
     *
     * @param host the host to bind and to tell peers, such as {@code 127.0.0.1}
     * @param port the port, 11311 by custom, or 0 for a free one
     * @throws GraphException if the port cannot be bound
     */
    public static RosMaster start(String host, int port) {
        return start(host, port, RosLimits.ofProcess());
    }

    /**
     * Starts a master with limits of its own.
     *
     * @throws GraphException if the port cannot be bound
     */
    public static RosMaster start(String host, int port, RosLimits limits) {
        IoLoop loop = null;
        try {
            loop = IoLoop.start("ros-master-io", limits.inbound());
            return start(loop, host, Sockets.bindAddress(host, port), limits.http());
        } catch (IOException failed) {
            if (loop != null) {
                loop.close();
            }
            throw new GraphException(
                    "cannot start a master on " + host + ":" + port + ": " + failed.getMessage()
                            + "; is another one running there?",
                    failed);
        }
    }

    private static RosMaster start(IoLoop loop, String host, InetSocketAddress address, HttpLimits limits)
            throws IOException {
        NodeCallbacks callbacks = new NodeCallbacks();
        // The API wants the URI, and the URI the port that only listening gives: calls wait for neither.
        AtomicReference<MasterApi> api = new AtomicReference<>();
        XmlRpcServer server = XmlRpcServer.start(loop, address, limits, "ros-master", (method, arguments) -> {
            MasterApi ready = api.get();
            if (ready == null) {
                throw new XmlRpcFault(1, "the master is starting");
            }
            return ready.call(method, arguments);
        });
        RosMaster master = new RosMaster(loop, server, callbacks, uri(host, server.port()));
        MasterApi made = new MasterApi(master.uri + "/", callbacks, master::close);
        // What roscore sets, and what roslaunch looks for.
        made.setParameter("/master", "/run_id", UUID.randomUUID().toString());
        made.setParameter("/master", "/rosversion", "1.16.0\n");
        made.setParameter("/master", "/rosdistro", "noetic\n");
        api.set(made);
        LOG.info("ROS master at {}", master.uri);
        return master;
    }

    private static URI uri(String host, int port) {
        return URI.create("http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port);
    }

    /** The master's address, for {@code ROS_MASTER_URI}. */
    public URI uri() {
        return uri;
    }

    /** Waits until the master is closed, here or by its {@code shutdown} method. */
    public void awaitClose() throws InterruptedException {
        ended.await();
    }

    /** Stops the master. Nodes are not told. */
    @Override
    public void close() {
        ended.countDown();
        server.close();
        callbacks.close();
        // After the answers that are under way.
        loop.execute(loop::close);
    }
}
