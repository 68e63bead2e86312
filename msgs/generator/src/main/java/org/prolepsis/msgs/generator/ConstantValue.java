package org.prolepsis.msgs.generator;

import java.math.BigInteger;
import java.util.Locale;

/** Turns the text of a constant into a Java expression. */
final class ConstantValue {
    /** No number needs more; digits by the thousand take a time that grows with their square. */
    private static final int MAX_CHARS = 1000;

    private ConstantValue() {}

    /**
     * @throws IllegalArgumentException if the text is no value of the type, or out of its range
     */
    static String javaExpression(Primitive type, String text) {
        if (type != Primitive.STRING && text.length() > MAX_CHARS) {
            throw new IllegalArgumentException(
                    "got a value of " + text.length() + " characters, expected at most " + MAX_CHARS);
        }
        return switch (type) {
            case STRING -> JavaText.literal(text);
            case BOOL -> Boolean.toString(bool(text));
            case FLOAT32 -> floating("Float", "F", text);
            case FLOAT64 -> floating("Double", "D", text);
            default -> integer(type, text);
        };
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "True", "1" -> true;
            case "False", "0" -> false;
            default -> throw new IllegalArgumentException("got \"" + text + "\", expected True, False, 1 or 0");
        };
    }

    private static String floating(String box, String suffix, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.matches("[+-]?(inf|infinity)")) {
            return "java.lang." + box + (lower.startsWith("-") ? ".NEGATIVE_INFINITY" : ".POSITIVE_INFINITY");
        }
        if (lower.matches("[+-]?nan")) {
            return "java.lang." + box + ".NaN";
        }
        if (!lower.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d+)?")) {
            throw new IllegalArgumentException("got \"" + text + "\", expected a number");
        }
        return box.equals("Float") ? Float.parseFloat(lower) + suffix : Double.parseDouble(lower) + suffix;
    }

    private static String integer(Primitive type, String text) {
        BigInteger value;
        try {
            value = new BigInteger(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("got \"" + text + "\", expected a whole number", e);
        }
        int bits = 8 * type.wireBytes;
        BigInteger two = BigInteger.TWO;
        BigInteger low = type.isUnsigned() ? BigInteger.ZERO : two.pow(bits - 1).negate();
        BigInteger high = two.pow(type.isUnsigned() ? bits : bits - 1).subtract(BigInteger.ONE);
        if (value.compareTo(low) < 0 || value.compareTo(high) > 0) {
            throw new IllegalArgumentException("got " + text + ", a " + type.rosName + " is " + low + " to " + high);
        }
        return switch (type.wireBytes) {
            case 1 -> Byte.toString(value.byteValue());
            case 2 -> Short.toString(value.shortValue());
            case 4 -> Integer.toString(value.intValue());
            default -> value.longValue() + "L";
        };
    }
}
