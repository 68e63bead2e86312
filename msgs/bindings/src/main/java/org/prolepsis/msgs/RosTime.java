package org.prolepsis.msgs;

import java.nio.ByteBuffer;

/**
 * A point in ROS time: {@code secs} and {@code nsecs} since the epoch, both unsigned 32 bit on the wire.
 *
 * <p>Mutable and not thread-safe, as the messages that hold it.
 */
public final class RosTime {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int WIRE_BYTES = 8;

    /** Whole seconds. */
    public int secs;

    /** Nanoseconds within the second. */
    public int nsecs;

    /** Zero. */
    public RosTime() {}

    /** A time of the given parts. */
    public RosTime(int secs, int nsecs) {
        this.secs = secs;
        this.nsecs = nsecs;
    }

    /**
     * A time of so many nanoseconds.
     *
     * @throws IllegalArgumentException if it does not fit, see {@link #setNanos}
     */
    public static RosTime ofNanos(long nanos) {
        RosTime time = new RosTime();
        time.setNanos(nanos);
        return time;
    }

    /** The value in nanoseconds. */
    public long toNanos() {
        return Integer.toUnsignedLong(secs) * NANOS_PER_SECOND + Integer.toUnsignedLong(nsecs);
    }

    /**
     * Sets the value from nanoseconds.
     *
     * @throws IllegalArgumentException if it does not fit the wire: a ROS time is 0 to 4294967295.999999999 s
     */
    public void setNanos(long nanos) {
        if (nanos < 0 || nanos / NANOS_PER_SECOND > 0xffff_ffffL) {
            throw new IllegalArgumentException("got " + nanos + " ns, a ROS time is 0 to 4294967295.999999999 s");
        }
        secs = (int) Math.floorDiv(nanos, NANOS_PER_SECOND);
        nsecs = (int) Math.floorMod(nanos, NANOS_PER_SECOND);
    }

    /** Takes over the other's value. */
    public void copyFrom(RosTime other) {
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
        Wire.require(in, WIRE_BYTES, "time");
        secs = in.getInt();
        nsecs = in.getInt();
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof RosTime other && secs == other.secs && nsecs == other.nsecs;
    }

    @Override
    public int hashCode() {
        return 31 * secs + nsecs;
    }

    @Override
    public String toString() {
        return Integer.toUnsignedString(secs) + "." + String.format("%09d", Integer.toUnsignedLong(nsecs));
    }
}
