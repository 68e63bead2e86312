package org.prolepsis.msgs;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Random;

/**
 * Fills messages with random content by reflection: all widths of text, empty, short and long arrays, extreme numbers and
 * times, NaNs with payloads.
 */
final class RandomFiller {
    private static final String[] TEXTS = {
        "", "a", "base_link", "Gelenk_\u00e4", "\u95a2\u7bc0", "\ud83e\uddbe arm", "\0x", "\uffff\udbff\udfff"
    };
    private static final String[] UNPAIRED = {"\ud800", "\udfff", "\udc00\ud800", "\ud83e\ud83e\uddbe\uddbe", "a\udbff"
    };
    private static final double[] NUMBERS = {
        0.0,
        -0.0,
        Double.MIN_VALUE,
        -Double.MAX_VALUE,
        Float.MIN_VALUE,
        Float.MAX_VALUE,
        1e-310,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };
    private static final long[] INTEGERS = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0x8000_0000L, 0x7fff_ffffL, 0x8080
    };
    private static final long TIME_END = 4_294_967_296_000_000_000L;
    private static final long DURATION_END = 2_147_483_648_000_000_000L;

    private final Random random;
    private final boolean anyBits;
    private final int outerLength;
    private int depth;

    /**
     * Makes content which ROS's other languages carry unchanged: stamps are normalised, since genpy normalises what it
     * reads; NaNs are quiet, since Python reads a float32 into a double; text is Unicode.
     */
    RandomFiller(long seed) {
        this(seed, false, -1);
    }

    private RandomFiller(long seed, boolean anyBits, int outerLength) {
        this.random = new Random(seed);
        this.anyBits = anyBits;
        this.outerLength = outerLength;
    }

    /** Makes anything that a message can hold, with stamps of any bits, signalling NaNs and unpaired surrogates. */
    static RandomFiller ofAnyBits(long seed) {
        return new RandomFiller(seed, true, -1);
    }

    /** The same with arrays of so many elements in the message itself, as far as those are no messages. */
    static RandomFiller ofLength(long seed, int outerLength) {
        return new RandomFiller(seed, true, outerLength);
    }

    <T extends Message> T fill(T message) {
        try {
            fillFields(message);
        } catch (IllegalAccessException e) {
            throw new AssertionError("fields of messages are public", e);
        }
        return message;
    }

    private void fillFields(Object object) throws IllegalAccessException {
        if (!anyBits && object instanceof RosTime time) {
            time.setNanos(edge() ? TIME_END - 1 : random.nextLong(TIME_END));
            return;
        }
        if (!anyBits && object instanceof RosDuration duration) {
            duration.setNanos(edge() ? -DURATION_END : random.nextLong(-DURATION_END, DURATION_END));
            return;
        }
        depth++;
        for (Field field : object.getClass().getFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            Object value = field.get(object);
            Class<?> type = field.getType();
            if (!Modifier.isFinal(field.getModifiers())) {
                field.set(object, type.isArray() ? filled(newArray(type.getComponentType())) : element(type));
            } else if (type.isArray()) {
                filled(value);
            } else {
                fillFields(value);
            }
        }
        depth--;
    }

    private Object newArray(Class<?> component) {
        boolean small = component.isPrimitive() || component == String.class;
        if (small && depth == 1 && outerLength >= 0) {
            return Array.newInstance(component, outerLength);
        }
        return Array.newInstance(
                component,
                switch (random.nextInt(16)) {
                    case 0, 1, 2, 3 -> 0;
                    case 4 -> small ? random.nextInt(300) : 2;
                    case 5 -> depth == 1 ? random.nextInt(20) : 3;
                    default -> 1 + random.nextInt(3);
                });
    }

    private Object filled(Object array) throws IllegalAccessException {
        for (int i = 0; i < Array.getLength(array); i++) {
            Array.set(array, i, element(array.getClass().getComponentType()));
        }
        return array;
    }

    private Object element(Class<?> type) throws IllegalAccessException {
        if (type == String.class) {
            return text();
        }
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type == float.class) {
            return real32();
        }
        if (type == double.class) {
            return real64();
        }
        if (!type.isPrimitive()) {
            return newObject(type);
        }
        long value = edge() ? INTEGERS[random.nextInt(INTEGERS.length)] : random.nextLong();
        if (type == byte.class) {
            return (byte) value;
        }
        if (type == short.class) {
            return (short) value;
        }
        return type == int.class ? (Object) (int) value : (Object) value;
    }

    private boolean edge() {
        return random.nextInt(4) == 0;
    }

    private String text() {
        if (anyBits && edge()) {
            return UNPAIRED[random.nextInt(UNPAIRED.length)];
        }
        if (!edge()) {
            return TEXTS[random.nextInt(TEXTS.length)];
        }
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(80); left > 0; left--) {
            int code = random.nextInt(1 << (7 + random.nextInt(14)));
            text.appendCodePoint(code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE ? 'x' : code);
        }
        return text.toString();
    }

    private float real32() {
        if (edge()) {
            return (float) NUMBERS[random.nextInt(NUMBERS.length)];
        }
        int bits = edge() ? 0x7f80_0001 | random.nextInt() : random.nextInt();
        boolean quietened = !anyBits && Float.isNaN(Float.intBitsToFloat(bits));
        return Float.intBitsToFloat(quietened ? bits | 0x0040_0000 : bits);
    }

    private double real64() {
        if (edge()) {
            return NUMBERS[random.nextInt(NUMBERS.length)];
        }
        long bits = edge() ? 0x7ff0_0000_0000_0001L | random.nextLong() : random.nextLong();
        boolean quietened = !anyBits && Double.isNaN(Double.longBitsToDouble(bits));
        return Double.longBitsToDouble(quietened ? bits | 0x0008_0000_0000_0000L : bits);
    }

    private Object newObject(Class<?> type) throws IllegalAccessException {
        try {
            Object object = type.getConstructor().newInstance();
            fillFields(object);
            return object;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no public constructor without arguments in " + type, e);
        }
    }
}
