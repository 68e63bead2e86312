package org.prolepsis.ros.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.Subscriber;
import org.prolepsis.msgs.std_msgs.Int32;
import org.prolepsis.msgs.std_msgs.UInt8MultiArray;
import org.prolepsis.msgs.std_srvs.SetBool;
import org.prolepsis.ros.RosLimits;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.net.HttpLimits;
import org.prolepsis.ros.net.InboundLimits;
import org.prolepsis.ros.tcpros.TcprosLimits;

/** Peers that connect to us: what they cost is measured, and good peers are served meanwhile. */
@Timeout(120)
class HostileConnectionsTest {
    private static final long MIB = 1 << 20;
    private static final RosLimits LIMITS = RosLimits.ofProcess();
    /** The same bounds, sooner reached. */
    private static final RosLimits QUICK = LIMITS.withHttp(
                    new HttpLimits(16 * 1024, 1 << 20, 128, Duration.ofSeconds(1), Duration.ofSeconds(60)))
            .withTcpros(new TcprosLimits(256 * 1024, 1 << 20, 16, Duration.ofSeconds(1)));

    @Test
    void shouldServeGoodPeersAmongTenThousandSilentConnectionsToEachPort() throws Exception {
        long wanted = 10_000;
        // The other ends of those that are accepted are in this process too.
        long possible = Usage.maxDescriptors()
                - Usage.descriptors()
                - 2L * LIMITS.inbound().maxConnections()
                - 500;
        int count = (int) Math.min(wanted, possible);
        if (count < wanted) {
            System.out.println("only " + count + " of 10000 hostile connections: this machine allows "
                    + Usage.maxDescriptors() + " descriptors");
        }
        try (Graph graph = new Graph(LIMITS)) {
            int[] ports = {
                graph.tcprosPort(), graph.api().getPort(), graph.master.uri().getPort()
            };
            long heap = Usage.heap();
            long descriptors = Usage.descriptors();
            int threads = Usage.threads();
            long worst = 0;
            for (int i = 0; i < count; i++) {
                graph.connect(ports[i % ports.length]).getOutputStream().write(i % 2 == 0 ? 'P' : 1);
                if (i % 500 == 0) {
                    worst = Math.max(worst, graph.assertServes());
                }
            }
            // Late comers find their way in as well.
            List<Integer> heard = new ArrayList<>();
            Subscriber late = graph.listener.newSubscriber("topic", Int32.TYPE, m -> heard.add(m.data));
            TestNodes.await("a late subscriber", 20, () -> late.getNumberOfPublishers() == 1);
            worst = Math.max(worst, graph.assertServes());
            long ours = Usage.descriptors() - descriptors - count;
            long grown = Usage.heap() - heap;
            System.out.println(count + " silent connections: " + ours + " descriptors, " + grown / 1024
                    + " KiB of heap with the attacker's own sockets, " + (Usage.threads() - threads)
                    + " threads, slowest message " + worst / 1000 + " us");
            assertTrue(ours <= 3L * LIMITS.inbound().maxConnections() + 50, "descriptors: " + ours);
            assertTrue(grown < 64 * MIB, "heap: " + grown);
            assertTrue(Usage.threads() < threads + 50, "threads: " + Usage.threads());
        }
    }

