package org.prolepsis.ros.net;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.prolepsis.ros.fuzz.Oracle;

/** Request and answer heads: IllegalArgumentException, or a length and a connection that are well defined. */
public final class HttpHeadFuzzTarget {
    private HttpHeadFuzzTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Oracle.judge(data.length, Set.of(IllegalArgumentException.class), () -> {
            int end = HttpHead.end(data, 0, data.length);
            // Found in the same place when it comes byte by byte.
            int later = -1;
            for (int count = 1; count <= data.length && later < 0; count++) {
                later = HttpHead.end(data, count - 1, count);
            }
            Oracle.require(end == later, "the head ends at " + end + " or at " + later);
            if (end >= 0) {
                HttpHead head = HttpHead.parse(data, end);
                Oracle.require(head.contentLength() >= -1, "a negative length");
                Oracle.require(head.startLine().indexOf("\r\n") < 0, "a start line of two lines");
                Oracle.require(head.keepsAlive() || !head.keepsAlive(), "");
            }
        });
    }

    public static List<byte[]> seeds() {
        return List.of(
                bytes("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 12\r\nConnection: close\r\n\r\n"),
                bytes("POST /RPC2 HTTP/1.0\r\nContent-length:1\r\nExpect: 100-continue\r\n\r\nrest"),
                bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n"),
                bytes("GET / HTTP/1.1\r\n\r\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
