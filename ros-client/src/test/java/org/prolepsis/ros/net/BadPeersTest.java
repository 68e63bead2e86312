package org.prolepsis.ros.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.Subscriber;
import org.prolepsis.msgs.std_msgs.Int32;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.master.MasterClient;
import org.prolepsis.ros.master.RosMaster;
import org.prolepsis.ros.node.RosConnectedNode;
import org.prolepsis.ros.tcpros.ConnectionHeader;
import org.prolepsis.ros.tcpros.TcprosLimits;
import org.prolepsis.ros.tcpros.TcprosServer;
import org.prolepsis.ros.xmlrpc.XmlRpcClient;
import org.prolepsis.ros.xmlrpc.XmlRpcServer;

/** Peers that send garbage, stop half-way or lie: they lose their connection, nobody else does. */
@Timeout(60)
class BadPeersTest {
    private final XmlRpcClient client = new XmlRpcClient();
    private RosMaster master;
    private RosConnectedNode node;
    private Publisher<Int32> publisher;
    private final BlockingQueue<Integer> got = new LinkedBlockingQueue<>();
    private RosConnectedNode listener;

    @BeforeEach
    void startGraph() throws InterruptedException {
        master = RosMaster.start("127.0.0.1", 0);
        node = TestNodes.start("node", master.uri());
        listener = TestNodes.start("listener", master.uri());
        publisher = node.newPublisher("topic", Int32.TYPE);
        listener.newSubscriber("topic", Int32.TYPE, m -> got.add(m.data));
        TestNodes.await("the good subscriber", 10, () -> publisher.getNumberOfSubscribers() == 1);
    }

    @AfterEach
    void stopGraph() throws InterruptedException {
        node.shutdown();
        listener.shutdown();
        assertTrue(node.awaitShutdown(Duration.ofSeconds(10)) && listener.awaitShutdown(Duration.ofSeconds(10)));
        client.close();
        master.close();
    }

    private URI nodeApi() {
        return URI.create((String) new MasterClient(master.uri(), "/test", client).call("lookupNode", "/node"));
    }

    private InetSocketAddress tcpros() throws Exception {
        List<?> reply = (List<?>) client.call(
                nodeApi(), Duration.ofSeconds(5), "requestTopic", "/test", "/topic", List.of(List.of("TCPROS")));
        return loopback((Integer) ((List<?>) reply.get(2)).get(2));
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private void assertStillWorks() throws Exception {
        Int32 message = new Int32();
        message.data = 99;
        publisher.publish(message);
        assertEquals(99, got.poll(5, TimeUnit.SECONDS));
        assertEquals(1, ((List<?>) client.call(nodeApi(), Duration.ofSeconds(5), "getPid", "/test")).get(0));
    }

    /** Sends bytes and returns what comes back until the peer closes. */
    private static String exchange(InetSocketAddress address, byte[] bytes) throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(bytes);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (java.net.SocketException reset) {
            return "reset";
        }
    }

