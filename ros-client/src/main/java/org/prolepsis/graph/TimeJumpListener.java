package org.prolepsis.graph;

/** Hears of jumps of ROS time. */
@FunctionalInterface
public interface TimeJumpListener {
    /**
     * Called after the time has become {@code jump.toNanos()}, on the thread that receives the clock: time stands still
     * until this returns. What it throws is logged, and the clock goes on.
     */
    void onJump(TimeJump jump);
}
