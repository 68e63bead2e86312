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
            return f.type().isString() ? WIRE + "utf8Length(" + f.name() + ")" : f.name() + ".serializedLength()";
        }
        if (f.type().isString()) {
            return WIRE + "lengthOfStrings(" + f.name() + ")";
        }
        if (f.type().isMessage()) {
            return WIRE + "lengthOf(" + f.name() + ")";
        }
        return f.primitive().wireBytes == 1
                ? f.name() + ".length"
                : f.primitive().wireBytes + " * " + f.name() + ".length";
    }

    private void writeWriteTo() {
        out.line("@Override").open("public void writeTo(java.nio.ByteBuffer out)");
        for (JavaField f : fields) {
            if (f.type().arity() == FieldType.Arity.VARIABLE_ARRAY) {
                out.line("out.putInt(" + f.name() + ".length);");
            }
            out.line(f.type().isArray() ? WIRE + "putAll(out, " + f.name() + ");" : put(f));
        }
        out.close().line("");
    }

    private static String put(JavaField f) {
        if (f.isObject()) {
            return f.name() + ".writeTo(out);";
        }
        return switch (f.primitive()) {
            case STRING -> WIRE + "putString(out, " + f.name() + ");";
            case BOOL -> "out.put((byte) (" + f.name() + " ? 1 : 0));";
            default -> "out.put" + f.primitive().bufferSuffix + "(" + f.name() + ");";
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
                out.line(f.name() + " = " + WIRE + "readString(in, " + f.name() + ", " + f.labelLiteral() + ");");
            } else {
                out.line(f.name() + ".readFrom(in);");
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
            return f.name() + ".readFrom(in);";
        }
        if (f.primitive() == Primitive.BOOL) {
            return f.name() + " = in.get() != 0;";
        }
        return f.name() + " = in.get" + f.primitive().bufferSuffix + "();";
    }

    private void readArray(JavaField f) {
        boolean variable = f.type().arity() == FieldType.Arity.VARIABLE_ARRAY;
        if (variable) {
            String count = WIRE + "readCount(in, " + f.minElementBytes() + ", " + f.labelLiteral() + ")";
            String factory = f.isObject() ? ", " + f.element() + "[]::new, " + f.element() + "::new" : "";
            out.line(f.name() + " = " + WIRE + "resized(" + f.name() + ", " + count + factory + ");");
        }
        if (f.type().isString()) {
            out.line(WIRE + "readAll(in, " + f.name() + ", " + f.labelLiteral() + ");");
            return;
        }
        if (!variable && !f.type().isMessage()) {
            int bytes = f.primitive().wireBytes * f.type().length();
            out.line(WIRE + "require(in, " + bytes + ", " + f.labelLiteral() + ");");
        }
        out.line(WIRE + "readAll(in, " + f.name() + ");");
    }
}
