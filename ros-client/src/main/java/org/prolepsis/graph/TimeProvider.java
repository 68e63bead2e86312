package org.prolepsis.graph;

/** ROS time. May be used by any thread. */
public interface TimeProvider {
    /** Nanoseconds since the epoch of ROS time; 0 while simulated time has not begun. Allocates nothing. */
    long nowNanos();

    /** Whether time comes from {@code /clock}. */
    boolean isSimulated();

    /**
     * Has a listener called when simulated time jumps: whenever it goes back, and when it goes ahead by more than a
     * threshold between two readings of {@code /clock}. The first reading is no jump. Steps of the system's clock are not
     * reported.
     *
     * @param minForwardNanos steps ahead up to this are the running of the clock, ns; at least the period of
     *     {@code /clock}, {@code Long.MAX_VALUE} for jumps back only
     * @throws IllegalArgumentException if the threshold is not positive
     */
    Registration addJumpListener(long minForwardNanos, TimeJumpListener listener);
}
