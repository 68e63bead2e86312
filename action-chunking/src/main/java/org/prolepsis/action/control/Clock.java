package org.prolepsis.action.control;

/** Monotonic time and waiting, so that tests need no real time. */
public interface Clock {
    /** Monotonic time, ns; compare only by difference. */
    long nanoTime();

    /**
     * Returns at or after a time, never before; an interrupt is cleared and does not end the wait.
     *
     * @param deadlineNanos when, by {@link #nanoTime()}
     * @param spinNanos how long before it to stop sleeping and to spin
     */
    void waitUntil(long deadlineNanos, long spinNanos);

    /** The clock of the machine. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
