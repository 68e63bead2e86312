package org.prolepsis.ros.tcpros;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The {@code key=value} fields that open a TCPROS connection. Immutable. */
public record ConnectionHeader(Map<String, String> fields) {
    /** ROS's own peers send ten. */
    private static final int MAX_FIELDS = 256;

    public ConnectionHeader {
        // Not Map.copyOf: a peer may choose keys of equal hash, which take that map a time that grows with their
        // square.
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The field's value, or null. */
    public String get(String key) {
        return fields.get(key);
    }

    /** The field's value, or a default. */
    public String get(String key, String otherwise) {
        return fields.getOrDefault(key, otherwise);
    }

    /** Whether the field is there and says yes. */
    public boolean flag(String key) {
        String value = fields.get(key);
        return value != null && (value.equals("1") || value.equalsIgnoreCase("true"));
    }

    /** A header from keys and values in turn. */
    public static ConnectionHeader of(String... keysAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            fields.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new ConnectionHeader(fields);
    }

    /** The refusal that peers understand. */
    public static ConnectionHeader error(String message) {
        return of("error", message);
    }

    /** The bytes on the wire with the leading length, ready to be written. */
    public ByteBuffer encode() {
        Map<String, byte[]> lines = new LinkedHashMap<>();
        int length = 0;
        for (Map.Entry<String, String> field : fields.entrySet()) {
            byte[] line = (field.getKey() + "=" + field.getValue()).getBytes(StandardCharsets.UTF_8);
            lines.put(field.getKey(), line);
            length += 4 + line.length;
        }
        ByteBuffer out = ByteBuffer.allocate(4 + length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(length);
        lines.values().forEach(line -> out.putInt(line.length).put(line));
        return out.flip();
    }

    /**
     * Reads the fields from a little-endian buffer that holds exactly one header without its leading length.
     *
     * @throws IOException if it is malformed
     */
    public static ConnectionHeader decode(ByteBuffer in) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        while (in.hasRemaining()) {
            if (in.remaining() < 4) {
                throw new IOException("a TCPROS header ends inside a field's length");
            }
            int length = in.getInt();
            if (length < 0 || length > in.remaining()) {
                throw new IOException("a TCPROS header field announces " + Integer.toUnsignedString(length)
                        + " bytes where " + in.remaining() + " are left");
            }
            byte[] line = new byte[length];
            in.get(line);
            String text = new String(line, StandardCharsets.UTF_8);
            int split = text.indexOf('=');
            if (split < 1) {
                throw new IOException("a TCPROS header field has no key=value form");
            }
            if (fields.size() >= MAX_FIELDS) {
                throw new IOException("a TCPROS header has more than " + MAX_FIELDS + " fields");
            }
            fields.put(text.substring(0, split), text.substring(split + 1));
        }
        return new ConnectionHeader(fields);
    }
}