    private String http(String request) throws IOException {
        URI api = nodeApi();
        return exchange(loopback(api.getPort()), request.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void shouldRefuseBadHttpAndGoOn() throws Exception {
        assertTrue(http("GET / HTTP/1.1\r\nHost: x\r\n\r\n").startsWith("HTTP/1.1 405"));
        assertTrue(http("POST / HTTP/1.1\r\nHost: x\r\n\r\n").startsWith("HTTP/1.1 411"));
        assertTrue(
                http("POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n").startsWith("HTTP/1.1 413"));
        assertTrue(http("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n").startsWith("HTTP/1.1 400"));
        assertTrue(http("nonsense\r\n\r\n").startsWith("HTTP/1.1 400"));
        String flood = http("POST / HTTP/1.1\r\nX: " + "y".repeat(100_000));
        assertTrue(flood.startsWith("HTTP/1.1 431") || flood.equals("reset"), flood);
        assertTrue(http("POST / HTTP/1.0\r\nContent-Length: 7\r\n\r\ngarbage").contains("<fault>"));
        assertStillWorks();
    }

    @Test
    void shouldAnswerRequestsThatComeInOnePieceOneAfterTheOther() throws Exception {
        String body = "<methodCall><methodName>getPid</methodName><params><param><value>/x</value></param></params>"
                + "</methodCall>";
        String one = "POST / HTTP/1.1\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        String last = one.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
        String answers = http(one + one + last);
        assertEquals(4, answers.split("HTTP/1.1 200 OK", -1).length, answers);
    }

    @Test
    void shouldRefuseBadTcprosHeadersAndGoOn() throws Exception {
        InetSocketAddress address = tcpros();
        assertEquals("", exchange(address, new byte[] {-1, -1, -1, 127}).replace("reset", ""));
        assertTrue(exchange(address, ConnectionHeader.of("a", "b").encode().array())
                .contains("error=Header did not have the required element: topic or service"));
        assertTrue(exchange(
                        address,
                        ConnectionHeader.of("topic", "/none", "md5sum", "*")
                                .encode()
                                .array())
                .contains("error=received a connection for a nonexistent topic [/none] from [TCPROS connection"));
        assertTrue(exchange(
                        address, ConnectionHeader.of("topic", "/topic").encode().array())
                .contains("error=Header from subscriber did not have the required elements: md5sum, topic, callerid"));
        assertTrue(exchange(
                        address,
                        ConnectionHeader.of("topic", "/topic", "md5sum", "0", "type", "a/B", "callerid", "/c")
                                .encode()
                                .array())
                .contains("error=Client [/c] wants topic /topic to have datatype/md5sum [a/B/0], but our version has"));
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            byte[] garbage = new byte[200];
            random.nextBytes(garbage);
            ByteBuffer.wrap(garbage).order(ByteOrder.LITTLE_ENDIAN).putInt(196);
            exchange(address, garbage);
        }
        assertStillWorks();
    }

    @Test
    void shouldHoldAThousandSilentConnectionsWithoutAThreadForEach() throws Exception {
        InetSocketAddress address = tcpros();
        int threads = Thread.activeCount();
        List<SocketChannel> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 1000; i++) {
                SocketChannel channel = SocketChannel.open(address);
                channel.write(ByteBuffer.wrap(new byte[] {1}));
                silent.add(channel);
            }
            assertStillWorks();
            assertTrue(Thread.activeCount() < threads + 20, "threads: " + Thread.activeCount());
        } finally {
            silent.forEach(Sockets::closeQuietly);
        }
    }

    @Test
    void shouldCloseConnectionsThatStopHalfWay() throws Exception {
        IoLoop loop = IoLoop.start("test-io", new InboundLimits(100, 1_000_000));
        try {
            InetSocketAddress any = loopback(0);
            HttpLimits http = new HttpLimits(1000, 1000, 10, Duration.ofMillis(300), Duration.ofMillis(300));
            XmlRpcServer server = XmlRpcServer.start(loop, any, http, "test", (m, a) -> 1);
            TcprosLimits limits = new TcprosLimits(1000, 1000, 10, Duration.ofMillis(300));
            TcprosServer tcpros = TcprosServer.start("/test", loop, any, limits);
            String half = "POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf";
            assertEquals("", exchange(loopback(server.port()), half.getBytes(StandardCharsets.US_ASCII)));
            assertEquals("", exchange(loopback(tcpros.port()), new byte[] {9, 0, 0, 0, 1}));
            server.close();
        } finally {
            loop.close();
        }
    }

    /** A publisher that is registered properly and then sends what it likes. */
    @Test
    void shouldSkipMalformedMessagesAndLeavePublishersThatLie() throws Exception {
        IoLoop loop = IoLoop.start("liar-io", new InboundLimits(100, 1_000_000));
        try (java.net.ServerSocket liar = new java.net.ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            XmlRpcServer api = XmlRpcServer.start(
                    loop,
                    loopback(0),
                    HttpLimits.DEFAULT,
                    "liar",
                    (m, a) -> List.of(1, "", List.of("TCPROS", "127.0.0.1", liar.getLocalPort())));
            new MasterClient(master.uri(), "/liar", client)
                    .call("registerPublisher", "/lies", "std_msgs/Int32", "http://127.0.0.1:" + api.port() + "/");
            BlockingQueue<Integer> lies = new LinkedBlockingQueue<>();
            Subscriber subscriber = listener.newSubscriber("/lies", Int32.TYPE, m -> lies.add(m.data));
            byte[] header = ConnectionHeader.of("md5sum", Int32.TYPE.md5(), "type", "std_msgs/Int32")
                    .encode()
                    .array();
            ByteBuffer bytes = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
            bytes.put(header).putInt(2).putShort((short) 1).putInt(4).putInt(7).putInt(-5);
            try (Socket first = liar.accept()) {
                first.getOutputStream().write(bytes.array(), 0, bytes.position());
                assertEquals(7, lies.poll(5, TimeUnit.SECONDS));
                assertEquals(-1, drain(first));
            }
            // It comes back after half a second, and believes no error either.
            try (Socket second = liar.accept()) {
                second.getOutputStream()
                        .write(ConnectionHeader.error("go away").encode().array());
                assertEquals(-1, drain(second));
            }
            assertEquals(0, subscriber.getNumberOfPublishers());
            assertStillWorks();
            subscriber.close();
            api.close();
        } finally {
            loop.close();
        }
    }

    private static int drain(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        try {
            socket.getInputStream().readAllBytes();
        } catch (java.net.SocketException reset) {
            return -1;
        }
        return socket.getInputStream().read();
    }
}
