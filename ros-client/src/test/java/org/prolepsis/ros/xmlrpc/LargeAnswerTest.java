package org.prolepsis.ros.xmlrpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.prolepsis.ros.net.HttpLimits;
import org.prolepsis.ros.net.InboundLimits;
import org.prolepsis.ros.net.IoLoop;

/** Answers that are written and sent in pieces. */
@Timeout(60)
class LargeAnswerTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private final XmlRpcClient client = new XmlRpcClient();
    private IoLoop loop;
    private XmlRpcServer server;

    private URI serve(long maxBufferedBytes, XmlRpcHandler handler) throws IOException {
        loop = IoLoop.start("io", new InboundLimits(100, maxBufferedBytes));
        server = XmlRpcServer.start(
                loop,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                HttpLimits.DEFAULT,
                "worker",
                handler);
        return URI.create("http://127.0.0.1:" + server.port());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        loop.close();
    }

    @Test
    void shouldStopWritingAnAnswerThatFindsNoRoom() throws Exception {
        AtomicInteger written = new AtomicInteger();
        String item = "x".repeat(1000);
        Iterable<Object> items = () -> IntStream.range(0, 40_000)
                .<Object>mapToObj(i -> {
                    written.incrementAndGet();
                    return item;
                })
                .iterator();
        URI uri = serve(1_000_000, (method, arguments) -> method.equals("much") ? items : "little");
        IOException refused = assertThrows(IOException.class, () -> client.call(uri, TIMEOUT, "much"));
        assertTrue(refused.getMessage().contains("503"), refused.getMessage());
        assertTrue(written.get() < 1100, written + " of 40,000 items were written for a budget of 1,000");
        assertEquals("little", client.call(uri, TIMEOUT, "little"));
    }

    @Test
    void shouldCarryLargeTextsAndBytesWhole() throws Exception {
        // Pairs and escapes fall on every place of a piece's border.
        String text = "x\ud83d\ude00<\u00e4&y".repeat(300_000) + "z".repeat(3_000_000) + "\ud83d\ude00".repeat(50_000);
        byte[] bytes = new byte[1_000_001];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        URI uri = serve(64 << 20, (method, arguments) -> List.of(text, bytes));
        List<?> got = (List<?>) client.call(uri, TIMEOUT, "get");
        assertEquals(text, got.get(0));
        assertArrayEquals(bytes, (byte[]) got.get(1));
    }

    @Test
    void shouldAnswerWithAFaultWhenAnAnswerCannotBeWrittenToItsEnd() throws Exception {
        URI uri = serve(64 << 20, (method, arguments) -> List.of("x".repeat(1_000_000), new Object()));
        XmlRpcFault fault = assertThrows(XmlRpcFault.class, () -> client.call(uri, TIMEOUT, "get"));
        assertTrue(fault.getMessage().contains("no XML-RPC form"), fault.getMessage());
    }
}
