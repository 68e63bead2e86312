package org.prolepsis.ros.net;

import org.slf4j.Logger;

/** A warning that a peer can bring about as often as it likes: logged at once, then at most every 10 s. Thread-safe. */
final class SparseWarning {
    private static final long PAUSE_NANOS = 10_000_000_000L;

    private final Logger log;
    private long count;
    private long nextNanos;

    SparseWarning(Logger log) {
        this.log = log;
    }

    synchronized void note(String what) {
        long now = System.nanoTime();
        count++;
        if (count == 1 || now - nextNanos >= 0) {
            nextNanos = now + PAUSE_NANOS;
            log.warn("{} ({} times so far)", what, count);
        }
    }
}
