package org.prolepsis.ros.time;

import java.time.Instant;
import org.prolepsis.graph.Registration;
import org.prolepsis.graph.TimeJumpListener;
import org.prolepsis.graph.TimeProvider;

/**
 * The wall clock in nanoseconds without allocation: the monotonic clock plus an offset, which is taken anew when the
 * system's clock is stepped. Between steps it never goes back.
 */
public final class SystemTime implements TimeProvider {
    private static final long STEP_NANOS = 5_000_000;
    private static final int SAMPLES = 5;

    private volatile long offsetNanos = measure();

    /** The sample least disturbed by the scheduler counts. */
    private static long measure() {
        long best = Long.MAX_VALUE;
        long offset = 0;
        for (int i = 0; i < SAMPLES; i++) {
            long before = System.nanoTime();
            Instant wall = Instant.now();
            long window = System.nanoTime() - before;
            if (window < best) {
                best = window;
                offset = wall.getEpochSecond() * 1_000_000_000L + wall.getNano() - before - window / 2;
            }
        }
        return offset;
    }

    @Override
    public long nowNanos() {
        long now = System.nanoTime() + offsetNanos;
        // Milliseconds are rounded down, so up to one behind.
        long ahead = now - System.currentTimeMillis() * 1_000_000L;
        return ahead < -STEP_NANOS || ahead > STEP_NANOS + 1_000_000 ? afterStep() : now;
    }

    /** A pause of this thread between two readings looks like a step; only a new measurement tells. */
    private long afterStep() {
        long measured = measure();
        if (Math.abs(measured - offsetNanos) > STEP_NANOS / 2) {
            offsetNanos = measured;
        }
        return System.nanoTime() + offsetNanos;
    }

    @Override
    public boolean isSimulated() {
        return false;
    }

    /** Nothing to listen for: only simulated time jumps. */
    @Override
    public Registration addJumpListener(long minForwardNanos, TimeJumpListener listener) {
        JumpThreshold.require(minForwardNanos);
        return () -> {};
    }
}
