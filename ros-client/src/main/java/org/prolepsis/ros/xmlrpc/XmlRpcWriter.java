package org.prolepsis.ros.xmlrpc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes XML-RPC documents. Values: Boolean, Integer (and Byte, Short, Long within 32 bits), Double (and Float), String,
 * byte[], Instant, List, arrays of numbers, booleans and strings, Map with string keys, null (as {@code nil}).
 */
public final class XmlRpcWriter {
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    /** A client of ours reads no more. */
    private static final int MAX_CHARS = 64 * 1024 * 1024;

    /** What is encoded at a time: large documents go out in pieces and never exist as text. A multiple of three. */
    private static final int PIECE = 24 * 1024;

    private final StringBuilder out = new StringBuilder(512).append("<?xml version=\"1.0\"?>\n");
    private final Consumer<byte[]> sink;
    private long drained;

    private XmlRpcWriter(Consumer<byte[]> sink) {
        this.sink = sink;
    }

    /**
     * A call.
     *
     * @throws IllegalArgumentException if a value has no XML-RPC form; the message says which
     */
    public static byte[] call(String method, List<?> arguments) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(512);
        XmlRpcWriter writer = new XmlRpcWriter(all::writeBytes);
        writer.out.append("<methodCall><methodName>");
        writer.text(method);
        writer.out.append("</methodName><params>");
        for (Object argument : arguments) {
            writer.out.append("<param>");
            writer.value(argument);
            writer.out.append("</param>");
        }
        writer.finish("</params></methodCall>");
        return all.toByteArray();
    }

    /**
     * A response.
     *
     * @throws IllegalArgumentException if a value has no XML-RPC form; the message says which
     */
    public static byte[] response(Object value) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(512);
        response(value, all::writeBytes);
        return all.toByteArray();
    }

    /**
     * A response, given away in pieces while it is written, so that it can be stopped.
     *
     * @param sink takes each piece for good; what it throws ends the writing
     * @throws IllegalArgumentException if a value has no XML-RPC form, perhaps after some pieces
     */
    static void response(Object value, Consumer<byte[]> sink) {
        XmlRpcWriter writer = new XmlRpcWriter(sink);
        writer.out.append("<methodResponse><params><param>");
        writer.value(value);
        writer.finish("</param></params></methodResponse>");
    }

    /** A fault. */
    public static byte[] fault(int code, String message) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(512);
        XmlRpcWriter writer = new XmlRpcWriter(all::writeBytes);
        writer.out.append("<methodResponse><fault>");
        writer.value(Map.of("faultCode", code, "faultString", printable(message)));
        writer.finish("</fault></methodResponse>");
        return all.toByteArray();
    }

    private static String printable(String message) {
        StringBuilder kept = new StringBuilder();
        message.codePoints().forEach(c -> kept.appendCodePoint(isXml(c) ? c : '?'));
        return kept.toString();
    }

    private void finish(String end) {
        out.append(end).append('\n');
        drain();
    }

    /** Only between characters: the halves of one beyond the basic plane must stay together. */
    private void drain() {
        drained += out.length();
        sink.accept(out.toString().getBytes(StandardCharsets.UTF_8));
        out.setLength(0);
    }

    private void drainIfLong() {
        if (out.length() >= PIECE) {
            drain();
        }
    }

    private void value(Object value) {
        drainIfLong();
        if (drained + out.length() > MAX_CHARS) {
            throw new IllegalArgumentException("the document exceeds " + MAX_CHARS + " characters; ask for less");
        }
        out.append("<value>");
        if (value == null) {
            out.append("<nil/>");
        } else if (value instanceof String s) {
            out.append("<string>");
            text(s);
            out.append("</string>");
        } else if (value instanceof Boolean b) {
            out.append("<boolean>").append(b ? '1' : '0').append("</boolean>");
        } else if (value instanceof Number n) {
            number(n);
        } else if (value instanceof byte[] bytes) {
            base64(bytes);
        } else if (value instanceof Instant instant) {
            out.append("<dateTime.iso8601>").append(DATE_TIME.format(instant)).append("</dateTime.iso8601>");
        } else if (value instanceof Map<?, ?> map) {
            struct(map);
        } else if (value instanceof Iterable<?> items) {
            out.append("<array><data>");
            items.forEach(this::value);
            out.append("</data></array>");
        } else if (value.getClass().isArray()) {
            javaArray(value);
        } else {
            throw new IllegalArgumentException("a " + value.getClass().getName()
                    + " has no XML-RPC form; allowed are boolean, int, double, string, byte[], instant, list, map");
        }
        out.append("</value>");
    }

    private void base64(byte[] bytes) {
        out.append("<base64>");
        for (int i = 0; i < bytes.length; i += PIECE) {
            byte[] piece = Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + PIECE));
            out.append(Base64.getEncoder().encodeToString(piece));
            drainIfLong();
        }
        out.append("</base64>");
    }

    private void number(Number n) {
        if (n instanceof Double || n instanceof Float) {
            out.append("<double>").append(real(n.doubleValue())).append("</double>");
        } else if (n instanceof Integer || n instanceof Short || n instanceof Byte || n instanceof Long) {
            if (n.longValue() != n.intValue()) {
                throw new IllegalArgumentException(
                        "the integer " + n + " does not fit the 32 bits of XML-RPC; use a double or a string");
            }
            out.append("<int>").append(n.intValue()).append("</int>");
        } else {
            throw new IllegalArgumentException("a " + n.getClass().getName() + " has no XML-RPC form; use a double");
        }
    }

    /** Not-a-number and infinity as Python and C read them. */
    private static String real(double d) {
        if (Double.isNaN(d)) {
            return "nan";
        }
        if (Double.isInfinite(d)) {
            return d > 0 ? "inf" : "-inf";
        }
        return Double.toString(d);
    }

    private void struct(Map<?, ?> map) {
        out.append("<struct>");
        map.forEach((name, member) -> {
            if (!(name instanceof String key)) {
                throw new IllegalArgumentException("a map's key is '" + name + "'; XML-RPC wants strings");
            }
            out.append("<member><name>");
            text(key);
            out.append("</name>");
            value(member);
            out.append("</member>");
        });
        out.append("</struct>");
    }

    private void javaArray(Object array) {
        out.append("<array><data>");
        for (int i = 0; i < java.lang.reflect.Array.getLength(array); i++) {
            value(java.lang.reflect.Array.get(array, i));
        }
        out.append("</data></array>");
    }

    /** Runs of ordinary characters go in one piece: a robot description has megabytes of them. */
    private void text(String s) {
        int written = 0;
        for (int i = 0; i < s.length(); ) {
            int c = s.codePointAt(i);
            String escape = escape(c);
            if (escape != null) {
                out.append(s, written, i).append(escape);
                written = i + 1;
                drainIfLong();
            } else if (i - written >= PIECE) {
                out.append(s, written, i);
                written = i;
                drainIfLong();
            }
            i += Character.charCount(c);
        }
        out.append(s, written, s.length());
    }

    /** What stands for the character, or null if it stands for itself. */
    private static String escape(int c) {
        return switch (c) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            // A parser turns a bare carriage return into a line feed.
            case '\r' -> "&#13;";
            default -> {
                if (!isXml(c)) {
                    throw new IllegalArgumentException(
                            "the text has the character U+" + Integer.toHexString(c) + ", which XML cannot carry");
                }
                yield null;
            }
        };
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
