package org.prolepsis.msgs;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * What generated messages share: lengths that are checked before anything is allocated, strings and arrays.
 *
 * <p>Buffers are little-endian. Nothing here keeps state. Reading reuses what it is given: an array of the right
 * length, a string of the same content.
 */
public final class Wire {
    /** How many elements an array of messages without fields may have, since no byte of the buffer vouches for them. */
    private static final int MAX_EMPTY_ELEMENTS = 1 << 16;

    private Wire() {}

    /**
     * Checks that bytes remain.
     *
     * @throws MessageFormatException if fewer remain
     */
    public static void require(ByteBuffer in, int bytes, String field) {
        if (in.remaining() < bytes) {
            throw new MessageFormatException(field + ": got " + in.remaining() + " remaining bytes, needs " + bytes
                    + "; the message is truncated or of another type");
        }
    }

    /**
     * Reads the number of elements of an array.
     *
     * @param minElementBytes the fewest bytes an element can take
     * @throws MessageFormatException if that many elements cannot be in what remains
     */
    public static int readCount(ByteBuffer in, int minElementBytes, String field) {
        require(in, Integer.BYTES, field);
        int count = in.getInt();
        long limit = minElementBytes == 0 ? MAX_EMPTY_ELEMENTS : in.remaining() / minElementBytes;
        if (count < 0 || count > limit) {
            throw new MessageFormatException(field + ": got a length of " + Integer.toUnsignedString(count)
                    + ", at most " + limit + " fit the " + in.remaining() + " remaining bytes");
        }
        return count;
    }

    /**
     * Reads a string as UTF-8; bytes that are none become the replacement character.
     *
     * @param previous returned if it has the same content, so that nothing is allocated
     * @throws MessageFormatException if the length exceeds what remains
     */
    public static String readString(ByteBuffer in, String previous, String field) {
        int length = readCount(in, 1, field);
        return Utf8.read(in, length, previous);
    }

    /** Appends a string's length and UTF-8 bytes. */
    public static void putString(ByteBuffer out, String value) {
        out.putInt(Utf8.length(value));
        Utf8.put(out, value);
    }

    /** The bytes of a string in UTF-8. */
    public static int utf8Length(String value) {
        return Utf8.length(value);
    }

    /** The bytes of strings with their lengths. */
    public static int lengthOfStrings(String[] values) {
        int length = Integer.BYTES * values.length;
        for (String value : values) {
            length += Utf8.length(value);
        }
        return length;
    }

    /** The bytes of messages. */
    public static int lengthOf(Message[] values) {
        int length = 0;
        for (Message value : values) {
            length += value.serializedLength();
        }
        return length;
    }

    /** Fills an array with new elements and returns it. */
    public static <T> T[] filled(T[] array, Supplier<T> factory) {
        Arrays.setAll(array, i -> factory.get());
        return array;
    }

    /** An array of that length: the given one if it fits, otherwise a new one that takes over its first elements. */
    public static <T> T[] resized(T[] array, int length, IntFunction<T[]> arrays, Supplier<T> factory) {
        if (array.length == length) {
            return array;
        }
        T[] resized = arrays.apply(length);
        int kept = Math.min(array.length, length);
        System.arraycopy(array, 0, resized, 0, kept);
        for (int i = kept; i < length; i++) {
            resized[i] = factory.get();
        }
        return resized;
    }

    /** An array of that length: the given one if it fits, otherwise a new one that takes over its first elements. */
    public static String[] resized(String[] array, int length) {
        if (array.length == length) {
            return array;
        }
        String[] resized = Arrays.copyOf(array, length);
        for (int i = array.length; i < length; i++) {
            resized[i] = "";
        }
        return resized;
    }

    /** Appends strings, each with its length. */
    public static void putAll(ByteBuffer out, String[] values) {
        for (String value : values) {
            putString(out, value);
        }
    }

    /**
     * Reads into every element.
     *
     * @throws MessageFormatException if a length exceeds what remains
     */
    public static void readAll(ByteBuffer in, String[] into, String field) {
        for (int i = 0; i < into.length; i++) {
            into[i] = readString(in, into[i], field);
        }
    }

    /** Appends the elements one after the other. */
    public static void putAll(ByteBuffer out, Message[] values) {
        for (Message value : values) {
            value.writeTo(out);
        }
    }

