package org.prolepsis.ros.net;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The start line and headers of a request or response.
 *
 * @param startLine the first line
 * @param headers values by lower-case name
 */
record HttpHead(String startLine, Map<String, String> headers) {
    /** The index just after the blank line that ends the head, or -1 if it has not come yet. */
    static int end(byte[] bytes, int from, int count) {
        for (int i = Math.max(3, from); i < count; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    /** @throws IllegalArgumentException if a line is no header */
    static HttpHead parse(byte[] bytes, int end) {
        String text = new String(bytes, 0, end - 4, StandardCharsets.ISO_8859_1);
        int lineEnd = text.indexOf("\r\n");
        String start = lineEnd < 0 ? text : text.substring(0, lineEnd);
        Map<String, String> headers = new HashMap<>();
        int at = lineEnd < 0 ? text.length() : lineEnd + 2;
        while (at < text.length()) {
            int next = text.indexOf("\r\n", at);
            String line = text.substring(at, next < 0 ? text.length() : next);
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("'" + line + "' is no HTTP header");
            }
            String name = line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).trim();
            String before = headers.put(name, value);
            if (before != null && name.equals("content-length") && !before.equals(value)) {
                throw new IllegalArgumentException("Content-Length is '" + before + "' and '" + value + "'");
            }
            at = next < 0 ? text.length() : next + 2;
        }
        return new HttpHead(start, headers);
    }

    /**
     * The content length, or -1 if there is none.
     *
     * @throws IllegalArgumentException if it is no length
     */
    long contentLength() {
        String value = headers.get("content-length");
        if (value == null) {
            return -1;
        }
        if (value.isEmpty() || value.length() > 18 || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("Content-Length is '" + value + "'");
        }
        return Long.parseLong(value);
    }

    /** Whether the body comes in another form than as so many bytes. */
    boolean isTransferEncoded() {
        return headers.containsKey("transfer-encoding");
    }

    boolean keepsAlive() {
        String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        boolean http11 = startLine.contains("HTTP/1.1");
        return http11 ? !connection.contains("close") : connection.contains("keep-alive");
    }
}
