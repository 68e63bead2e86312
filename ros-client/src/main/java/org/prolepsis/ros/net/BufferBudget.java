package org.prolepsis.ros.net;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sum of what a node's connections keep for their peers. Who wants more than is left goes without; what others hold
 * is never taken from them. Thread-safe.
 */
public final class BufferBudget {
    private static final Logger LOG = LoggerFactory.getLogger(BufferBudget.class);
    /** Not counted, for each connection, so that ordinary requests pass though a few peers have used everything up. */
    static final long FREE_BYTES = 16 * 1024;

    private final long maxBytes;
    private final AtomicLong used = new AtomicLong();
    private final SparseWarning refused = new SparseWarning(LOG);

    public BufferBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes bytes if so many are left; false if not, which is logged now and then. */
    private boolean tryReserve(long bytes) {
        long before = used.get();
        while (before + bytes <= maxBytes) {
            if (used.compareAndSet(before, before + bytes)) {
                return true;
            }
            before = used.get();
        }
        refused.note("buffers hold " + before + " of at most " + maxBytes
                + " bytes; what does not fit is refused (prolepsis.ros.maxBufferedBytes)");
        return false;
    }

    /** Whether more is held than is allowed, since what cannot be refused any more is kept. */
    boolean isOverdrawn() {
        return used.get() > maxBytes;
    }

    /** Bytes taken now. */
    public long used() {
        return used.get();
    }

    /** What one connection holds of the budget, beyond what is free, until it is closed. Thread-safe. */
    public final class Share implements AutoCloseable {
        private long held;
        private boolean closed;

        /** Changes what is held; false, and no change, if that is more than is left or the connection is closed. */
        public synchronized boolean tryHold(long bytes) {
            long counted = Math.max(0, bytes - FREE_BYTES);
            if (closed || (counted > held && !tryReserve(counted - held))) {
                return false;
            }
            if (counted < held) {
                used.addAndGet(counted - held);
            }
            held = counted;
            return true;
        }

        /** Changes what is held, whatever is left: for what cannot be refused any more. */
        public synchronized void hold(long bytes) {
            if (!closed) {
                long counted = Math.max(0, bytes - FREE_BYTES);
                used.addAndGet(counted - held);
                held = counted;
            }
        }

        @Override
        public synchronized void close() {
            closed = true;
            used.addAndGet(-held);
            held = 0;
        }
    }

    /** A share that holds nothing yet. */
    public Share newShare() {
        return new Share();
    }
}
