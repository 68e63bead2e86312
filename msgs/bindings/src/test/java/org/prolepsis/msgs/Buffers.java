package org.prolepsis.msgs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Messages to bytes and back. */
final class Buffers {
    private Buffers() {}

    static byte[] bytes(Message message) {
        byte[] bytes = new byte[message.serializedLength()];
        ByteBuffer buffer = littleEndian(bytes);
        message.writeTo(buffer);
        if (buffer.hasRemaining()) {
            throw new AssertionError(message.type().name() + " wrote " + buffer.position() + " of the "
                    + buffer.capacity() + " bytes it announced");
        }
        return bytes;
    }

    static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
