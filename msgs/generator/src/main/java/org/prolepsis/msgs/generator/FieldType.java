package org.prolepsis.msgs.generator;

import java.util.Optional;

/**
 * The type of a field.
 *
 * @param primitive the built-in type, or empty for a message
 * @param message the full name {@code package/Name} of the message type, or the empty string for a built-in type
 * @param arity whether it is one value or an array
 * @param length the length of a fixed array, otherwise 0
 */
record FieldType(Optional<Primitive> primitive, String message, Arity arity, int length) {
    enum Arity {
        ONE,
        FIXED_ARRAY,
        VARIABLE_ARRAY
    }

    boolean isArray() {
        return arity != Arity.ONE;
    }

    boolean isMessage() {
        return primitive.isEmpty();
    }

    boolean isScalar() {
        return primitive.isPresent() && primitive.get().isScalar();
    }

    boolean isString() {
        return primitive.isPresent() && primitive.get() == Primitive.STRING;
    }

    /** The element type as md5 text and definitions write it, without an array suffix. */
    String elementName() {
        return primitive.map(p -> p.rosName).orElse(message);
    }

    /** The type as a definition writes it. */
    String rosName() {
        return switch (arity) {
            case ONE -> elementName();
            case FIXED_ARRAY -> elementName() + "[" + length + "]";
            case VARIABLE_ARRAY -> elementName() + "[]";
        };
    }
}
