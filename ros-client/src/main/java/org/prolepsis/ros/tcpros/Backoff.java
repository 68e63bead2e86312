package org.prolepsis.ros.tcpros;

/** Waiting times between attempts: 0.5 s, doubled up to 32 s, as ROS does. Not thread-safe. */
final class Backoff {
    static final long FIRST_MILLIS = 500;
    static final long LAST_MILLIS = 32_000;

    private long next = FIRST_MILLIS;

    /** The time to wait before the next attempt. */
    long nextMillis() {
        long now = next;
        next = Math.min(LAST_MILLIS, next * 2);
        return now;
    }

    void reset() {
        next = FIRST_MILLIS;
    }
}
