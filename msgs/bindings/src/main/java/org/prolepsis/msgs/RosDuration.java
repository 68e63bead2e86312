package org.prolepsis.msgs;

import java.nio.ByteBuffer;

/**
 * A span of ROS time: {@code secs} and {@code nsecs}, both signed 32 bit on the wire; normalised values have nsecs in 0 to 999999999.
 *
 * <p>Mutable and not thread-safe, as the messages that hold it.
 */
public final class RosDuration {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int WIRE_BYTES = 8;

    /** Whole seconds. */
    public int secs;

    /** Nanoseconds within the second. */
    public int nsecs;

    /** Zero. */
    public RosDuration() {}

    /** A duration of the given parts. */
    public RosDuration(int secs, int nsecs) {
        this.secs = secs;
        this.nsecs = nsecs;
    }

    /**
     * A duration of so many nanoseconds.
     *
     * @throws IllegalArgumentException if it does not fit, see {@link #setNanos}
     */
    public static RosDuration ofNanos(long nanos) {
        RosDuration duration = new RosDuration();
        duration.setNanos(nanos);
        return duration;
    }

    /** The value in nanoseconds. */
    public long toNanos() {
        return secs * NANOS_PER_SECOND + nsecs;
    }

    /**
     * Sets the value from nanoseconds.
     *
     * @throws IllegalArgumentException if it does not fit the wire: a ROS duration is -2147483648 to 2147483647.999999999 s
     */
    public void setNanos(long nanos) {
        if (Math.floorDiv(nanos, NANOS_PER_SECOND) != (int) Math.floorDiv(nanos, NANOS_PER_SECOND)) {
            throw new IllegalArgumentException(
                    "got " + nanos + " ns, a ROS duration is -2147483648 to 2147483647.999999999 s");
        }
        secs = (int) Math.floorDiv(nanos, NANOS_PER_SECOND);
        nsecs = (int) Math.floorMod(nanos, NANOS_PER_SECOND);
    }

    /** Takes over the other's value. */
    public void copyFrom(RosDuration other) {
        secs = other.secs;
        nsecs = other.nsecs;
    }

    /** Appends the eight bytes of the wire form; the buffer is little-endian. */
    public void writeTo(ByteBuffer out) {
        out.putInt(secs);
        out.putInt(nsecs);
    }

    /**
     * Reads the eight bytes of the wire form; the buffer is little-endian.
     *
     * @throws MessageFormatException if fewer remain
     */
    public void readFrom(ByteBuffer in) {
        Wire.require(in, WIRE_BYTES, "duration");
        secs = in.getInt();
        nsecs = in.getInt();
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof RosDuration other && secs == other.secs && nsecs == other.nsecs;
    }

    @Override
    public int hashCode() {
        return 31 * secs + nsecs;
    }

    @Override
    public String toString() {
        return toNanos() / (double) NANOS_PER_SECOND + " s";
    }
}
