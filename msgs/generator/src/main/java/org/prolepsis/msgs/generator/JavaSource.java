package org.prolepsis.msgs.generator;

/** Java source under construction: lines with indentation. */
final class JavaSource {
    private final StringBuilder text = new StringBuilder();
    private int depth;

    /** Adds a line; an empty one adds a blank line. */
    JavaSource line(String line) {
        if (!line.isEmpty()) {
            text.append("    ".repeat(depth)).append(line);
        }
        text.append('\n');
        return this;
    }

    /** Adds a line that opens a block. */
    JavaSource open(String line) {
        line(line + " {");
        depth++;
        return this;
    }

    /** Closes the innermost block. */
    JavaSource close() {
        depth--;
        return line("}");
    }

    /** Adds text of several lines as it is. */
    JavaSource raw(String lines) {
        text.append(lines).append('\n');
        return this;
    }

    /** The indentation of a line inside the current block, one level deeper. */
    String continuation() {
        return "    ".repeat(depth + 2);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
