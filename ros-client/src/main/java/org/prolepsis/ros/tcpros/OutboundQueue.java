package org.prolepsis.ros.tcpros;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/**
 * The way out of one non-blocking connection. When nothing waits, the sender writes to the socket itself, which saves a
 * thread hand-over; what the socket does not take waits here, bounded, and the oldest goes first when it is full. A frame
 * that has begun is always finished. Thread-safe; never blocks.
 */
final class OutboundQueue {
    private final SocketChannel channel;
    private final int capacity;
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>(4);
    private ByteBuffer begun;
    private long bytes;
    private long sent;
    private long dropped;

    OutboundQueue(SocketChannel channel, int capacity) {
        this.channel = channel;
        this.capacity = capacity;
    }

    /** Sends a frame now or later; true if the connection must be watched from now on until it is writable. */
    synchronized boolean send(Frame frame) throws IOException {
        sent++;
        if (begun == null) {
            ByteBuffer view = frame.view();
            bytes += channel.write(view);
            if (!view.hasRemaining()) {
                return false;
            }
            begun = ByteBuffer.wrap(frame.shared());
            begun.position(view.position());
            return true;
        }
        enqueue(frame.shared());
        return false;
    }

    /** Sends what comes before all messages: a header, and the latched message or response right after it. */
    synchronized boolean sendFirst(byte[] frame) throws IOException {
        if (begun != null) {
            waiting.addLast(frame);
            return true;
        }
        begun = ByteBuffer.wrap(frame);
        return !flush();
    }

    private void enqueue(byte[] frame) {
        if (waiting.size() >= capacity) {
            waiting.pollFirst();
            dropped++;
        }
        waiting.addLast(frame);
    }

    /** Writes what waits as far as the socket takes it; true if nothing is left. */
    synchronized boolean flush() throws IOException {
        while (begun != null) {
            bytes += channel.write(begun);
            if (begun.hasRemaining()) {
                return false;
            }
            byte[] next = waiting.pollFirst();
            begun = next == null ? null : ByteBuffer.wrap(next);
        }
        return true;
    }

    synchronized boolean isEmpty() {
        return begun == null;
    }

    /** Bytes sent, as wide as XML-RPC can say. */
    synchronized int bytes() {
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }

    /** Messages given to this connection, as wide as XML-RPC can say. */
    synchronized int sent() {
        return (int) Math.min(Integer.MAX_VALUE, sent);
    }

    synchronized long dropped() {
        return dropped;
    }
}
