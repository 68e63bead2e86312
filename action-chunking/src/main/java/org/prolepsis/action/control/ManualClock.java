package org.prolepsis.action.control;

/** A clock that a test moves; waiting moves it to the deadline at once. For one thread. */
public final class ManualClock implements Clock {
    private long nanos;

    /** A clock that starts at a time. */
    public ManualClock(long startNanos) {
        nanos = startNanos;
    }

    /** Moves time on. */
    public void advance(long byNanos) {
        nanos += byNanos;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public void waitUntil(long deadlineNanos, long spinNanos) {
        if (deadlineNanos - nanos > 0) {
            nanos = deadlineNanos;
        }
    }
}
