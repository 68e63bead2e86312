package org.prolepsis.msgs;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a message holds, bit for bit and read by reflection, so that neither the generated codec nor the generated
 * {@code equals} judges itself: one {@code path=value} for each field, in the order of the paths. Integers are unsigned,
 * floating-point numbers their raw bits, text UTF-16; names are in lower case without underscores. genpy_peer.py says the
 * same of a Python message.
 */
final class Contents {
    private final List<String> lines = new ArrayList<>();
    private final boolean encoded;

    private Contents(boolean encoded) {
        this.encoded = encoded;
    }

    static List<String> of(Message message) {
        return new Contents(false).lines(message);
    }

    /** What the message holds after the wire: each unpaired surrogate has become a question mark. */
    static List<String> encoded(Message message) {
        return new Contents(true).lines(message);
    }

    private List<String> lines(Message message) {
        addFields("", message);
        return lines.stream().sorted().toList();
    }

    private void addFields(String path, Object object) {
        for (Field field : object.getClass().getFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                try {
                    String name = field.getName().replace("_", "").toLowerCase(Locale.ROOT);
                    add(path + "." + name, field.getType(), field.get(object));
                } catch (IllegalAccessException e) {
                    throw new AssertionError("fields of messages are public", e);
                }
            }
        }
    }

    private void add(String path, Class<?> type, Object value) {
        if (type.isArray()) {
            addArray(path, type.getComponentType(), value);
        } else if (isPlain(type)) {
            lines.add(path + "=" + plain(value));
        } else {
            addFields(path, value);
        }
    }

    private void addArray(String path, Class<?> component, Object array) {
        int length = Array.getLength(array);
        if (isPlain(component)) {
            lines.add(path + "=" + length + ":"
                    + IntStream.range(0, length)
                            .mapToObj(i -> plain(Array.get(array, i)))
                            .collect(Collectors.joining(",")));
            return;
        }
        lines.add(path + "=" + length);
        for (int i = 0; i < length; i++) {
            addFields(path + "[" + i + "]", Array.get(array, i));
        }
    }

    private static boolean isPlain(Class<?> type) {
        return type.isPrimitive() || type == String.class;
    }

    private String plain(Object value) {
        if (value instanceof String text) {
            // A regular expression sees code points, so what it finds to be a surrogate has no partner.
            StringBuilder digits = new StringBuilder();
            (encoded ? text.replaceAll("\\p{Cs}", "?") : text)
                    .chars()
                    .forEach(c -> digits.append(HexFormat.of().toHexDigits((char) c)));
            return digits.toString();
        }
        if (value instanceof Boolean flag) {
            return flag ? "1" : "0";
        }
        if (value instanceof Float number) {
            return Integer.toUnsignedString(Float.floatToRawIntBits(number));
        }
        if (value instanceof Double number) {
            return Long.toUnsignedString(Double.doubleToRawLongBits(number));
        }
        if (value instanceof Byte number) {
            return Integer.toString(Byte.toUnsignedInt(number));
        }
        if (value instanceof Short number) {
            return Integer.toString(Short.toUnsignedInt(number));
        }
        return value instanceof Integer number ? Integer.toUnsignedString(number) : Long.toUnsignedString((Long) value);
    }
}
