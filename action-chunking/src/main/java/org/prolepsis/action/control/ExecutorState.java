package org.prolepsis.action.control;

/** What an {@link ActionExecutor} is doing. */
public enum ExecutorState {
    /** Commands nothing until {@code enable(true)}. */
    DISABLED,
    /** Enabled, but has no fresh joint states inside the limits to start from; commands nothing. */
    WAITING_FOR_STATE,
    /** Holds its position and waits for a chunk. */
    IDLE,
    /** Follows chunks. */
    RUNNING,
    /**
     * The operator holds the motion: it comes to rest on its path, stands there, and moves only by single steps, until
     * {@code resume()}. Where there is no motion, none begins.
     */
    PAUSED,
    /** Comes to rest, because of a fault, a stop or a disable. */
    STOPPING,
    /** At rest after a fault or a stop, until {@code reset()}. */
    HOLDING
}
