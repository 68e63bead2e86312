package org.prolepsis.msgs.generator;

import java.util.Set;

/** Names and literals of Java source. */
final class JavaText {
    private static final Set<String> RESERVED = Set.of(
            "abstract",
            "assert",
            "boolean",
            "break",
            "byte",
            "case",
            "catch",
            "char",
            "class",
            "const",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "extends",
            "false",
            "final",
            "finally",
            "float",
            "for",
            "goto",
            "if",
            "implements",
            "import",
            "instanceof",
            "int",
            "interface",
            "long",
            "native",
            "new",
            "null",
            "package",
            "private",
            "protected",
            "public",
            "return",
            "short",
            "static",
            "strictfp",
            "super",
            "switch",
            "synchronized",
            "this",
            "throw",
            "throws",
            "transient",
            "true",
            "try",
            "void",
            "volatile",
            "while");

    private JavaText() {}

    /** {@code frame_id} becomes {@code frameId}; a reserved word gets a trailing underscore. */
    static String fieldName(String rosName) {
        StringBuilder name = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < rosName.length(); i++) {
            char c = rosName.charAt(i);
            if (c == '_') {
                upper = name.length() > 0;
            } else {
                name.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return RESERVED.contains(name.toString()) ? name + "_" : name.toString();
    }

    /** A string literal of one line of source. */
    static String literal(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c > 0x7e) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    /** A string literal with one line of source for each line of text. */
    static String multiLineLiteral(String text, String indent) {
        StringBuilder out = new StringBuilder();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end + 1;
            out.append(start == 0 ? indent : "\n" + indent + "+ ").append(literal(text.substring(start, end)));
            start = end;
        }
        return out.length() == 0 ? indent + "\"\"" : out.toString();
    }
}
