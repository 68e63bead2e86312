package org.prolepsis.action.control;

/** Maps time stamps to control ticks (skeleton). */
public final class TickClock {
    private final long periodNanos;

    /** A clock for a tick period. */
    public TickClock(long periodNanos) {
        this.periodNanos = periodNanos;
    }

    /**
     * Tells what stamp time it is at a tick. Control thread, once a tick.
     *
     * @return false if stamp time jumped (back, or farther than jitter explains) and the mapping was made anew; chunks
     *     stamped before are then meaningless
     */
    public boolean observe(long tick, long stampNanos) {
        return stampNanos >= 0 && periodNanos > 0;
    }

    /** The fractional tick of a stamp. Any thread. NaN before the first {@link #observe}. */
    public double tickOf(long stampNanos) {
        return Double.NaN;
    }
}
