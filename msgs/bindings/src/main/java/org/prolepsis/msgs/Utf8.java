package org.prolepsis.msgs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** UTF-8 without allocation, as far as strings allow. A lone surrogate is written as {@code ?}, as Java's encoder does. */
final class Utf8 {
    private Utf8() {}

    static int length(String value) {
        int bytes = 0;
        int chars = value.length();
        for (int i = 0; i < chars; i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (isPair(value, i)) {
                bytes += 4;
                i++;
            } else {
                bytes += Character.isSurrogate(c) ? 1 : 3;
            }
        }
        return bytes;
    }

    static void put(ByteBuffer out, String value) {
        int chars = value.length();
        for (int i = 0; i < chars; i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                out.put((byte) c);
            } else if (isPair(value, i)) {
                putCodePoint(out, value.codePointAt(i++));
            } else {
                putCodePoint(out, Character.isSurrogate(c) ? '?' : c);
            }
        }
    }

    private static void putCodePoint(ByteBuffer out, int code) {
        if (code < 0x80) {
            out.put((byte) code);
        } else if (code < 0x800) {
            out.put((byte) (0xc0 | (code >> 6)));
            out.put(continuation(code));
        } else if (code < 0x10000) {
            out.put((byte) (0xe0 | (code >> 12)));
            out.put(continuation(code >> 6));
            out.put(continuation(code));
        } else {
            out.put((byte) (0xf0 | (code >> 18)));
            out.put(continuation(code >> 12));
            out.put(continuation(code >> 6));
            out.put(continuation(code));
        }
    }

    private static byte continuation(int code) {
        return (byte) (0x80 | (code & 0x3f));
    }

    private static boolean isPair(String value, int i) {
        return Character.isHighSurrogate(value.charAt(i))
                && i + 1 < value.length()
                && Character.isLowSurrogate(value.charAt(i + 1));
    }

    /** Reads so many bytes, which the caller has checked to remain. */
    static String read(ByteBuffer in, int length, String previous) {
        int start = in.position();
        in.position(start + length);
        if (isContent(in, start, length, previous)) {
            return previous;
        }
        if (in.hasArray()) {
            return new String(in.array(), in.arrayOffset() + start, length, StandardCharsets.UTF_8);
        }
        byte[] bytes = new byte[length];
        in.get(start, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static boolean isContent(ByteBuffer in, int start, int length, String value) {
        int chars = value.length();
        int at = start;
        int end = start + length;
        for (int i = 0; i < chars; i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                if (at >= end || in.get(at++) != c) {
                    return false;
                }
                continue;
            }
            int code = isPair(value, i) ? value.codePointAt(i++) : c;
            if (code == c && Character.isSurrogate(c)) {
                return false;
            }
            at = matchCodePoint(in, at, end, code);
            if (at < 0) {
                return false;
            }
        }
        return at == end;
    }

    /** The position after the code point's bytes, or -1 if other bytes are there. */
    private static int matchCodePoint(ByteBuffer in, int at, int end, int code) {
        int bytes = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
        if (at + bytes > end) {
            return -1;
        }
        int lead = bytes == 2 ? 0xc0 : bytes == 3 ? 0xe0 : 0xf0;
        boolean same = in.get(at) == (byte) (lead | (code >> (6 * (bytes - 1))));
        for (int i = 1; i < bytes; i++) {
            same &= in.get(at + i) == continuation(code >> (6 * (bytes - 1 - i)));
        }
        return same ? at + bytes : -1;
    }
}
