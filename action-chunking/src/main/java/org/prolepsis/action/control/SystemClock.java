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
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            left = deadlineNanos - System.nanoTime();
        }
        while (deadlineNanos - System.nanoTime() > 0) {
            Thread.onSpinWait();
        }
    }
}
