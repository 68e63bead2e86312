package org.prolepsis.nodes.status;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/**
 * Counts messages that were refused, keeps the newest reason, and logs at most one of them a second, with the number left
 * out. Any thread.
 */
public final class RejectionLog {
    private static final long PERIOD_NANOS = 1_000_000_000L;

    private final Logger log;
    private final String what;
    private final AtomicLong count = new AtomicLong();
    private volatile String lastReason = "";
    private long lastLogNanos;
    private long leftOut;
    private boolean logged;

    /**
     * @param log where to
     * @param what what is refused, such as {@code action_chunk}
     */
    public RejectionLog(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** Counts and logs a refusal. */
    public synchronized void reject(String reason, long nowNanos) {
        count.incrementAndGet();
        lastReason = reason;
        if (logged && nowNanos - lastLogNanos < PERIOD_NANOS) {
            leftOut++;
            return;
        }
        log.warn("{} refused: {}{}", what, reason, leftOut == 0 ? "" : " (and " + leftOut + " more before)");
        logged = true;
        lastLogNanos = nowNanos;
        leftOut = 0;
    }

    /** How many were refused. */
    public long count() {
        return count.get();
    }

    /** Why the newest was refused; empty if none was. */
    public String lastReason() {
        return lastReason;
    }
}
