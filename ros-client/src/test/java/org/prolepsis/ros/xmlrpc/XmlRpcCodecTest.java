package org.prolepsis.ros.xmlrpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlRpcCodecTest {
    private static Object roundTrip(Object value) throws XmlRpcException {
        return XmlRpcReader.response(XmlRpcWriter.response(value));
    }

    private static Object read(String value) throws XmlRpcException {
        return XmlRpcReader.response(
                ("<?xml version='1.0'?><methodResponse><params><param>" + value + "</param></params></methodResponse>")
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** A random value; seeded, so that a failure can be repeated. */
    private static Object value(Random random, int depth) {
        switch (random.nextInt(depth < 4 ? 6 : 4)) {
            case 0 -> {
                return random.nextInt();
            }
            case 1 -> {
                return Double.longBitsToDouble(random.nextLong());
            }
            case 2 -> {
                return random.nextBoolean();
            }
            case 3 -> {
                return text(random);
            }
            case 4 -> {
                List<Object> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(value(random, depth + 1));
                }
                return items;
            }
            default -> {
                Map<String, Object> members = new HashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    members.put(text(random), value(random, depth + 1));
                }
                return members;
            }
        }
    }

    private static String text(Random random) {
        String letters = " \t\r\n<>&'\"]]>aé\u2028\uFFFD\uD83D\uDE00";
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            out.appendCodePoint(letters.codePointAt(random.nextInt(letters.length() - 1)));
        }
        return out.toString();
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void shouldRoundTripEveryValue(@ForAll long seed) throws XmlRpcException {
        Object value = value(new Random(seed), 0);
        assertEquals(value, roundTrip(value));
    }

    @Test
    void shouldRoundTripDatesBytesNothingAndSpecialNumbers() throws XmlRpcException {
        Instant date = Instant.parse("1998-07-17T14:08:55Z");
        assertEquals(date, roundTrip(date));
        assertArrayEquals(new byte[] {0, -1, 7}, (byte[]) roundTrip(new byte[] {0, -1, 7}));
        assertNull(roundTrip(null));
        assertEquals(Double.NaN, roundTrip(Double.NaN));
        assertEquals(Double.NEGATIVE_INFINITY, roundTrip(Double.NEGATIVE_INFINITY));
        assertEquals(List.of(1.5, 2.0), roundTrip(new double[] {1.5, 2}));
    }

    @Test
    void shouldReadWhatOtherWritersMean() throws XmlRpcException {
        assertEquals("bare text", read("<value>bare text</value>"));
        assertEquals("", read("<value/>"));
        assertEquals("", read("<value><string/></value>"));
        assertEquals(7, read("<value> <i4>7</i4>\n</value>"));
        assertEquals(7, read("<value><i8>7</i8></value>"));
        assertEquals(1L << 40, read("<value><i8>1099511627776</i8></value>"));
        assertEquals(1e-05, read("<value><double>1e-05</double></value>"));
        assertEquals(List.of(), read("<value><array><data/></array></value>"));
        assertEquals(Map.of(), read("<value><struct/></value>"));
        assertEquals("a<b", read("<value><![CDATA[a<b]]></value>"));
        assertNull(read("<value><nil/></value>"));
    }

    @Test
    void shouldReadCallsWithAndWithoutParameters() throws XmlRpcException {
        MethodCall call = XmlRpcReader.call(XmlRpcWriter.call("getParam", List.of("/node", "/rate")));
        assertEquals(new MethodCall("getParam", List.of("/node", "/rate")), call);
        byte[] bare = "<methodCall><methodName>getPid</methodName></methodCall>".getBytes(StandardCharsets.UTF_8);
        assertEquals(new MethodCall("getPid", List.of()), XmlRpcReader.call(bare));
    }

    @Test
    void shouldTurnFaultsIntoExceptions() {
        XmlRpcFault fault =
                assertThrows(XmlRpcFault.class, () -> XmlRpcReader.response(XmlRpcWriter.fault(4, "too bad \u0001")));
        assertEquals(4, fault.code());
        assertEquals("too bad ?", fault.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "<value>",
                "<value><int>x</int></value>",
                "<value><int>99999999999</int></value>",
                "<value><boolean>2</boolean></value>",
                "<value><base64>*</base64></value>",
                "<value><dateTime.iso8601>yesterday</dateTime.iso8601></value>",
                "<value><unknown>1</unknown></value>",
                "<value><struct><member><name>a</name></member></struct></value>",
                "<value><array><int>1</int></array></value>",
                "<value><int>1</int><int>2</int></value>",
                "<value>&undefined;</value>"
            })
    void shouldRejectMalformedValues(String value) {
        assertThrows(XmlRpcException.class, () -> read(value));
    }

    @Test
    void shouldRefuseDocumentTypesAndExternalEntities() {
        String secret = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
                + "<methodResponse><params><param><value>&e;</value></param></params></methodResponse>";
        assertThrows(XmlRpcException.class, () -> XmlRpcReader.response(secret.getBytes(StandardCharsets.UTF_8)));
        String laughs = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]>"
                + "<methodCall><methodName>&b;</methodName></methodCall>";
        assertThrows(XmlRpcException.class, () -> XmlRpcReader.call(laughs.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldBoundNesting() {
        String deep = "<value><array><data>".repeat(5000) + "</data></array></value>".repeat(5000);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThrows(XmlRpcException.class, () -> read(deep)));
    }

    @Test
    void shouldSayWhatCannotBeWritten() {
        for (Object unfit : new Object[] {1L << 40, "nul \u0000", "half \uD800", Map.of(1, 2), new Object()}) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> XmlRpcWriter.response(unfit));
            assertTrue(refused.getMessage().length() > 20, refused.getMessage());
        }
    }

    @Test
    void shouldAnswerMulticallsOneByOne() throws XmlRpcException {
        XmlRpcHandler handler = (method, arguments) -> {
            if (method.equals("bad")) {
                throw new XmlRpcFault(3, "no");
            }
            return List.of(1, method, arguments);
        };
        byte[] call = XmlRpcWriter.call(
                "system.multicall",
                List.of(List.of(
                        Map.of("methodName", "good", "params", List.of(5)),
                        Map.of("methodName", "bad", "params", List.of()),
                        "no call")));
        List<?> results = assertInstanceOf(List.class, XmlRpcReader.response(XmlRpcServer.respond(handler, call, 128)));
        assertEquals(List.of(List.of(1, "good", List.of(5))), results.get(0));
        assertEquals(Map.of("faultCode", 3, "faultString", "no"), results.get(1));
        assertInstanceOf(Map.class, results.get(2));
    }
}
