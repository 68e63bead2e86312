package org.prolepsis.ros.xmlrpc;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prolepsis.ros.fuzz.Oracle;

/**
 * Calls, responses, and a whole server. A reader throws XmlRpcException, or gives values that come back from their own
 * encoding; a server answers anything with a response or a fault.
 */
public final class XmlRpcFuzzTarget {
    private XmlRpcFuzzTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < 1) {
            return;
        }
        byte[] document = Arrays.copyOfRange(data, 1, data.length);
        switch (data[0] & 3) {
            case 0 ->
                judge(document, () -> {
                    MethodCall call = XmlRpcReader.call(document);
                    List<Object> values = call.arguments();
                    requireSame(
                            values,
                            XmlRpcReader.call(XmlRpcWriter.call(call.method(), values))
                                    .arguments());
                });
            case 1 ->
                judge(document, () -> {
                    Object value = XmlRpcReader.response(document);
                    requireSame(value, XmlRpcReader.response(XmlRpcWriter.response(value)));
                });
            default ->
                judge(document, () -> {
                    byte[] answer = XmlRpcServer.respond((method, arguments) -> arguments, document, 128);
                    try {
                        XmlRpcReader.response(answer);
                    } catch (XmlRpcFault fault) {
                        Oracle.require(fault.code() != 0, "a fault without a code");
                    } catch (XmlRpcException unreadable) {
                        throw new AssertionError("the server's answer is not XML-RPC", unreadable);
                    }
                });
        }
    }

    private static void judge(byte[] document, Oracle.Decoding decoding) {
        Oracle.judge(document.length, Set.of(XmlRpcException.class), () -> {
            try {
                decoding.run();
            } catch (IllegalArgumentException unwritable) {
                // An i8 beyond 32 bits can be read but not written.
                Oracle.require(String.valueOf(unwritable.getMessage()).contains("32 bits"), unwritable.toString());
            }
        });
    }

    private static void requireSame(Object one, Object other) {
        Oracle.require(same(one, other), "encoding turns " + one + " into " + other);
    }

    private static boolean same(Object one, Object other) {
        if (one instanceof byte[] a && other instanceof byte[] b) {
            return Arrays.equals(a, b);
        }
        if (one instanceof List<?> a && other instanceof List<?> b && a.size() == b.size()) {
            Iterator<?> each = b.iterator();
            return a.stream().allMatch(item -> same(item, each.next()));
        }
        if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b && a.size() == b.size()) {
            return a.keySet().stream().allMatch(key -> b.containsKey(key) && same(a.get(key), b.get(key)));
        }
        return one == null ? other == null : one.equals(other);
    }

    public static List<byte[]> seeds() {
        byte[] call = XmlRpcWriter.call(
                "setParam",
                Arrays.asList(
                        "/n",
                        -7,
                        1.5e300,
                        true,
                        "a<\u00e4&",
                        new byte[] {1, 2, 3},
                        Instant.EPOCH,
                        Map.of("k", List.of()),
                        null));
        return List.of(
                prefixed(0, call),
                prefixed(2, call),
                prefixed(1, XmlRpcWriter.response(List.of(1, "", Double.NaN))),
                prefixed(1, XmlRpcWriter.fault(3, "no")),
                prefixed(
                        2,
                        XmlRpcWriter.call(
                                "system.multicall", List.of(List.of(Map.of("methodName", "m", "params", List.of(1)))))),
                prefixed(
                        0,
                        ("<!DOCTYPE a [<!ENTITY b \"c\">]><methodCall><methodName>m</methodName><params><param><value>"
                                        + "&b;<![CDATA[d]]></value></param><param><value><i8>5000000000</i8></value></param></params>"
                                        + "</methodCall>")
                                .getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] prefixed(int first, byte[] document) {
        byte[] bytes = new byte[document.length + 1];
        bytes[0] = (byte) first;
        System.arraycopy(document, 0, bytes, 1, document.length);
        return bytes;
    }
}
