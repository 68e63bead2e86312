package org.prolepsis.graph.action;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is put in, in order and one at a time, on the threads that call {@link #run}, of which only one works while
 * the others go on. So messages leave and callbacks run in the order in which things happened, and no lock is held
 * meanwhile.
 */
final class InOrder {
    private static final Logger LOG = LoggerFactory.getLogger(InOrder.class);

    private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** Puts work in; the caller then calls {@link #run} when it holds no lock. */
    void add(Runnable work) {
        queue.add(work);
    }

    /** Does all that is there, unless another thread, or a caller further up, is at it: that one does it then. */
    void run() {
        if (waiting.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            for (Runnable work = queue.poll(); work != null; work = queue.poll()) {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.error("a callback of an action failed", e);
                }
            }
            seen = waiting.addAndGet(-seen);
        } while (seen > 0);
    }
}
