package org.prolepsis.ros.tcpros;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import org.prolepsis.ros.net.BufferBudget;

/**
 * The way out of one non-blocking connection. When nothing waits, the sender writes to the socket itself, which saves a
 * thread hand-over; what the socket does not take waits here, bounded, and the oldest goes first when it is full. A frame
 * that has begun is always finished. Thread-safe; never blocks.
 */
final class OutboundQueue {
    /** The JDK copies all that a heap buffer is asked to send, whatever the socket then takes of it. */
    private static final int MAX_WRITE_BYTES = 128 * 1024;

    private final SocketChannel channel;
    private final int capacity;
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>(4);
    private final BufferBudget.Share share;
    private ByteBuffer begun;
    private long held;
    private boolean closed;
    /** When the socket last took something of what had to wait. */
    private long progressNanos;

    private long bytes;
    private long messages;
    private long dropped;

    /**
     * What went through.
     *
     * @param messages sent, or begun and to be finished
     * @param bytes written for them
     * @param dropped messages that were given to this queue and will never be sent
     */
    record Counts(long messages, long bytes, long dropped) {}

    /** @param budget what all connections may keep waiting together; a frame they share counts for each */
    OutboundQueue(SocketChannel channel, int capacity, BufferBudget budget) {
        share = budget.newShare();
        this.channel = channel;
        this.capacity = capacity;
    }

    /** Sends a frame now or later; true if the connection must be watched from now on until it is writable. */
    synchronized boolean send(Frame frame) throws IOException {
        if (closed) {
            return false;
        }
        if (begun == null) {
            messages++;
            ByteBuffer view = frame.view();
            bytes += channel.write(view);
            if (!view.hasRemaining()) {
                return false;
            }
            begin(frame.shared());
            begun.position(view.position());
            return true;
        }
        enqueue(frame.shared());
        return false;
    }

    /** Sends what comes before all messages and is none: a connection header. Not counted. */
    synchronized boolean sendHeader(byte[] header) throws IOException {
        bytes -= header.length;
        return sendNow(header);
    }

    /** Sends the latched message or the response that follows a header. */
    synchronized boolean sendFirst(byte[] frame) throws IOException {
        if (begun == null) {
            messages++;
        }
        return sendNow(frame);
    }

    private boolean sendNow(byte[] frame) throws IOException {
        if (closed) {
            return false;
        }
        if (begun != null) {
            hold(frame);
            waiting.addLast(frame);
            return true;
        }
        begin(frame);
        return !flush();
    }

    private void enqueue(byte[] frame) {
        if (waiting.size() >= capacity) {
            dropOldest();
        }
        while (!share.tryHold(held + frame.length)) {
            if (waiting.isEmpty()) {
                dropped++;
                return;
            }
            dropOldest();
        }
        held += frame.length;
        waiting.addLast(frame);
    }

    private void dropOldest() {
        release(waiting.pollFirst());
        dropped++;
    }

    /** A frame that has begun must be finished, so that it is kept whatever is left of the budget. */
    private void begin(byte[] frame) {
        hold(frame);
        begun = ByteBuffer.wrap(frame);
        progressNanos = System.nanoTime();
    }

    private void hold(byte[] frame) {
        held += frame.length;
        share.hold(held);
    }

    private void release(byte[] frame) {
        if (frame != null) {
            held -= frame.length;
            share.hold(held);
        }
    }

    /** Lets go of everything that waits; nothing is taken any more. */
    synchronized void close() {
        closed = true;
        share.close();
        waiting.clear();
        begun = null;
    }

    /** Writes what waits as far as the socket takes it; true if nothing is left. */
    synchronized boolean flush() throws IOException {
        while (begun != null) {
            int end = begun.limit();
            begun.limit(Math.min(end, begun.position() + MAX_WRITE_BYTES));
            int n = channel.write(begun);
            bytes += n;
            if (n > 0) {
                progressNanos = System.nanoTime();
            }
            boolean full = begun.hasRemaining();
            begun.limit(end);
            if (full) {
                return false;
            }
            if (begun.hasRemaining()) {
                continue;
            }
            release(begun.array());
            byte[] next = waiting.pollFirst();
            begun = next == null ? null : ByteBuffer.wrap(next);
            if (next != null) {
                messages++;
            }
        }
        return true;
    }

    /** Since when the socket has taken nothing of what waits; {@link Long#MAX_VALUE} if nothing waits. */
    synchronized long stalledSinceNanos() {
        return begun == null ? Long.MAX_VALUE : progressNanos;
    }

    synchronized boolean isEmpty() {
        return begun == null;
    }

    /** Any thread; waits at most for the write of one message into the socket's buffer. */
    synchronized Counts counts() {
        return new Counts(messages, Math.max(0, bytes), dropped);
    }
}
