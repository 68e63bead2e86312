package org.prolepsis.ros.intra;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.prolepsis.graph.ConnectionStatistics;
import org.prolepsis.msgs.Message;
import org.prolepsis.msgs.MessageType;

/**
 * A connection between a publisher and a subscriber of one JVM: a bounded queue of reused messages. The publisher copies
 * its message into one and goes on; the subscriber's thread takes it and gives it back. When the queue is full its oldest
 * message goes and is counted, so that a slow listener gets the newest {@code queueSize} and holds up nobody. Once as many
 * messages exist as were ever waiting at a time, nothing is allocated.
 *
 * <p>One publishing thread at a time, one receiving thread, closing from any.
 */
public final class LocalLink implements Closeable {
    /** What getBusInfo calls this way of a message, as roscpp does. */
    public static final String TRANSPORT = "INTRAPROCESS";

    private final LocalPublication publication;
    private final MessageType<?> type;
    private final String subscriber;
    private final int capacity;
    private int id;
    /** A ring: {@code count} messages from {@code first} on. */
    private Message[] waiting = new Message[4];

    private int first;
    private int count;
    /** The last given back is the next used: it is still in the cache. */
    private Message[] spare = new Message[4];

    private int spares;
    private boolean ended;
    private boolean closed;
    private long sent;
    private long dropped;

    /** @param capacity messages held for a slow listener before the oldest is dropped; at least 1 */
    LocalLink(LocalPublication publication, MessageType<?> type, String subscriber, int capacity) {
        this.publication = publication;
        this.type = type;
        this.subscriber = subscriber;
        this.capacity = capacity;
    }

    /** Hands a message over; never waits for the listener. The message is free again when this returns. */
    public void offer(Message message) {
        Message slot = slot();
        if (slot != null) {
            slot.copyFrom(message);
            enqueue(slot);
        }
    }

    /** Hands over a message that was kept encoded, such as a latched one; from the first to the last byte of its body. */
    public void offer(ByteBuffer encoded) {
        Message slot = slot();
        if (slot != null) {
            slot.readFrom(encoded);
            enqueue(slot);
        }
    }

    /** A message that nobody uses, or null if none is needed any more. Copying goes on outside the lock. */
    private Message slot() {
        synchronized (this) {
            if (ended) {
                return null;
            }
            sent++;
            if (count == capacity) {
                dropped++;
                return pollFirst();
            }
            if (spares > 0) {
                spares--;
                return spare[spares];
            }
        }
        return type.newMessage();
    }

    private synchronized void enqueue(Message message) {
        if (ended) {
            return;
        }
        if (count == waiting.length) {
            Message[] larger = new Message[Math.min(capacity, 2 * count)];
            for (int i = 0; i < count; i++) {
                larger[i] = waiting[(first + i) % count];
            }
            waiting = larger;
            first = 0;
        }
        waiting[(first + count) % waiting.length] = message;
        count++;
        notifyAll();
    }

    private Message pollFirst() {
        Message oldest = waiting[first];
        waiting[first] = null;
        first = (first + 1) % waiting.length;
        count--;
        return oldest;
    }

    /**
     * Waits for the next message, which is the caller's until {@link #giveBack}.
     *
     * @return the message, or null when the link is closed, or the publisher is and everything was taken
     */
    public synchronized Message take() throws InterruptedException {
        while (count == 0 && !ended) {
            wait();
        }
        return count == 0 ? null : pollFirst();
    }

    /** Gives a taken message back to be used again. */
    public synchronized void giveBack(Message message) {
        if (spares == spare.length) {
            spare = Arrays.copyOf(spare, 2 * spares);
        }
        spare[spares] = message;
        spares++;
    }

    /** Ends it from the publisher's side: nothing comes any more, what waits is still delivered. */
    public synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Ends it from the subscriber's side; what waits is forgotten. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            ended = true;
            Arrays.fill(waiting, null);
            count = 0;
            notifyAll();
        }
        publication.detach(this);
    }

    /** Numbers the link on the publisher's side; once, by the publication that takes it in. */
    public synchronized void setId(int number) {
        id = number;
    }

    /** The number on the publisher's side. */
    public synchronized int id() {
        return id;
    }

    /** The name of the subscribing node. */
    public String subscriber() {
        return subscriber;
    }

    /** What the link has carried, as its publisher sees it; no bytes, since nothing is encoded. */
    public synchronized ConnectionStatistics statistics() {
        return new ConnectionStatistics(id, subscriber, !ended, sent - dropped, 0, dropped);
    }

    /** Messages dropped because newer ones were waiting. */
    public synchronized long dropped() {
        return dropped;
    }
}
