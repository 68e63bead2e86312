package org.prolepsis.action.control;

import java.util.concurrent.locks.LockSupport;

/** {@link System#nanoTime} and parking. */
final class SystemClock implements Clock {
    static final SystemClock INSTANCE = new SystemClock();

    private SystemClock() {}

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void waitUntil(long deadlineNanos, long spinNanos) {
        long left = deadlineNanos - System.nanoTime();
        while (left > spinNanos) {
            LockSupport.parkNanos(left - spinNanos);
            // an interrupt is no reason to tick early, and while it is pending parking would return at once
            boolean unused = Thread.interrupted();
            left = deadlineNanos - System.nanoTime();
        }
        while (deadlineNanos - System.nanoTime() > 0) {
            Thread.onSpinWait();
        }
    }
}