    /**
     * Reads into every element.
     *
     * @throws MessageFormatException if the buffer ends early
     */
    public static void readAll(ByteBuffer in, Message[] into) {
        for (Message value : into) {
            value.readFrom(in);
        }
    }

    /** Appends the elements one after the other. */
    public static void putAll(ByteBuffer out, RosTime[] values) {
        for (RosTime value : values) {
            value.writeTo(out);
        }
    }

    /**
     * Reads into every element.
     *
     * @throws MessageFormatException if the buffer ends early
     */
    public static void readAll(ByteBuffer in, RosTime[] into) {
        for (RosTime value : into) {
            value.readFrom(in);
        }
    }

    /** Appends the elements one after the other. */
    public static void putAll(ByteBuffer out, RosDuration[] values) {
        for (RosDuration value : values) {
            value.writeTo(out);
        }
    }

    /**
     * Reads into every element.
     *
     * @throws MessageFormatException if the buffer ends early
     */
    public static void readAll(ByteBuffer in, RosDuration[] into) {
        for (RosDuration value : into) {
            value.readFrom(in);
        }
    }

    /** An array of that length: the given one if it fits, otherwise a new one. */
    public static boolean[] resized(boolean[] array, int length) {
        return array.length == length ? array : new boolean[length];
    }

    /** Appends the elements. */
    public static void putAll(ByteBuffer out, boolean[] values) {
        for (boolean value : values) {
            out.put((byte) (value ? 1 : 0));
        }
    }

    /** Reads into every element; the caller has checked that they remain. */
    public static void readAll(ByteBuffer in, boolean[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = in.get() != 0;
        }
    }

    /** An array of that length: the given one if it fits, otherwise a new one. */
    public static byte[] resized(byte[] array, int length) {
        return array.length == length ? array : new byte[length];
    }

    /** Appends the elements. */
    public static void putAll(ByteBuffer out, byte[] values) {
        out.put(values);
    }

    /** Reads into every element; the caller has checked that they remain. */
    public static void readAll(ByteBuffer in, byte[] into) {
        in.get(into);
    }

    /** An array of that length: the given one if it fits, otherwise a new one. */
    public static short[] resized(short[] array, int length) {
        return array.length == length ? array : new short[length];
    }

    /** Appends the elements. */
    public static void putAll(ByteBuffer out, short[] values) {
        for (short value : values) {
            out.putShort(value);
        }
    }

    /** Reads into every element; the caller has checked that they remain. */
    public static void readAll(ByteBuffer in, short[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = in.getShort();
        }
    }

    /** An array of that length: the given one if it fits, otherwise a new one. */
    public static int[] resized(int[] array, int length) {
        return array.length == length ? array : new int[length];
    }

    /** Appends the elements. */
    public static void putAll(ByteBuffer out, int[] values) {
        for (int value : values) {
            out.putInt(value);
        }
    }

    /** Reads into every element; the caller has checked that they remain. */
    public static void readAll(ByteBuffer in, int[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = in.getInt();
        }
    }

    /** An array of that length: the given one if it fits, otherwise a new one. */
    public static long[] resized(long[] array, int length) {
        return array.length == length ? array : new long[length];
    }

    /** Appends the elements. */
    public static void putAll(ByteBuffer out, long[] values) {
        for (long value : values) {
            out.putLong(value);
        }
    }

    /** Reads into every element; the caller has checked that they remain. */
    public static void readAll(ByteBuffer in, long[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = in.getLong();
        }
    }

    /** An array of that length: the given one if it fits, otherwise a new one. */
    public static float[] resized(float[] array, int length) {
        return array.length == length ? array : new float[length];
    }

    /** Appends the elements. */
    public static void putAll(ByteBuffer out, float[] values) {
        for (float value : values) {
            out.putFloat(value);
        }
    }

    /** Reads into every element; the caller has checked that they remain. */
    public static void readAll(ByteBuffer in, float[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = in.getFloat();
        }
    }

    /** An array of that length: the given one if it fits, otherwise a new one. */
    public static double[] resized(double[] array, int length) {
        return array.length == length ? array : new double[length];
    }

    /** Appends the elements. */
    public static void putAll(ByteBuffer out, double[] values) {
        for (double value : values) {
            out.putDouble(value);
        }
    }

    /** Reads into every element; the caller has checked that they remain. */
    public static void readAll(ByteBuffer in, double[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = in.getDouble();
        }
    }
}
