package org.prolepsis.msgs.generator;

import java.util.List;

/** Writes {@code copyFrom}, {@code equals}, {@code hashCode} and {@code toString}. */
final class ObjectMethodsWriter {
    private final JavaSource out;
    private final String className;
    private final List<JavaField> fields;

    ObjectMethodsWriter(JavaSource out, String className, List<JavaField> fields) {
        this.out = out;
        this.className = className;
        this.fields = fields;
    }

    void write() {
        writeCopyFrom();
        writeEquals();
        writeHashCode();
        writeToString();
    }

    private void writeCopyFrom() {
        out.line(
                "/** Takes over a deep copy of every field; arrays keep their instance when the length is unchanged. */");
        out.open("public void copyFrom(" + className + " other)");
        for (JavaField f : fields) {
            String theirs = "other." + f.name();
            if (!f.type().isArray()) {
                out.line(f.isObject() ? f.access() + ".copyFrom(" + theirs + ");" : f.access() + " = " + theirs + ";");
                continue;
            }
            if (!f.isFinal()) {
                String factory = f.isObject() ? ", " + f.element() + "[]::new, " + f.element() + "::new" : "";
                out.line(f.access() + " = org.prolepsis.msgs.Wire.resized(" + f.access() + ", " + theirs + ".length"
                        + factory + ");");
            }
            if (f.isObject()) {
                out.open("for (int i = 0; i < " + f.access() + ".length; i++)");
                out.line(f.access() + "[i].copyFrom(" + theirs + "[i]);").close();
            } else {
                out.line("java.lang.System.arraycopy(" + theirs + ", 0, " + f.access() + ", 0, " + f.access()
                        + ".length);");
            }
        }
        out.close().line("");
        out.line("@Override").open("public void copyFrom(org.prolepsis.msgs.Message other)");
        out.line("copyFrom((" + className + ") other);").close().line("");
    }

    private void writeEquals() {
        out.line("@Override").open("public boolean equals(java.lang.Object object)");
        if (fields.isEmpty()) {
            out.line("return object instanceof " + className + ";").close().line("");
            return;
        }
        out.open("if (!(object instanceof " + className + "))")
                .line("return false;")
                .close();
        out.line(className + " other = (" + className + ") object;");
        for (int i = 0; i < fields.size(); i++) {
            String end = i == fields.size() - 1 ? ";" : "";
            out.line((i == 0 ? "return " : "        && ") + equal(fields.get(i)) + end);
        }
        out.close().line("");
    }

    private static String equal(JavaField f) {
        String theirs = "other." + f.name();
        if (f.type().isArray()) {
            return "java.util.Arrays.equals(" + f.access() + ", " + theirs + ")";
        }
        if (!f.type().isScalar()) {
            return f.access() + ".equals(" + theirs + ")";
        }
        return switch (f.primitive()) {
            case FLOAT32 -> "java.lang.Float.compare(" + f.access() + ", " + theirs + ") == 0";
            case FLOAT64 -> "java.lang.Double.compare(" + f.access() + ", " + theirs + ") == 0";
            default -> f.access() + " == " + theirs;
        };
    }

    private void writeHashCode() {
        out.line("@Override").open("public int hashCode()").line("int hash = 1;");
        fields.forEach(f -> out.line("hash = 31 * hash + " + hash(f) + ";"));
        out.line("return hash;").close().line("");
    }

    private static String hash(JavaField f) {
        if (f.type().isArray()) {
            return "java.util.Arrays.hashCode(" + f.access() + ")";
        }
        if (!f.type().isScalar()) {
            return f.access() + ".hashCode()";
        }
        return switch (f.primitive()) {
            case BOOL -> "java.lang.Boolean.hashCode(" + f.access() + ")";
            case INT64, UINT64 -> "java.lang.Long.hashCode(" + f.access() + ")";
            case FLOAT32 -> "java.lang.Float.hashCode(" + f.access() + ")";
            case FLOAT64 -> "java.lang.Double.hashCode(" + f.access() + ")";
            default -> f.access();
        };
    }

    private void writeToString() {
        out.line("@Override").open("public java.lang.String toString()");
        StringBuilder text = new StringBuilder("return \"" + className + "{");
        for (int i = 0; i < fields.size(); i++) {
            JavaField f = fields.get(i);
            String value = f.type().isArray() ? "java.util.Arrays.toString(" + f.access() + ")" : f.access();
            text.append(i == 0 ? "" : ", ")
                    .append(f.access())
                    .append("=\" + ")
                    .append(value)
                    .append(" + \"");
        }
        out.line(text.append("}\";").toString()).close();
    }
}
