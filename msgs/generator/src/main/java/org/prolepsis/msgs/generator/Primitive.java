package org.prolepsis.msgs.generator;

import java.util.Arrays;
import java.util.Optional;

/** A ROS built-in type, its Java type and its length on the wire. Unsigned types keep their width in Java. */
enum Primitive {
    BOOL("bool", "boolean", 1, ""),
    INT8("int8", "byte", 1, ""),
    UINT8("uint8", "byte", 1, ""),
    BYTE("byte", "byte", 1, ""),
    CHAR("char", "byte", 1, ""),
    INT16("int16", "short", 2, "Short"),
    UINT16("uint16", "short", 2, "Short"),
    INT32("int32", "int", 4, "Int"),
    UINT32("uint32", "int", 4, "Int"),
    INT64("int64", "long", 8, "Long"),
    UINT64("uint64", "long", 8, "Long"),
    FLOAT32("float32", "float", 4, "Float"),
    FLOAT64("float64", "double", 8, "Double"),
    STRING("string", "java.lang.String", 0, ""),
    TIME("time", "org.prolepsis.msgs.RosTime", 8, ""),
    DURATION("duration", "org.prolepsis.msgs.RosDuration", 8, "");

    final String rosName;
    final String javaType;
    /** Bytes on the wire; 0 for a string, whose length varies. */
    final int wireBytes;
    /** What follows {@code get} and {@code put} in the ByteBuffer method of this type. */
    final String bufferSuffix;

    Primitive(String rosName, String javaType, int wireBytes, String bufferSuffix) {
        this.rosName = rosName;
        this.javaType = javaType;
        this.wireBytes = wireBytes;
        this.bufferSuffix = bufferSuffix;
    }

    static Optional<Primitive> named(String rosName) {
        return Arrays.stream(values()).filter(p -> p.rosName.equals(rosName)).findFirst();
    }

    /** True for time and duration, which are mutable objects in Java. */
    boolean isStamp() {
        return this == TIME || this == DURATION;
    }

    /** True for types whose Java type is a Java primitive. */
    boolean isScalar() {
        return this != STRING && !isStamp();
    }

    /** True where the Java type is narrower in range than the ROS type, because Java has no unsigned integers. */
    boolean isUnsigned() {
        return rosName.startsWith("u") || this == CHAR;
    }
}
