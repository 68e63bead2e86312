package org.prolepsis.ros.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.prolepsis.graph.Publisher;
import org.prolepsis.msgs.std_msgs.Int32;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.RosLimits;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.master.MasterClient;
import org.prolepsis.ros.master.RosMaster;
import org.prolepsis.ros.net.Sockets;
import org.prolepsis.ros.node.RosConnectedNode;
import org.prolepsis.ros.tcpros.ConnectionHeader;
import org.prolepsis.ros.xmlrpc.XmlRpcClient;

/** A master, a node that publishes, and a good subscriber, by which one sees whether the node still serves. */
final class Graph implements AutoCloseable {
    final RosMaster master;
    final RosConnectedNode node;
    final RosConnectedNode listener;
    final XmlRpcClient client = new XmlRpcClient();
    private final Publisher<Int32> publisher;
    private final BlockingQueue<Integer> got = new LinkedBlockingQueue<>();
    private final List<Socket> sockets = new ArrayList<>();
    private int sent;

    Graph(RosLimits limits) throws InterruptedException {
        master = RosMaster.start("127.0.0.1", 0, limits);
        node = TestNodes.start(
                "node",
                NodeConfiguration.forMaster(master.uri())
                        .withIntraProcess(false)
                        .withLimits(limits));
        listener = TestNodes.start(
                "listener",
                NodeConfiguration.forMaster(master.uri())
                        .withIntraProcess(false)
                        .withLimits(limits));
        publisher = node.newPublisher("topic", Int32.TYPE);
        listener.newSubscriber("topic", Int32.TYPE, m -> got.add(m.data));
        TestNodes.await("the good subscriber", 10, () -> publisher.getNumberOfSubscribers() == 1);
    }

    URI api() {
        return URI.create((String) new MasterClient(master.uri(), "/test", client).call("lookupNode", "/node"));
    }

    int tcprosPort() throws Exception {
        List<?> reply = (List<?>) client.call(
                api(), Duration.ofSeconds(10), "requestTopic", "/test", "/topic", List.of(List.of("TCPROS")));
        return (Integer) ((List<?>) reply.get(2)).get(2);
    }

    /** A connection that {@link #close} closes. */
    Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
        socket.setSoTimeout(20_000);
        return socket;
    }

    Socket connect(int port, String... header) throws IOException {
        Socket socket = connect(port);
        socket.getOutputStream().write(ConnectionHeader.of(header).encode().array());
        return socket;
    }

    /** The old subscriber hears, a new call is answered; returns how long the message took, in ns. */
    long assertServes() throws Exception {
        Int32 message = new Int32();
        message.data = ++sent;
        long begin = System.nanoTime();
        publisher.publish(message);
        assertEquals(sent, got.poll(5, TimeUnit.SECONDS));
        long took = System.nanoTime() - begin;
        assertEquals(1, ((List<?>) client.call(api(), Duration.ofSeconds(10), "getPid", "/test")).get(0));
        return took;
    }

    @Override
    public void close() {
        sockets.forEach(Sockets::closeQuietly);
        node.shutdown();
        listener.shutdown();
        client.close();
        try {
            assertTrue(node.awaitShutdown(Duration.ofSeconds(20)) && listener.awaitShutdown(Duration.ofSeconds(20)));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            master.close();
        }
    }
}
