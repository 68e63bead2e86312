package org.prolepsis.msgs.generator;

/**
 * A field as Java sees it.
 *
 * @param field the ROS field
 * @param name the Java name
 * @param element the Java type of one element, fully qualified unless primitive
 * @param label what error messages call it, such as {@code sensor_msgs/JointState.position}
 * @param minElementBytes the fewest bytes of one element on the wire
 */
record JavaField(Field field, String name, String element, String label, int minElementBytes) {

    FieldType type() {
        return field.type();
    }

    /** The field inside a method; qualified, since a definition may use the name of a local variable. */
    String access() {
        return "this." + name;
    }

    /** The declared Java type. */
    String javaType() {
        return type().isArray() ? element + "[]" : element;
    }

    /** True for elements that are mutable objects: messages, times and durations. */
    boolean isObject() {
        return type().isMessage() || type().primitive().orElseThrow().isStamp();
    }

    /** True if the field's object never changes identity. */
    boolean isFinal() {
        return type().arity() == FieldType.Arity.FIXED_ARRAY || (isObject() && !type().isArray());
    }

    /** True if the field always takes the same number of bytes and is no object with its own codec. */
    boolean isFixedScalar() {
        return !type().isArray()
                && (type().isScalar()
                        || type().primitive().filter(Primitive::isStamp).isPresent());
    }

    Primitive primitive() {
        return type().primitive().orElseThrow();
    }

    String labelLiteral() {
        return JavaText.literal(label);
    }

    String initializer() {
        return switch (type().arity()) {
            case ONE -> isObject() ? " = new " + element + "()" : type().isString() ? " = \"\"" : "";
            case VARIABLE_ARRAY -> " = " + emptyArray();
            case FIXED_ARRAY -> " = " + fixedArray();
        };
    }

    private String emptyArray() {
        return "new " + element + "[0]";
    }

    private String fixedArray() {
        String array = "new " + element + "[" + type().length() + "]";
        if (isObject()) {
            return "org.prolepsis.msgs.Wire.filled(" + array + ", " + element + "::new)";
        }
        return type().isString() ? "org.prolepsis.msgs.Wire.filled(" + array + ", () -> \"\")" : array;
    }
}
