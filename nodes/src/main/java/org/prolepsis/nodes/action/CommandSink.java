package org.prolepsis.nodes.action;

import org.prolepsis.action.control.Setpoint;

/** Where setpoints go. Of the control thread alone, where not said otherwise; allocates nothing. */
interface CommandSink extends AutoCloseable {
    /**
     * Sends a valid setpoint.
     *
     * @param stampNanos ROS time of the tick, evenly spaced from tick to tick; 0 while it is not known
     */
    void command(Setpoint setpoint, long stampNanos);

    /** There is nothing to command at this tick. */
    default void silent() {}

    /** What is wrong with the controller, in words; empty if nothing is. Any thread; may allocate. */
    default String problem() {
        return "";
    }

    /** Ends what was started. Any thread, after the last tick. */
    @Override
    default void close() {}
}
