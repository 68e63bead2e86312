package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
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
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prolepsis.graph.Publisher;
import org.prolepsis.msgs.std_msgs.Int32;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.master.MasterClient;
import org.prolepsis.ros.node.RosConnectedNode;
import org.prolepsis.ros.tcpros.ConnectionHeader;
import org.prolepsis.ros.xmlrpc.XmlRpcClient;

/** Malformed headers, and peers that a master lists but that are none: the others must not notice. */
class MalformedPeersConformanceTest extends BothMasters {
    private static final String ANSWER = "<?xml version='1.0'?><methodResponse><params><param><value><array><data>"
            + "<value><int>1</int></value><value><string></string></value><value><array><data>"
            + "<value><string>TCPROS</string></value><value><string>127.0.0.1</string></value>"
            + "<value><int>%d</int></value></data></array></value></data></array></value></param></params>"
            + "</methodResponse>";

    private final List<ServerSocket> liars = new ArrayList<>();
    private final Set<Integer> heard = ConcurrentHashMap.newKeySet();

    /** Listens on loopback, answers the first bytes of every connection with the same bytes, and hangs up. */
    private int liar(byte[] answer) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        liars.add(server);
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    InputStream in = socket.getInputStream();
                    int read = in.read(new byte[8192]);
                    if (read > 0) {
                        heard.add(server.getLocalPort());
                        socket.getOutputStream().write(answer);
                        socket.shutdownOutput();
                    }
                } catch (IOException goOn) {
                    // closed, or the peer has had enough
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server.getLocalPort();
    }

    private static byte[] http(String body) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] little(int... words) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : words) {
            buffer.putInt(word);
        }
        return buffer.array();
    }

    /** Publishers that the master is told of: nobody there, no port, no HTTP, no XML, and three bad TCPROS peers. */
    private List<String> badPublishers() throws IOException {
        List<String> uris = new ArrayList<>(List.of("http://127.0.0.1:1/", "http://127.0.0.1:99999/"));
        uris.add("http://127.0.0.1:" + liar("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII)) + "/");
        uris.add("http://127.0.0.1:" + liar(http("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;")) + "/");
        uris.add("http://127.0.0.1:" + liar(http("<methodResponse><params>")) + "/");
        for (byte[] header :
                List.of(little(Integer.MAX_VALUE, Integer.MAX_VALUE), little(-1, -1), little(12, 4, 0x78787878, 99))) {
            uris.add("http://127.0.0.1:" + liar(http(ANSWER.formatted(liar(header)))) + "/");
        }
        return uris;
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldHearTheGoodPublisherAmongBadOnesThatTheMasterLists(Master master) throws Exception {
        RosConnectedNode talker = node(master, "good_talker");
        Publisher<Int32> good = talker.newPublisher("/among_bad", Int32.TYPE);
        BlockingQueue<Integer> got = new LinkedBlockingQueue<>();
        List<String> bad = badPublishers();
        try (XmlRpcClient client = new XmlRpcClient()) {
            for (int i = 0; i < bad.size(); i++) {
                new MasterClient(uri(master), "/bad_" + i, client)
                        .call("registerPublisher", "/among_bad", "std_msgs/Int32", bad.get(i));
            }
            node(master, "good_listener").newSubscriber("/among_bad", Int32.TYPE, m -> got.add(m.data));
            TestNodes.await("our subscriber to ask all of them", 20, () -> heard.size() == liars.size());
            RosTools.Running echo = tools(master).start("rostopic", "echo", "-n", "1", "/among_bad");
            TestNodes.await("both subscribers", 40, () -> good.getNumberOfSubscribers() == 2);
            Int32 message = new Int32();
            message.data = 7;
            good.publish(message);
            assertEquals(7, got.poll(10, TimeUnit.SECONDS));
            echo.awaitText("data: 7");
            for (int i = 0; i < bad.size(); i++) {
                new MasterClient(uri(master), "/bad_" + i, client)
                        .call("unregisterPublisher", "/among_bad", bad.get(i));
            }
        } finally {
            for (ServerSocket each : liars) {
                each.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldServeRostopicWhileOthersSendMalformedHeaders(Master master) throws Exception {
        RosConnectedNode node = node(master, "bothered");
        Publisher<Int32> publisher = node.newPublisher("/bothered_topic", Int32.TYPE);
        List<Socket> open = new ArrayList<>();
        try (XmlRpcClient client = new XmlRpcClient()) {
            URI api =
                    URI.create((String) new MasterClient(uri(master), "/test", client).call("lookupNode", "/bothered"));
            List<?> protocol = (List<?>) ((List<?>) client.call(
                            api,
                            Duration.ofSeconds(5),
                            "requestTopic",
                            "/test",
                            "/bothered_topic",
                            List.of(List.of("TCPROS"))))
                    .get(2);
            for (byte[] header : List.of(
                    little(Integer.MAX_VALUE, 1),
                    little(-1),
                    little(8, 4, 0x61616161),
                    little(8, 1 << 30, 0),
                    new byte[] {1, 0},
                    ConnectionHeader.of("topic", "/bothered_topic").encode().array(),
                    "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII))) {
                // They stay open: half a header and then nothing must not hold up anybody.
                Socket socket = new Socket((String) protocol.get(1), (Integer) protocol.get(2));
                open.add(socket);
                socket.getOutputStream().write(header);
            }
            RosTools.Running echo = tools(master).start("rostopic", "echo", "-n", "1", "/bothered_topic");
            TestNodes.await("rostopic alone", 30, () -> publisher.getNumberOfSubscribers() == 1);
            Int32 message = new Int32();
            message.data = 8;
            publisher.publish(message);
            echo.awaitText("data: 8");
        } finally {
            for (Socket each : open) {
                each.close();
            }
        }
    }
}
