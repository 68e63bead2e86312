package org.prolepsis.msgs;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Random;

/** Fills messages with random content by reflection: all widths of text, empty and short arrays, extreme numbers. */
final class RandomFiller {
    private static final String[] TEXTS = {
        "", "a", "base_link", "Gelenk_\u00e4", "\u95a2\u7bc0", "\ud83e\uddbe arm", "\0x"
    };
    private static final int MAX_LENGTH = 4;

    private final Random random;

    RandomFiller(long seed) {
        this.random = new Random(seed);
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
        // genpy normalises stamps when it reads them, so only normalised ones come back unchanged.
        if (object instanceof RosTime time) {
            time.setNanos(random.nextLong(4_294_967_296_000_000_000L));
            return;
        }
        if (object instanceof RosDuration duration) {
            duration.setNanos(random.nextLong(-2_147_483_648_000_000_000L, 2_147_483_648_000_000_000L));
            return;
        }
        for (Field field : object.getClass().getFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            Object value = field.get(object);
            if (!Modifier.isFinal(field.getModifiers())) {
                Class<?> type = field.getType();
                field.set(
                        object,
                        type.isArray()
                                ? filled(Array.newInstance(type.getComponentType(), random.nextInt(MAX_LENGTH)))
                                : element(type));
            } else if (value.getClass().isArray()) {
                filled(value);
            } else {
                fillFields(value);
            }
        }
    }

    private Object filled(Object array) throws IllegalAccessException {
        for (int i = 0; i < Array.getLength(array); i++) {
            Array.set(array, i, element(array.getClass().getComponentType()));
        }
        return array;
    }

    private Object element(Class<?> type) throws IllegalAccessException {
        if (type == String.class) {
            return TEXTS[random.nextInt(TEXTS.length)];
        }
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type == byte.class) {
            return (byte) random.nextInt();
        }
        if (type == short.class) {
            return (short) random.nextInt();
        }
        if (type == int.class) {
            return random.nextInt();
        }
        if (type == long.class) {
            return random.nextLong();
        }
        if (type == float.class) {
            return (float) random.nextGaussian();
        }
        return type == double.class ? (Object) random.nextGaussian() : newObject(type);
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
