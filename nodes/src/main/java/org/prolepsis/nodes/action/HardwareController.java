package org.prolepsis.nodes.action;

import org.prolepsis.action.control.Setpoint;

/**
 * A driver in the process of the action node, called by its control thread with no topic in between: {@link #read} at the
 * beginning of a tick, {@link #write} or {@link #silent} at its end, always in this order and once each.
 *
 * <p>Contract of these three: they return within a small part of the control period, wait for nothing, take no lock that
 * another thread holds for long, allocate nothing and throw nothing; what a driver has to wait for belongs to a thread of
 * its own. A call that throws is counted as a failed tick and the loop goes on. Setpoints are inside the limits, and
 * continuous from the first, which is the position that was read. A driver stops the arm by itself when {@link #write} stays
 * away for longer than it can tolerate: the node's process may end at any moment.
 */
public interface HardwareController extends AutoCloseable {
    /**
     * Reads the joints. Control thread.
     *
     * @param nowNanos monotonic time of the tick
     * @param positions [joints], rad, to be filled in the order of the joints
     * @param velocities [joints], rad/s, to be filled; 0 where they are not measured
     * @return false if there is no measurement since the last call; the arrays are then ignored. When that lasts longer than
     *     {@code ~stale_joint_states}, the arm is stopped
     */
    boolean read(long nowNanos, double[] positions, double[] velocities);

    /**
     * Commands the joints for this tick. Control thread.
     *
     * @param setpoint valid; its arrays are reused, so copy what is kept
     */
    void write(Setpoint setpoint);

    /** There is nothing to command at this tick: the node is disabled or has not begun. Control thread. */
    default void silent() {}

    /** Ends the driver and leaves the arm at rest; after the last tick, on another thread. */
    @Override
    void close();
}
