package org.prolepsis.msgs;

import java.nio.ByteBuffer;

/**
 * A ROS 1 message: a mutable, reusable holder of its fields. Generated classes have public fields in Java case
 * ({@code frame_id} becomes {@code frameId}); arrays are never null.
 *
 * <p>Not thread-safe: one thread owns an instance at a time.
 */
public interface Message {
    /** The type this message is an instance of. */
    MessageType<?> type();

    /** The length of the body on the wire in bytes, without the leading four length bytes of TCPROS. */
    int serializedLength();

    /**
     * Appends the body at the buffer's position.
     *
     * @param out a little-endian buffer with at least {@link #serializedLength()} bytes remaining
     */
    void writeTo(ByteBuffer out);

    /**
     * Replaces every field by what the buffer holds at its position. Arrays keep their instance when the length is
     * unchanged, strings when the content is, so that messages of one shape decode without allocation.
     *
     * @param in a little-endian buffer
     * @throws MessageFormatException if the buffer ends early or a length field exceeds what remains; the fields are
     *     then in an unspecified, but valid, state
     */
    void readFrom(ByteBuffer in);

    /**
     * Takes over a deep copy of every field of a message of the same class; arrays keep their instance when the length is
     * unchanged, so that messages of one shape are copied without allocation.
     *
     * @throws ClassCastException if it is of another class; nothing has changed then
     */
    void copyFrom(Message other);
}
