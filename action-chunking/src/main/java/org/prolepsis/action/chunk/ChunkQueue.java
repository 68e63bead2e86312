package org.prolepsis.action.chunk;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Hands chunks from one producer thread to the control thread, in order, without locks. Bounded: when the control
 * thread does not take them, new ones are refused rather than old ones lost unseen.
 */
public final class ChunkQueue {
    private final AtomicReferenceArray<ActionChunk> slots;
    private final int mask;
    private final AtomicLong head = new AtomicLong();
    private final AtomicLong tail = new AtomicLong();

    /**
     * An empty queue.
     *
     * @param capacity most chunks waiting; rounded up to a power of two
     * @throws IllegalArgumentException if the capacity is not in 1 .. 65536
     */
    public ChunkQueue(int capacity) {
        if (capacity < 1 || capacity > 65536) {
            throw new IllegalArgumentException("capacity is " + capacity + "; it must be from 1 to 65536");
        }
        int length = capacity == 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1;
        slots = new AtomicReferenceArray<>(length);
        mask = length - 1;
    }

    /** Producer thread: adds a chunk; false, and nothing changed, when full. */
    public boolean offer(ActionChunk chunk) {
        long at = tail.getPlain();
        if (at - head.getAcquire() > mask) {
            return false;
        }
        slots.setPlain((int) (at & mask), chunk);
        tail.setRelease(at + 1);
        return true;
    }

    /** Control thread: takes the oldest chunk, or null; allocates nothing, never waits. */
    public ActionChunk poll() {
        long at = head.getPlain();
        if (at == tail.getAcquire()) {
            return null;
        }
        int slot = (int) (at & mask);
        ActionChunk chunk = slots.getPlain(slot);
        slots.setPlain(slot, null);
        head.setRelease(at + 1);
        return chunk;
    }
}
