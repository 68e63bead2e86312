package org.prolepsis.ros.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/**
 * The body of one answer, in pieces that are counted as they come: an answer that finds no room ends there, not when it
 * is complete. Used by one thread after the other.
 */
public final class HttpAnswer {
    /** What the connections of this port keep leaves no room for the answer. */
    public static final class NoRoomException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoRoomException(long bytes) {
            super("no room for more than " + bytes + " bytes of an answer", null, false, false);
        }
    }

    /** The JDK copies all that a heap buffer is asked to send, whatever the socket then takes of it. */
    private static final int MAX_WRITE_BYTES = 128 * 1024;
    /** Then others have their turn, though this peer may read as fast as we write. */
    private static final int MAX_WRITES = 16;

    private final ArrayDeque<ByteBuffer> pieces = new ArrayDeque<>();
    private final BufferBudget.Share held;
    private final long heldBefore;
    private long size;

    /** @param heldBefore what the connection holds already, in bytes */
    HttpAnswer(BufferBudget.Share held, long heldBefore) {
        this.held = held;
        this.heldBefore = heldBefore;
    }

    /**
     * Adds the next bytes, which must not change any more.
     *
     * @throws NoRoomException if they do not fit or the connection is closed; give the answer up then
     */
    public void add(byte[] bytes) {
        if (!held.tryHold(heldBefore + size + bytes.length)) {
            throw new NoRoomException(size);
        }
        pieces.addLast(ByteBuffer.wrap(bytes));
        size += bytes.length;
    }

    /** Forgets what was added, for another answer instead. */
    public void clear() {
        pieces.clear();
        size = 0;
        held.hold(heldBefore);
    }

    /** Puts bytes before all others, whatever room is left. */
    void addFirst(byte[] bytes) {
        pieces.addFirst(ByteBuffer.wrap(bytes));
        size += bytes.length;
    }

    /** Bytes that are not written yet. */
    long size() {
        return size;
    }

    /** Writes what the socket takes now, and lets go of it; true if nothing is left. */
    boolean writeTo(SocketChannel channel) throws IOException {
        for (int writes = 0; writes < MAX_WRITES && !pieces.isEmpty(); writes++) {
            ByteBuffer piece = pieces.peekFirst();
            int end = piece.limit();
            piece.limit(Math.min(end, piece.position() + MAX_WRITE_BYTES));
            size -= channel.write(piece);
            boolean full = piece.hasRemaining();
            piece.limit(end);
            if (full) {
                return false;
            }
            if (!piece.hasRemaining()) {
                pieces.removeFirst();
            }
        }
        return pieces.isEmpty();
    }
}
