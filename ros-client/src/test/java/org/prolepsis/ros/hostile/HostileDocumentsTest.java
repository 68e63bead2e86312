package org.prolepsis.ros.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.prolepsis.ros.fuzz.Oracle;
import org.prolepsis.ros.tcpros.ConnectionHeader;
import org.prolepsis.ros.xmlrpc.XmlRpcException;
import org.prolepsis.ros.xmlrpc.XmlRpcReader;

/** Documents that are small to write and costly to read: time and memory stay in proportion to their length. */
@Timeout(120)
class HostileDocumentsTest {
    private static final int SIZE = 1 << 20;

    private static String call(String content) {
        return "<?xml version=\"1.0\"?><methodCall><methodName>m</methodName><params><param><value>" + content
                + "</value></param></params></methodCall>";
    }

    private static String times(String piece) {
        return piece.repeat(SIZE / piece.length());
    }

    static Stream<Arguments> documents() {
        StringBuilder laughs = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE m [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            laughs.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        String body = call("&a29;").replace("<?xml version=\"1.0\"?>", "");
        StringBuilder attributes = new StringBuilder("<value");
        for (int i = 0; i < SIZE / 20; i++) {
            attributes.append(' ').append(equalHash(i)).append("=\"\"");
        }
        StringBuilder members = new StringBuilder("<struct>");
        for (int i = 0; i < SIZE / 60; i++) {
            members.append("<member><name>").append(equalHash(i)).append("</name><value/></member>");
        }
        return Stream.of(
                Arguments.of("billion laughs", laughs.append("]>").append(body).toString()),
                Arguments.of(
                        "quadratic blowup",
                        "<!DOCTYPE m [<!ENTITY a \"" + "a".repeat(SIZE / 2) + "\">]>" + call("&a;".repeat(1000))),
                Arguments.of("nested values", times("<value><array><data>")),
                Arguments.of("nested values in a call", call(times("<array><data><value>"))),
                Arguments.of("nested tags", times("<a>")),
                Arguments.of(
                        "empty lists",
                        call("<array><data>" + times("<value><array><data/></array></value>") + "</data></array>")),
                Arguments.of(
                        "empty maps", call("<array><data>" + times("<value><struct/></value>") + "</data></array>")),
                Arguments.of(
                        "names of equal hash", call(members.append("</struct>").toString())),
                Arguments.of(
                        "attributes of equal hash",
                        call(attributes.append("></value>").toString())),
                Arguments.of("a long name", "<" + "a".repeat(SIZE) + "/>"),
                Arguments.of("a long number", call("<int>" + "9".repeat(SIZE) + "</int>")),
                Arguments.of(
                        "a long double", call("<double>1." + "9".repeat(SIZE) + "e-" + "9".repeat(100) + "</double>")),
                Arguments.of("a long double without an end", call("<double>" + "9".repeat(SIZE) + "x</double>")),
                Arguments.of("base64 of blanks", call("<base64>" + " ".repeat(SIZE) + "</base64>")),
                Arguments.of("sections", call("<string>" + times("<![CDATA[a]]>") + "</string>")),
                Arguments.of("references", call("<string>" + times("&#65;") + "</string>")),
                Arguments.of("comments", call(times("<!-- -->") + "<string>a</string>")),
                Arguments.of("instructions", call(times("<?a b?>") + "<string>a</string>")),
                Arguments.of("an open comment", call("<!-- " + "a".repeat(SIZE))),
                Arguments.of("another encoding", "<?xml version=\"1.0\" encoding=\"UTF-" + "7".repeat(SIZE) + "\"?>"));
    }

    /** Strings with one hash code: "Aa" and "BB" have the same. */
    private static String equalHash(int number) {
        StringBuilder name = new StringBuilder();
        for (int bit = 0; bit < 16; bit++) {
            name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return name.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void shouldReadOrRefuseInProportionToTheLength(String name, String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        Oracle.judge(bytes.length, Set.of(XmlRpcException.class), () -> XmlRpcReader.call(bytes));
    }

    @Test
    void shouldNeitherExpandEntitiesNorFetchThem() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/";
            List<String> documents = List.of(
                    "<!DOCTYPE m SYSTEM \"" + url + "\">" + call("a"),
                    "<!DOCTYPE m [<!ENTITY a SYSTEM \"" + url + "\">]>" + call("&a;"),
                    "<!DOCTYPE m [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + call("&a;"),
                    "<!DOCTYPE m [<!ENTITY % a SYSTEM \"" + url + "\">%a;]>" + call("a"));
            for (String document : documents) {
                byte[] bytes = document.replace("<?xml version=\"1.0\"?>", "").getBytes(StandardCharsets.UTF_8);
                assertThrows(XmlRpcException.class, () -> XmlRpcReader.call(bytes), document);
            }
            server.setSoTimeout(200);
            assertThrows(java.net.SocketTimeoutException.class, server::accept, "something was fetched");
        }
    }

    @Test
    void shouldRefuseAHeaderOfMoreFieldsThanAnyPeerHas() {
        ByteBuffer header = ByteBuffer.allocate(256 * 1024).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; header.remaining() > 60; i++) {
            byte[] field = (equalHash(i) + "=").getBytes(StandardCharsets.US_ASCII);
            header.putInt(field.length).put(field);
        }
        header.flip();
        long begin = System.nanoTime();
        java.io.IOException refused = assertThrows(java.io.IOException.class, () -> ConnectionHeader.decode(header));
        assertTrue(refused.getMessage().contains("more than 256 fields"), refused.getMessage());
        assertTrue(System.nanoTime() - begin < 1_000_000_000L, "it took long");
        List<String> few = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            few.add("k" + i);
            few.add("v");
        }
        assertEquals(
                256, ConnectionHeader.of(few.toArray(String[]::new)).fields().size());
    }
}
