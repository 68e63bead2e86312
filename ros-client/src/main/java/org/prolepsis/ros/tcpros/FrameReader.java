package org.prolepsis.ros.tcpros;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;

/**
 * Cuts a stream into frames in a reused buffer. While the listener keeps up, a message costs one read and no allocation.
 * When it does not, frames pile up in the socket: then the reader reads on before it delivers, and keeps the newest
 * {@code queueSize}. The buffer grows with the bytes that arrive, never with those announced. One thread.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // the counters have one writer
final class FrameReader {
    /** How many bytes can be read without waiting. */
    @FunctionalInterface
    interface Available {
        int bytes() throws IOException;
    }

    private static final int INITIAL_BYTES = 16 * 1024;
    /** Larger frames are read up to their end and no further, so that the next one needs not be moved. */
    private static final int LARGE_FRAME_BYTES = 64 * 1024;

    /** A flood must not keep the listener waiting for ever. */
    private static final int MAX_READ_AHEAD = 256;

    private final ReadableByteChannel channel;
    private final Available available;
    private final int queueSize;
    private final int maxFrameBytes;
    /** Position: the end of what has arrived. */
    private ByteBuffer buffer = ByteBuffer.allocateDirect(INITIAL_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private ByteBuffer view = buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    private int start;
    private int scanned;
    private int complete;
    private int lastLength;
    private volatile long dropped;
    private volatile long bytes;

    FrameReader(ReadableByteChannel channel, Available available, int queueSize, int maxFrameBytes) {
        this.channel = channel;
        this.available = available;
        this.queueSize = queueSize;
        this.maxFrameBytes = maxFrameBytes;
    }

    /**
     * Waits for the next frame.
     *
     * @return a buffer from the frame's first to its last byte, valid until the next call; null at the stream's end
     * @throws IOException if the connection breaks or announces a frame that is too large
     */
    ByteBuffer next() throws IOException {
        if (complete == 0) {
            scan();
        }
        for (int ahead = 0; complete == 0 || ahead > 0; ) {
            if (!fill()) {
                return complete > 0 ? take() : null;
            }
            scan();
            boolean behind = complete >= queueSize && ahead < MAX_READ_AHEAD && available.bytes() > 0;
            ahead = behind ? ahead + 1 : 0;
        }
        return take();
    }

    private ByteBuffer take() {
        int length = buffer.getInt(start);
        view.limit(start + 4 + length).position(start + 4);
        start += 4 + length;
        complete--;
        lastLength = length;
        return view;
    }

    private boolean fill() throws IOException {
        if (start == buffer.position()) {
            start = 0;
            scanned = 0;
            buffer.position(0);
        }
        buffer.limit(buffer.capacity());
        if (!buffer.hasRemaining()) {
            makeRoom();
        }
        buffer.limit(readLimit());
        int n = channel.read(buffer);
        if (n > 0) {
            bytes += n;
        }
        return n >= 0;
    }

    /** Where the frame that comes in ends, if it is large; a frame whose length is not here yet is taken for the last's. */
    private int readLimit() {
        int end = buffer.position();
        int length = end - scanned >= 4 ? buffer.getInt(scanned) : lastLength;
        long frameEnd = scanned + 4L + length;
        return length >= LARGE_FRAME_BYTES && frameEnd > end
                ? (int) Math.min(frameEnd, buffer.capacity())
                : buffer.capacity();
    }

    private void makeRoom() throws IOException {
        int kept = buffer.position() - start;
        if (kept > buffer.capacity() / 2) {
            long size = Math.min(2L * buffer.capacity(), Integer.MAX_VALUE - 16L);
            if (size <= kept) {
                throw new IOException("messages of " + kept + " bytes wait for the listener, more than a buffer holds");
            }
            ByteBuffer larger = ByteBuffer.allocateDirect((int) size).order(ByteOrder.LITTLE_ENDIAN);
            larger.put(0, buffer, start, kept);
            buffer = larger;
            view = buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        } else {
            buffer.put(0, buffer, start, kept);
        }
        buffer.limit(buffer.capacity()).position(kept);
        scanned -= start;
        start = 0;
    }

    private void scan() throws IOException {
        int end = buffer.position();
        while (end - scanned >= 4) {
            int length = buffer.getInt(scanned);
            if (length < 0 || length > maxFrameBytes) {
                if (complete > 0) {
                    // What came before is good, and comes first.
                    break;
                }
                throw new IOException("a message announces " + Integer.toUnsignedString(length) + " bytes; at most "
                        + maxFrameBytes + " are read");
            }
            if (end - scanned - 4 < length) {
                break;
            }
            scanned += 4 + length;
            complete++;
        }
        while (complete > queueSize) {
            start += 4 + buffer.getInt(start);
            complete--;
            dropped++;
        }
    }

    /** Frames dropped because newer ones were waiting; any thread. */
    long dropped() {
        return dropped;
    }

    /** Bytes read; any thread. */
    long bytes() {
        return bytes;
    }
}
