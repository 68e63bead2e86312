package org.prolepsis.ros.time;

import java.time.Instant;
import org.prolepsis.graph.TimeProvider;

/**
 * The wall clock in nanoseconds without allocation: the monotonic clock plus an offset, which is taken anew when the
 * system's clock is stepped.
 */
public final class SystemTime implements TimeProvider {
    private static final long STEP_NANOS = 5_000_000;

    private volatile long offsetNanos = measure();

    private static long measure() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano() - System.nanoTime();
    }

    @Override
    public long nowNanos() {
        long now = System.nanoTime() + offsetNanos;
        // Rounded down, so up to one millisecond behind.
        long behind = now - System.currentTimeMillis() * 1_000_000L;
        if (behind < -STEP_NANOS || behind > STEP_NANOS + 1_000_000) {
            offsetNanos = measure();
            return System.nanoTime() + offsetNanos;
        }
        return now;
    }

    @Override
    public boolean isSimulated() {
        return false;
    }
}
