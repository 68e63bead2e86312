package org.prolepsis.graph;

/** ROS time. May be read by any thread; allocates nothing. */
public interface TimeProvider {
    /** Nanoseconds since the epoch of ROS time; 0 while simulated time has not begun. */
    long nowNanos();

    /** Whether time comes from {@code /clock}. */
    boolean isSimulated();
}
