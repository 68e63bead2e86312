package org.prolepsis.msgs.generator;

import java.util.List;

/**
 * Writes {@code serializedLength}, {@code writeTo} and {@code readFrom}. Reading checks what remains before a run of
 * fields of fixed length and before every allocation, so that hostile bytes end in a MessageFormatException.
 */
final class CodecWriter {
    private static final String WIRE = "org.prolepsis.msgs.Wire.";

    private final JavaSource out;
    private final List<JavaField> fields;

    CodecWriter(JavaSource out, List<JavaField> fields) {
        this.out = out;
        this.fields = fields;
    }

    void write() {
        writeLength();
        writeWriteTo();
        writeReadFrom();
    }

    private void writeLength() {
        int fixed = 0;
        for (JavaField f : fields) {
            if (f.isFixedScalar()) {
                fixed += f.primitive().wireBytes;
            } else if (f.type().arity() == FieldType.Arity.VARIABLE_ARRAY
                    || f.type().isString()) {
                fixed += f.type().arity() == FieldType.Arity.FIXED_ARRAY ? 0 : Integer.BYTES;
            }
        }
        out.line("@Override").open("public int serializedLength()");
        out.line("int length = " + fixed + ";");
        fields.stream().filter(f -> !f.isFixedScalar()).forEach(f -> out.line("length += " + lengthOf(f) + ";"));
        out.line("return length;").close().line("");
    }

    /** The length of a field of varying length, without the four bytes of its own length or count. */
    private String lengthOf(JavaField f) {
        if (!f.type().isArray()) {
            return f.type().isString() ? WIRE + "utf8Length(" + f.access() + ")" : f.access() + ".serializedLength()";
        }
        if (f.type().isString()) {
            return WIRE + "lengthOfStrings(" + f.access() + ")";
        }
        if (f.type().isMessage()) {
            return WIRE + "lengthOf(" + f.access() + ")";
        }
        return f.primitive().wireBytes == 1
                ? f.access() + ".length"
                : f.primitive().wireBytes + " * " + f.access() + ".length";
    }

    private void writeWriteTo() {
        out.line("@Override").open("public void writeTo(java.nio.ByteBuffer out)");
        for (JavaField f : fields) {
            if (f.type().arity() == FieldType.Arity.VARIABLE_ARRAY) {
                out.line("out.putInt(" + f.access() + ".length);");
            }
            out.line(f.type().isArray() ? WIRE + "putAll(out, " + f.access() + ");" : put(f));
        }
        out.close().line("");
    }

    private static String put(JavaField f) {
        if (f.isObject()) {
            return f.access() + ".writeTo(out);";
        }
        return switch (f.primitive()) {
            case STRING -> WIRE + "putString(out, " + f.access() + ");";
            case BOOL -> "out.put((byte) (" + f.access() + " ? 1 : 0));";
            default -> "out.put" + f.primitive().bufferSuffix + "(" + f.access() + ");";
        };
    }

    private void writeReadFrom() {
        out.line("@Override").open("public void readFrom(java.nio.ByteBuffer in)");
        for (int i = 0; i < fields.size(); i++) {
            JavaField f = fields.get(i);
            if (f.isFixedScalar()) {
                if (i == 0 || !fields.get(i - 1).isFixedScalar()) {
                    out.line(WIRE + "require(in, " + runBytes(i) + ", " + f.labelLiteral() + ");");
                }
                out.line(get(f));
            } else if (f.type().isArray()) {
                readArray(f);
            } else if (f.type().isString()) {
                out.line(f.access() + " = " + WIRE + "readString(in, " + f.access() + ", " + f.labelLiteral() + ");");
            } else {
                out.line(f.access() + ".readFrom(in);");
            }
        }
        out.close().line("");
    }

    private int runBytes(int from) {
        int bytes = 0;
        for (int i = from; i < fields.size() && fields.get(i).isFixedScalar(); i++) {
            bytes += fields.get(i).primitive().wireBytes;
        }
        return bytes;
    }

    private static String get(JavaField f) {
        if (f.isObject()) {
            return f.access() + ".readFrom(in);";
        }
        if (f.primitive() == Primitive.BOOL) {
            return f.access() + " = in.get() != 0;";
        }
        return f.access() + " = in.get" + f.primitive().bufferSuffix + "();";
    }

    private void readArray(JavaField f) {
        boolean variable = f.type().arity() == FieldType.Arity.VARIABLE_ARRAY;
        if (variable) {
            String count = WIRE + "readCount(in, " + f.minElementBytes() + ", " + f.labelLiteral() + ")";
            String factory = f.isObject() ? ", " + f.element() + "[]::new, " + f.element() + "::new" : "";
            out.line(f.access() + " = " + WIRE + "resized(" + f.access() + ", " + count + factory + ");");
        }
        if (f.type().isString()) {
            out.line(WIRE + "readAll(in, " + f.access() + ", " + f.labelLiteral() + ");");
            return;
        }
        if (!variable && !f.type().isMessage()) {
            int bytes = f.primitive().wireBytes * f.type().length();
            out.line(WIRE + "require(in, " + bytes + ", " + f.labelLiteral() + ");");
        }
        out.line(WIRE + "readAll(in, " + f.access() + ");");
    }
}
