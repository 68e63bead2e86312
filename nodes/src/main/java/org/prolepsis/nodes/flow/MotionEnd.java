package org.prolepsis.nodes.flow;

/**
 * How a motion ended.
 *
 * @param motion its number
 * @param how the way it ended
 * @param reason why it was not done; empty if it was
 * @param phase how far it came, 0 to 1
 * @param seconds how long it took, until the arm was at rest or the motion was left
 * @param worstDeviation how far the joints were beside the motion at most, rad
 */
record MotionEnd(long motion, How how, String reason, double phase, double seconds, double worstDeviation) {
    /** The ways in which a motion ends. */
    enum How {
        /** The arm is at rest at its end. */
        DONE,
        /** It was cancelled by whoever had asked for it, and brought to rest. */
        CANCELLED,
        /** The node was stopped or disabled, and brought it to rest. */
        STOPPED,
        /** Another motion took its place. */
        REPLACED,
        /** No progress, or no joint states. */
        ABORTED,
        /** What executes it has stopped. */
        FAULT
    }
}