    @Test
    void shouldEndARequestThatComesByteByByteAndServeOthers() throws Exception {
        try (Graph graph = new Graph(QUICK)) {
            byte[] http =
                    "POST / HTTP/1.1\r\nContent-Length: 900000\r\n\r\n<methodCall>".getBytes(StandardCharsets.US_ASCII);
            byte[] tcpros = ByteBuffer.allocate(200)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(190)
                    .array();
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                sockets.add(graph.connect(graph.api().getPort()));
                sockets.add(graph.connect(graph.tcprosPort()));
            }
            long begin = System.nanoTime();
            int open = sockets.size();
            for (int i = 0; open > 0; i++) {
                open = 0;
                for (int s = 0; s < sockets.size(); s++) {
                    byte[] bytes = s % 2 == 0 ? http : tcpros;
                    open += drip(sockets.get(s), bytes[i % bytes.length]) ? 1 : 0;
                }
                graph.assertServes();
                long seconds = (System.nanoTime() - begin) / 1_000_000_000L;
                assertTrue(seconds < 20, open + " are still open after " + seconds + " s where 1 s is allowed");
                Thread.sleep(50);
            }
        }
    }

    private static boolean drip(Socket socket, byte value) {
        try {
            socket.getOutputStream().write(value);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    @Test
    void shouldLeaveASubscriberThatTalksAndKeepTheGoodOne() throws Exception {
        try (Graph graph = new Graph(QUICK)) {
            Socket talker =
                    graph.connect(graph.tcprosPort(), "topic", "/topic", "md5sum", "*", "type", "*", "callerid", "/x");
            byte[] talk = new byte[8192];
            long sent = 0;
            try {
                while (sent < 64 * MIB) {
                    talker.getOutputStream().write(talk);
                    sent += talk.length;
                }
            } catch (IOException closed) {
                // Socket buffers take some megabytes that nobody reads.
                assertTrue(sent < 32 * MIB, "closed only after " + sent + " bytes");
                graph.assertServes();
                return;
            }
            throw new AssertionError("it may talk for ever");
        }
    }

    @Test
    void shouldBoundWhatSubscribersThatNeverReadLetPileUp() throws Exception {
        long maxBytes = 16 * MIB;
        try (Graph graph = new Graph(LIMITS.withInbound(new InboundLimits(1024, maxBytes)))) {
            Publisher<UInt8MultiArray> images = graph.node.newPublisher("images", UInt8MultiArray.TYPE);
            List<Integer> seen = java.util.Collections.synchronizedList(new ArrayList<>());
            Subscriber good =
                    graph.listener.newSubscriber("images", UInt8MultiArray.TYPE, m -> seen.add(m.data.length));
            TestNodes.await("the good subscriber", 10, () -> images.getNumberOfSubscribers() == 1);
            int port = graph.tcprosPort();
            UInt8MultiArray image = new UInt8MultiArray();
            image.data = new byte[(int) MIB];
            long heap = Usage.heap();
            for (int i = 1; i <= 60; i++) {
                int before = seen.size();
                graph.connect(port, "topic", "/images", "md5sum", "*", "type", "*", "callerid", "/x");
                int with = i;
                TestNodes.await("the deaf subscriber", 10, () -> images.getNumberOfSubscribers() > Math.min(with, 4));
                // Each stops at another message, so that no two keep the same copy.
                images.publish(image);
                images.publish(image);
                TestNodes.await("the good subscriber's image", 10, () -> seen.size() > before);
            }
            graph.assertServes();
            TestNodes.await("relief", 20, () -> images.getNumberOfSubscribers() < 40);
            long grown = Usage.heap() - heap;
            System.out.println("60 subscribers that never read, 1 MiB messages: " + grown / 1024 + " KiB of heap for "
                    + maxBytes / 1024 + " KiB of budget");
            assertTrue(grown < 3 * maxBytes, "heap: " + grown);
            assertEquals(1, good.getNumberOfPublishers());
        }
    }

    @Test
    void shouldLeaveACallerWhoseRequestNeverEnds() throws Exception {
        try (Graph graph = new Graph(QUICK)) {
            graph.node.newServiceServer("set", SetBool.TYPE, (request, response) -> response.success = request.data);
            String[] header = {"service", "/set", "md5sum", SetBool.TYPE.md5(), "callerid", "/bad", "persistent", "1"};
            Socket half = graph.connect(graph.tcprosPort(), header);
            half.getOutputStream().write(new byte[] {1, 0});
            Socket huge = graph.connect(graph.tcprosPort(), header);
            huge.getOutputStream().write(new byte[] {-1, -1, -1, 127});
            Socket endless = graph.connect(graph.tcprosPort(), header);
            endless.getOutputStream()
                    .write(ByteBuffer.allocate(4)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putInt(1 << 20)
                            .array());
            SetBool.Request request = new SetBool.Request();
            request.data = true;
            var caller = graph.listener.newServiceClient("set", SetBool.TYPE);
            long begin = System.nanoTime();
            boolean dripping = true;
            while (dripping) {
                dripping = drip(endless, (byte) 0);
                assertTrue(caller.call(request, Duration.ofSeconds(10)).success);
                assertTrue(System.nanoTime() - begin < 30_000_000_000L, "still open after 30 s");
                Thread.sleep(20);
            }
            assertEquals(-1, lastByte(half));
            assertEquals(-1, lastByte(huge));
            graph.assertServes();
        }
    }

    private static int lastByte(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return socket.getInputStream().read();
        } catch (java.net.SocketException reset) {
            return -1;
        }
    }

    @Test
    void shouldBoundAnswersThatCallersDoNotRead() throws Exception {
        // More than the kernel takes of each, so that the rest waits here.
        long maxBytes = 64 * MIB;
        try (Graph graph = new Graph(LIMITS.withInbound(new InboundLimits(1024, maxBytes)))) {
            String text = "x".repeat((int) (8 * MIB));
            graph.node.newServiceServer("long", SetBool.TYPE, (request, response) -> response.message = text);
            graph.client.call(graph.master.uri(), Duration.ofSeconds(20), "setParam", "/test", "/long", text);
            int port = graph.tcprosPort();
            byte[] call = org.prolepsis.ros.xmlrpc.XmlRpcWriter.call("getParam", List.of("/test", "/long"));
            byte[] head = ("POST / HTTP/1.1\r\nContent-Length: " + call.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            long heap = Usage.heap();
            for (int i = 0; i < 20; i++) {
                Socket caller =
                        graph.connect(port, "service", "/long", "md5sum", "*", "callerid", "/x", "persistent", "1");
                caller.getOutputStream().write(new byte[] {1, 0, 0, 0, 1});
                Socket asker = graph.connect(graph.master.uri().getPort());
                asker.getOutputStream().write(head);
                asker.getOutputStream().write(call);
            }
            graph.assertServes();
            // Sooner than their time is up, which would close them all.
            long begin = System.nanoTime();
            long grown = Usage.heap() - heap;
            while (grown >= 3 * maxBytes && System.nanoTime() - begin < 5_000_000_000L) {
                Thread.sleep(200);
                grown = Usage.heap() - heap;
            }
            System.out.println("40 answers of 8 MiB that nobody reads: " + grown / 1024
                    + " KiB of heap for two budgets of " + maxBytes / 1024 + " KiB");
            assertTrue(grown < 3 * maxBytes, "heap: " + grown);
            graph.assertServes();
        }
    }
}
