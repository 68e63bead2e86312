package org.prolepsis.action.control;

/** Why an {@link ActionExecutor} stopped, or does not start. */
public enum Fault {
    /** Nothing is wrong. */
    NONE,
    /** {@code stop()} was called. */
    STOP_REQUESTED,
    /** No new chunk came in time while moving. */
    STALE_CHUNK,
    /** No joint states came in time while moving. */
    STALE_JOINT_STATES,
    /** A joint was too far from where it was commanded. */
    TRACKING_ERROR,
    /** The measured position is outside the position limits, so motion cannot start there; not latched. */
    STATE_OUTSIDE_LIMITS
}
