package org.prolepsis.action.control;

import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.limit.JointLimits;

/** The action side as a state machine (skeleton: signatures only, body follows). */
public final class ActionExecutor {
    private final Setpoint setpoint;

    /** An executor in {@link ExecutorState#DISABLED}. */
    public ActionExecutor(JointLimits limits, ExecutorSettings settings) {
        this.setpoint = new Setpoint(limits.count());
    }

    /** What became of an offered chunk. */
    public enum Offer {
        /** Waits for the control thread. */
        QUEUED,
        /** Refused: another number of joints than the robot. */
        WRONG_WIDTH,
        /** Dropped: the queue is full. */
        QUEUE_FULL
    }

    /** Hands over a chunk. One producer thread. */
    public Offer offer(ActionChunk chunk) {
        return chunk == null ? Offer.WRONG_WIDTH : Offer.QUEUED;
    }

    /**
     * Hands over measured joints. One producer thread.
     *
     * @param positions [joints], rad, in the order of the limits; copied
     * @param tick control tick of the measurement, from {@link TickClock#tickOf}
     * @param arrivalNanos monotonic time of arrival, same clock as {@link #tick}
     * @return false if the width is wrong or a value is not finite; nothing is changed then, and it is counted
     */
    public boolean measured(double[] positions, double tick, long arrivalNanos) {
        return positions.length > 0;
    }

    /** Asks for motion to be allowed, or for a stop within limits and silence. Any thread. */
    public void enable(boolean on) {}

    /** Asks for the quickest stop within limits, latched until {@link #reset()}. Any thread. */
    public void stop() {}

    /** Clears a latched fault or stop. Any thread. */
    public void reset() {}

    /**
     * Asks for a pace. Any thread.
     *
     * @throws IllegalArgumentException if it is not above 0 and at most the largest allowed
     */
    public void speed(double pace) {}

    /** One tick, on the control thread. Allocates nothing, takes no lock, throws nothing. */
    public ExecutorState tick(long nowNanos) {
        return ExecutorState.DISABLED;
    }

    /** The setpoint of the last tick, on the control thread. */
    public Setpoint setpoint() {
        return setpoint;
    }

    /** A look at the executor; any thread; allocates. */
    public ExecutorReport report() {
        return null;
    }
}
