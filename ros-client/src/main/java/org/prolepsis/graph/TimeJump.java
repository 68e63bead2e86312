package org.prolepsis.graph;

/**
 * A step of ROS time that no clock makes by running: a simulation that was reset, a bag that is played again.
 *
 * @param fromNanos the last time before, ns
 * @param toNanos the first time after, ns
 */
public record TimeJump(long fromNanos, long toNanos) {
    /** How far it went: negative for a jump back, ns. */
    public long deltaNanos() {
        return toNanos - fromNanos;
    }

    /** Whether it went back. */
    public boolean isBackward() {
        return toNanos < fromNanos;
    }
}
