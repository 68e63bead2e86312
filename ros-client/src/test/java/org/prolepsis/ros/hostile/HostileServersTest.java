package org.prolepsis.ros.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.prolepsis.graph.GraphException;
import org.prolepsis.graph.ServiceException;
import org.prolepsis.msgs.std_srvs.Trigger;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.RosLimits;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.master.MasterClient;
import org.prolepsis.ros.net.HttpLimits;
import org.prolepsis.ros.tcpros.ConnectionHeader;
import org.prolepsis.ros.tcpros.TcprosLimits;
import org.prolepsis.ros.xmlrpc.XmlRpcClient;
import org.prolepsis.ros.xmlrpc.XmlRpcWriter;

/** Peers that we connect to: masters, publishers and services that answer with what they like. */
@Timeout(120)
class HostileServersTest {
    private static final long MIB = 1 << 20;
    private static final RosLimits LIMITS = RosLimits.ofProcess()
            .withHttp(HttpLimits.DEFAULT)
            .withTcpros(new TcprosLimits(256 * 1024, 256 << 20, 16, Duration.ofSeconds(2)));

    /** Answers every connection with the same bytes, after the request's first ones have come, and leaves it open. */
    private static final class Liar implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<Socket> open = new ArrayList<>();

        Liar(byte[] answer, boolean hangUp) throws IOException {
            Thread thread = new Thread(() -> serve(answer, hangUp), "liar");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve(byte[] answer, boolean hangUp) {
            try {
                while (true) {
                    Socket socket = server.accept();
                    open.add(socket);
                    socket.getInputStream().read(new byte[65536]);
                    OutputStream out = socket.getOutputStream();
                    out.write(answer);
                    if (hangUp) {
                        socket.close();
                    }
                }
            } catch (IOException closed) {
                // The test is over.
                return;
            }
        }

        int port() {
            return server.getLocalPort();
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + port() + "/");
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static byte[] http(String headers, byte[] body) {
        byte[] head = ("HTTP/1.1 200 OK\r\n" + headers + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array();
    }

    private static byte[] answer(Object value) {
        byte[] body = XmlRpcWriter.response(value);
        return http("Content-Length: " + body.length, body);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void shouldSayWhatIsWrongWithAMasterWhoseAnswersAreGarbage() throws Exception {
        List<byte[]> answers = List.of(
                ascii("garbage\r\n\r\n"),
                new byte[100_000],
                http("Content-Length: -5", new byte[0]),
                http("Content-Length: 99999999999999", new byte[0]),
                http("Content-Length: 5\r\nContent-Length: 6", ascii("hello!")),
                http("Transfer-Encoding: chunked", ascii("5\r\nhello\r\n0\r\n\r\n")),
                http("Content-Length: 5", ascii("hello")),
                http("Content-Length: 4", new byte[] {-1, -2, -3, -4}),
                http("X: " + "y".repeat(100_000), new byte[0]),
                http("Content-Length: 500", ascii("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]>")),
                answer("no triple"),
                answer(List.of()),
                answer(List.of("1", 2, 3)),
                answer(List.of(1, "fine", "no boolean")));
        for (byte[] answer : answers) {
            long begin = System.nanoTime();
            try (Liar liar = new Liar(answer, true)) {
                GraphException said = assertThrows(
                        GraphException.class,
                        () -> TestNodes.start(
                                "node",
                                NodeConfiguration.forMaster(liar.uri()).withMasterWait(Duration.ofMillis(100))));
                assertTrue(
                        said.getMessage().length() < 1000,
                        "a message of " + said.getMessage().length());
            }
            long millis = (System.nanoTime() - begin) / 1_000_000;
            assertTrue(millis < 15_000, millis + " ms for " + new String(answer, 0, 10, StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void shouldAllocateForWhatComesNotForWhatIsAnnounced() throws Exception {
        ByteBuffer lie = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
        lie.put(ConnectionHeader.of("md5sum", Trigger.TYPE.md5()).encode().array());
        lie.put((byte) 1).putInt(256 << 20).put((byte) 0);
        byte[] bytes = java.util.Arrays.copyOf(lie.array(), lie.position());
        try (Graph graph = new Graph(LIMITS);
                Liar liar = new Liar(bytes, false)) {
            new MasterClient(graph.master.uri(), "/liar", graph.client)
                    .call(
                            "registerService",
                            "/lie",
                            "rosrpc://127.0.0.1:" + liar.port(),
                            liar.uri().toString());
            var caller = graph.listener.newServiceClient("/lie", Trigger.TYPE);
            com.sun.management.ThreadMXBean threads =
                    (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            assertThrows(ServiceException.class, () -> caller.call(new Trigger.Request(), Duration.ofSeconds(1)));
            long allocated =
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            assertTrue(allocated < 4 * MIB, "allocated " + allocated + " bytes for 5 that came");
            graph.assertServes();
        }
    }

    @Test
    void shouldConnectToABoundedNumberOfPublishersThoughAPeerListsAHundredThousand() throws Exception {
        try (Graph graph = new Graph(LIMITS)) {
            URI api = URI.create((String)
                    new MasterClient(graph.master.uri(), "/test", graph.client).call("lookupNode", "/listener"));
            List<String> list = new ArrayList<>(List.of(graph.api().toString()));
            for (int i = 0; i < 100_000; i++) {
                list.add("http://127.0.0.1:1/" + i);
            }
            int threads = Usage.threads();
            graph.client.call(api, Duration.ofSeconds(20), "publisherUpdate", "/master", "/topic", list);
            int more = Usage.threads() - threads;
            assertTrue(more < 60, more + " threads");
            graph.assertServes();
        }
    }

    @Test
    void shouldNotKeepConnectionsToEveryPeerItEverCalled() throws Exception {
        byte[] fine = answer(1);
        List<Liar> peers = new ArrayList<>();
        try (XmlRpcClient client = new XmlRpcClient()) {
            long before = Usage.descriptors();
            for (int i = 0; i < 200; i++) {
                Liar peer = new Liar(fine, false);
                peers.add(peer);
                assertEquals(1, client.call(peer.uri(), Duration.ofSeconds(10), "any"));
            }
            // Two are the peer's own; three each for at most 64 kept ones.
            long ours = Usage.descriptors() - before - 2 * 200;
            assertTrue(ours <= 3 * 64 + 20, ours + " descriptors");
        } finally {
            for (Liar peer : peers) {
                peer.close();
            }
        }
    }
}
