package org.prolepsis.ros.tcpros;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.prolepsis.msgs.Message;

/**
 * One encoded message with its leading length in a reused buffer outside the heap, from which sockets take bytes without
 * a further copy. Connections that can take it at once are written from here; those that cannot share one copy. Guarded
 * by the publisher.
 */
final class Frame {
    private ByteBuffer buffer = ByteBuffer.allocateDirect(1024).order(ByteOrder.LITTLE_ENDIAN);
    private byte[] copy;

    void encode(Message message) {
        int length = message.serializedLength();
        copy = null;
        if (buffer.capacity() < length + 4) {
            buffer = ByteBuffer.allocateDirect(Math.max(length + 4, buffer.capacity() * 2))
                    .order(ByteOrder.LITTLE_ENDIAN);
        }
        buffer.clear();
        buffer.putInt(length);
        message.writeTo(buffer);
        if (buffer.position() != length + 4) {
            throw new IllegalStateException(message.type().name() + " wrote " + (buffer.position() - 4)
                    + " bytes where it announced " + length);
        }
        buffer.flip();
    }

    /** The buffer from its start; valid until the next call. */
    ByteBuffer view() {
        return buffer.rewind();
    }

    /** A copy that outlives this frame, made at most once for a message. */
    byte[] shared() {
        if (copy == null) {
            copy = new byte[buffer.limit()];
            buffer.get(0, copy);
        }
        return copy;
    }
}
