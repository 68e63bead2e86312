package org.prolepsis.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.prolepsis.msgs.Message;
import org.prolepsis.msgs.MessageFormatException;
import org.prolepsis.msgs.MessageType;

/**
 * A message that stays encoded, for tools that record, relay or measure whatever there is: subscribe with {@link #ANY},
 * ask {@link #type()} what the publisher sends, and publish with {@link #typeOf}. One thread owns an instance at a time.
 */
public final class RawMessage implements Message {
    /** Any type: what a subscriber asks for. Its messages tell the type of their publisher. */
    public static final MessageType<RawMessage> ANY = typeOf("*", "*", "");

    private static final byte[] NOTHING = {};

    private MessageType<RawMessage> type;
    private byte[] bytes = NOTHING;
    private int length;

    private RawMessage(String name, String md5, String definition) {
        type = typeOf(name, md5, definition);
    }

    /**
     * A type whose messages stay encoded.
     *
     * @param name the ROS name, such as {@code sensor_msgs/JointState}
     * @param md5 its checksum, 32 lower-case hexadecimal digits
     * @param definition the full text definition, which subscribers are told
     */
    public static MessageType<RawMessage> typeOf(String name, String md5, String definition) {
        return new MessageType<>(name, md5, definition, () -> new RawMessage(name, md5, definition));
    }

    /** Name, checksum and definition as the publisher gave them. */
    @Override
    public MessageType<RawMessage> type() {
        return type;
    }

    @Override
    public int serializedLength() {
        return length;
    }

    @Override
    public void writeTo(ByteBuffer out) {
        out.put(bytes, 0, length);
    }

    /** Takes all that remains in the buffer; the memory is reused, and grows to the longest message. */
    @Override
    public void readFrom(ByteBuffer in) {
        int n = in.remaining();
        if (bytes.length < n) {
            bytes = new byte[Math.max(n, 2 * bytes.length)];
        }
        in.get(bytes, 0, n);
        length = n;
    }

    /** The encoded body, read-only and little-endian; valid until the next message is read. */
    public ByteBuffer body() {
        return ByteBuffer.wrap(bytes, 0, length).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A copy of the encoded body. */
    public byte[] copyBody() {
        return Arrays.copyOf(bytes, length);
    }

    /**
     * Decodes the body.
     *
     * @throws MessageFormatException if the message has another checksum, or the body is malformed
     */
    public void decodeInto(Message message) {
        MessageType<?> wanted = message.type();
        if (!wanted.md5().equals(type.md5())) {
            throw new MessageFormatException("the message is a " + type.name() + " with md5sum " + type.md5()
                    + "; it cannot be read as " + wanted.name() + " with " + wanted.md5());
        }
        message.readFrom(ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.LITTLE_ENDIAN));
    }

    /** Takes over type and body. */
    @Override
    public void copyFrom(Message other) {
        RawMessage raw = (RawMessage) other;
        readFrom(ByteBuffer.wrap(raw.bytes, 0, raw.length));
        type = raw.type;
    }
}
