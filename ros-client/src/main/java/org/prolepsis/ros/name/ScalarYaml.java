package org.prolepsis.ros.name;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Types the value of {@code _param:=value} as rosparam's YAML does: integers, floats, booleans, strings, and flow lists
 * and maps of these. What is not one of them is a string.
 */
public final class ScalarYaml {
    private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9_]*)");
    private static final Pattern HEX = Pattern.compile("([-+]?)0x([0-9a-fA-F_]+)");
    private static final Pattern OCTAL = Pattern.compile("([-+]?)0([0-7_]+)");
    /** YAML 1.1 wants the point in a float; roscpp's {@code _param:=1e-3} does not, and a user neither. */
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private static final int MAX_DEPTH = 32;
    /** More than the largest double has. */
    private static final int MAX_DIGITS = 1200;

    private final String text;
    private int at;

    private ScalarYaml(String text) {
        this.text = text;
    }

    /** The typed value; text that is no well-formed list, map, number or boolean is a string. */
    public static Object parse(String value) {
        String trimmed = value.trim();
        if (trimmed.startsWith("[") || trimmed.startsWith("{") || trimmed.startsWith("'") || trimmed.startsWith("\"")) {
            ScalarYaml parser = new ScalarYaml(trimmed);
            try {
                Object parsed = parser.value(0);
                parser.skipBlanks();
                if (parser.at == trimmed.length()) {
                    return parsed;
                }
            } catch (IllegalArgumentException notFlow) {
                return value;
            }
            return value;
        }
        return scalar(trimmed);
    }

    private static Object scalar(String s) {
        switch (s) {
            case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON" -> {
                return Boolean.TRUE;
            }
            case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF" -> {
                return Boolean.FALSE;
            }
            case ".inf", ".Inf", ".INF", "+.inf" -> {
                return Double.POSITIVE_INFINITY;
            }
            case "-.inf", "-.Inf", "-.INF" -> {
                return Double.NEGATIVE_INFINITY;
            }
            case ".nan", ".NaN", ".NAN" -> {
                return Double.NaN;
            }
            default -> {
                return number(s);
            }
        }
    }

    private static Object number(String s) {
        if (INTEGER.matcher(s).matches()) {
            return integer(s.replace("_", ""), 10, s);
        }
        Matcher hex = HEX.matcher(s);
        if (hex.matches()) {
            return integer(hex.group(1) + hex.group(2).replace("_", ""), 16, s);
        }
        Matcher octal = OCTAL.matcher(s);
        if (octal.matches()) {
            return integer(octal.group(1) + octal.group(2).replace("_", ""), 8, s);
        }
        return FLOAT.matcher(s).matches() ? (Object) Double.valueOf(s) : s;
    }

    /** Parameters are 32 bits wide on the wire: a wider integer becomes a double rather than garbage. */
    private static Object integer(String digits, int radix, String original) {
        if (digits.length() > MAX_DIGITS) {
            // Turning digits into a number takes a time that grows with their square.
            return original;
        }
        try {
            BigInteger wide = new BigInteger(digits, radix);
            return wide.bitLength() < 32 ? (Object) wide.intValue() : (Object) wide.doubleValue();
        } catch (NumberFormatException malformed) {
            return original;
        }
    }

    private Object value(int depth) {
        skipBlanks();
        if (depth > MAX_DEPTH || at >= text.length()) {
            throw new IllegalArgumentException("nested too deeply or cut off");
        }
        return switch (text.charAt(at)) {
            case '[' -> list(depth);
            case '{' -> map(depth);
            case '\'', '"' -> quoted();
            default -> scalar(plain(",]}"));
        };
    }

    private List<Object> list(int depth) {
        List<Object> items = new ArrayList<>();
        at++;
        skipBlanks();
        while (!take(']')) {
            items.add(value(depth + 1));
            skipBlanks();
            if (!take(',') && peek() != ']') {
                throw new IllegalArgumentException("expected , or ]");
            }
            skipBlanks();
        }
        return items;
    }

    private Map<String, Object> map(int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
        skipBlanks();
        while (!take('}')) {
            String key = peek() == '\'' || peek() == '"' ? quoted() : plain(":,}");
            skipBlanks();
            if (!take(':')) {
                throw new IllegalArgumentException("expected :");
            }
            members.put(key, value(depth + 1));
            skipBlanks();
            if (!take(',') && peek() != '}') {
                throw new IllegalArgumentException("expected , or }");
            }
            skipBlanks();
        }
        return members;
    }

    private String quoted() {
        char quote = text.charAt(at++);
        StringBuilder out = new StringBuilder();
        while (peek() != quote || (quote == '\'' && text.startsWith("''", at))) {
            char c = text.charAt(at++);
            if (c == '\'' && quote == '\'') {
                at++;
            } else if (c == '\\' && quote == '"') {
                c = escape(peek());
                at++;
            }
            out.append(c);
        }
        at++;
        return out.toString();
    }

    private static char escape(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> c;
        };
    }

    private String plain(String stops) {
        int start = at;
        while (at < text.length() && stops.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at).trim();
        if (word.isEmpty()) {
            throw new IllegalArgumentException("empty item");
        }
        return word;
    }

    private char peek() {
        if (at >= text.length()) {
            throw new IllegalArgumentException("cut off");
        }
        return text.charAt(at);
    }

    private boolean take(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
