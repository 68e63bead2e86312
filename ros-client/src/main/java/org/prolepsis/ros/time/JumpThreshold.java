package org.prolepsis.ros.time;

/** The rule for the least step ahead that is a jump. */
final class JumpThreshold {
    private JumpThreshold() {}

    /** @throws IllegalArgumentException if it is not positive: then each tick would be a jump */
    static long require(long minForwardNanos) {
        if (minForwardNanos <= 0) {
            throw new IllegalArgumentException(
                    "minForwardNanos is " + minForwardNanos + "; it must be positive, at least the period of /clock");
        }
        return minForwardNanos;
    }
}
