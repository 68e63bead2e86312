package org.prolepsis.ros.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.prolepsis.graph.GraphException;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.Subscriber;
import org.prolepsis.msgs.std_msgs.Int32;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.RosLimits;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.master.MasterClient;
import org.prolepsis.ros.master.RosMaster;
import org.prolepsis.ros.node.RosConnectedNode;
import org.prolepsis.ros.tcpros.ConnectionHeader;
import org.prolepsis.ros.xmlrpc.XmlRpcClient;

/** Many peers, each of which behaves well enough to be borne alone. */
@Timeout(60)
class InboundLimitsTest {
    private static final int MAX_CONNECTIONS = 40;
    private static final int MAX_BYTES = 1_000_000;

    private final XmlRpcClient client = new XmlRpcClient();
    private final BlockingQueue<Integer> got = new LinkedBlockingQueue<>();
    private final List<Socket> sockets = new ArrayList<>();
    private RosMaster master;
    private RosConnectedNode node;
    private RosConnectedNode listener;
    private Publisher<Int32> publisher;

    @BeforeEach
    void startGraph() throws InterruptedException {
        master = RosMaster.start("127.0.0.1", 0);
        node = TestNodes.start(
                "node",
                NodeConfiguration.forMaster(master.uri())
                        .withLimits(RosLimits.ofProcess().withInbound(new InboundLimits(MAX_CONNECTIONS, MAX_BYTES))));
        listener = TestNodes.start("listener", master.uri());
        publisher = node.newPublisher("topic", Int32.TYPE);
        listener.newSubscriber("topic", Int32.TYPE, m -> got.add(m.data));
        TestNodes.await("the good subscriber", 10, () -> publisher.getNumberOfSubscribers() == 1);
    }

    @AfterEach
    void stopGraph() throws InterruptedException {
        sockets.forEach(Sockets::closeQuietly);
        node.shutdown();
        listener.shutdown();
        assertTrue(node.awaitShutdown(Duration.ofSeconds(10)) && listener.awaitShutdown(Duration.ofSeconds(10)));
        client.close();
        master.close();
    }

    private URI nodeApi() {
        return URI.create((String) new MasterClient(master.uri(), "/test", client).call("lookupNode", "/node"));
    }

    private int tcprosPort() throws Exception {
        List<?> reply = (List<?>) client.call(
                nodeApi(), Duration.ofSeconds(5), "requestTopic", "/test", "/topic", List.of(List.of("TCPROS")));
        return (Integer) ((List<?>) reply.get(2)).get(2);
    }

    private Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5000);
        socket.setSoTimeout(5000);
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException reset) {
            return "reset";
        }
    }

    private void assertListenerStillHears() throws Exception {
        Int32 message = new Int32();
        message.data = 99;
        publisher.publish(message);
        assertEquals(99, got.poll(5, TimeUnit.SECONDS));
    }

    private void assertStillAnswers() throws Exception {
        assertEquals(1, ((List<?>) client.call(nodeApi(), Duration.ofSeconds(5), "getPid", "/test")).get(0));
    }

    @Test
    void shouldRefuseSubscribersBeyondTheLimitAndServeThoseItHas() throws Exception {
        int port = tcprosPort();
        byte[] header = ConnectionHeader.of("topic", "/topic", "md5sum", "*", "type", "*", "callerid", "/x")
                .encode()
                .array();
        for (int i = 1; i < MAX_CONNECTIONS; i++) {
            connect(port).getOutputStream().write(header);
        }
        TestNodes.await("all subscribers", 10, () -> publisher.getNumberOfSubscribers() == MAX_CONNECTIONS);
        for (int i = 0; i < 200; i++) {
            String refusal = answer(connect(port));
            assertTrue(refusal.contains("error=[/node] has as many connections as it may"), refusal);
        }
        assertListenerStillHears();
        assertStillAnswers();
        sockets.forEach(Sockets::closeQuietly);
        Subscriber late = listener.newSubscriber("topic", Int32.TYPE, m -> {});
        TestNodes.await("a place for a late subscriber", 10, () -> late.getNumberOfPublishers() == 1);
        assertListenerStillHears();
    }

    @Test
    void shouldAnswerACallerThoughSilentConnectionsFillThePort() throws Exception {
        int port = nodeApi().getPort();
        for (int i = 0; i < MAX_CONNECTIONS + 100; i++) {
            connect(port);
        }
        // Those who say nothing make room for those who do.
        TestNodes.await("an answer", 10, () -> {
            try {
                assertStillAnswers();
                return true;
            } catch (Exception refused) {
                return false;
            }
        });
        assertListenerStillHears();
        sockets.forEach(Sockets::closeQuietly);
        TestNodes.await("answers", 10, () -> {
            try {
                assertStillAnswers();
                return true;
            } catch (Exception refused) {
                return false;
            }
        });
    }

    @Test
    void shouldRefuseLargeRequestsThatTogetherAreTooLargeAndAnswerSmallOnes() throws Exception {
        byte[] part = "x".repeat(400_000).getBytes(StandardCharsets.US_ASCII);
        byte[] head = "POST / HTTP/1.1\r\nContent-Length: 20000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        int refused = 0;
        for (int i = 0; i < 8; i++) {
            Socket socket = connect(nodeApi().getPort());
            try {
                socket.getOutputStream().write(head);
                socket.getOutputStream().write(part);
                socket.setSoTimeout(300);
                String answer = answer(socket);
                assertTrue(answer.startsWith("HTTP/1.1 503") || answer.equals("reset"), answer);
                refused++;
            } catch (java.net.SocketTimeoutException taken) {
                assertTrue(refused < 8, "this one is still being read");
            } catch (SocketException reset) {
                refused++;
            }
            assertStillAnswers();
        }
        assertTrue(refused >= 6 && refused < 8, refused + " of 8 were refused");
        assertListenerStillHears();
        sockets.forEach(Sockets::closeQuietly);
    }

    @Test
    void shouldGiveBackWhatAClosedConnectionHeld() {
        BufferBudget budget = new BufferBudget(100_000);
        BufferBudget.Share one = budget.newShare();
        BufferBudget.Share other = budget.newShare();
        assertTrue(one.tryHold(80_000 + BufferBudget.FREE_BYTES));
        assertFalse(other.tryHold(20_001 + BufferBudget.FREE_BYTES));
        assertTrue(other.tryHold(BufferBudget.FREE_BYTES), "what is free is free");
        assertEquals(80_000, budget.used());
        one.hold(150_000 + BufferBudget.FREE_BYTES);
        assertEquals(150_000, budget.used());
        one.close();
        one.close();
        one.hold(5_000_000);
        assertFalse(one.tryHold(1));
        assertEquals(0, budget.used());
        assertTrue(other.tryHold(100_000 + BufferBudget.FREE_BYTES));
        assertTrue(other.tryHold(0));
        assertEquals(0, budget.used());
    }

    @Test
    void shouldRejectLimitsThatAllowNothing() {
        assertThrows(GraphException.class, () -> new InboundLimits(0, 1));
        assertThrows(GraphException.class, () -> new InboundLimits(1, 0));
    }
}
