package org.prolepsis.ros.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.master.MasterClient;
import org.prolepsis.ros.master.RosMaster;
import org.prolepsis.ros.tcpros.ConnectionHeader;
import org.prolepsis.ros.xmlrpc.XmlRpcClient;

/** Nodes under an embedded master, and a peer made by hand. */
abstract class NodeTest {
    static final Duration SECONDS = Duration.ofSeconds(5);

    final XmlRpcClient client = new XmlRpcClient();
    private final List<RosConnectedNode> nodes = new ArrayList<>();
    RosMaster master;

    @BeforeEach
    void startMaster() {
        master = RosMaster.start("127.0.0.1", 0);
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        nodes.forEach(RosConnectedNode::shutdown);
        for (RosConnectedNode node : nodes) {
            assertTrue(node.awaitShutdown(Duration.ofSeconds(10)), node.getName() + " does not end");
        }
        client.close();
        master.close();
    }

    /** The node's connections are real ones, also to the others of this JVM. */
    RosConnectedNode node(String name) {
        RosConnectedNode node =
                TestNodes.start(name, NodeConfiguration.forMaster(master.uri()).withIntraProcess(false));
        nodes.add(node);
        return node;
    }

    MasterClient masterClient() {
        return new MasterClient(master.uri(), "/test", client);
    }

    /** Calls a node's slave API; the arguments include the caller's name. */
    List<?> slave(String node, String method, Object... arguments) throws Exception {
        URI api = URI.create((String) masterClient().call("lookupNode", node));
        return (List<?>) client.call(api, SECONDS, method, arguments);
    }

    /** The value of a call that must succeed. */
    List<?> slaveValue(String node, String method) throws Exception {
        List<?> reply = slave(node, method, "/test");
        assertEquals(1, reply.get(0), () -> method + ": " + reply);
        return (List<?>) reply.get(2);
    }

    /** Opens a connection to a topic's publisher. */
    Socket toPublisher(String node, String topic) throws Exception {
        List<?> protocol = (List<?>) slave(node, "requestTopic", "/test", topic, List.of(List.of("TCPROS")))
                .get(2);
        return new Socket((String) protocol.get(1), (Integer) protocol.get(2));
    }

    /** Opens a connection to a service's server. */
    Socket toServer(String service) throws Exception {
        URI address = URI.create((String) masterClient().call("lookupService", service));
        return new Socket(address.getHost(), address.getPort());
    }

    static ConnectionHeader shakeHands(Socket socket, String... fields) throws IOException {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(ConnectionHeader.of(fields).encode().array());
        return ConnectionHeader.decode(readBlock(socket));
    }

    /** A length and as many bytes. */
    static ByteBuffer readBlock(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] body = new byte[Integer.reverseBytes(in.readInt())];
        in.readFully(body);
        return ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
    }
}
