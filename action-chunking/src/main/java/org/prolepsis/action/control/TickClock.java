package org.prolepsis.action.control;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Maps time stamps (ROS time) to control ticks (monotonic). The control thread tells once a tick what stamp time it is;
 * what is kept is the stamp time of tick 0, smoothed against wake-up jitter and followed when ticks are skipped or the
 * two clocks drift apart. A jump of stamp time, back or forward, is noticed and the mapping made anew.
 *
 * <p>{@link #observe} belongs to one thread, the rest to any; nothing allocates or locks.
 */
public final class TickClock {
    /** A deviation beyond this is a jump, not jitter: the worst wake-up that is still believed, ns. */
    private static final long JUMP_NANOS = 100_000_000;

    /** Share of a deviation that is followed at each tick. */
    private static final double FOLLOW = 1.0 / 32;

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final long periodNanos;
    private final AtomicLong origin = new AtomicLong(UNKNOWN);
    private final AtomicLong jumps = new AtomicLong();

    /**
     * A clock that knows no stamp yet.
     *
     * @throws IllegalArgumentException if the period is not positive
     */
    public TickClock(long periodNanos) {
        if (periodNanos <= 0) {
            throw new IllegalArgumentException("periodNanos is " + periodNanos + "; it must be positive");
        }
        this.periodNanos = periodNanos;
    }

    /**
     * Tells what stamp time it is at a tick. Control thread, once a tick.
     *
     * @param tick the tick, as of {@link Setpoint#tick}
     * @param stampNanos stamp time now, ns; 0 or less means that it is not known yet (simulated time has not begun) and
     *     is ignored
     * @return false if stamp time jumped and the mapping was made anew; stamps taken before are then meaningless
     */
    public boolean observe(long tick, long stampNanos) {
        if (stampNanos <= 0) {
            return true;
        }
        long seen = stampNanos - tick * periodNanos;
        long known = origin.getPlain();
        if (known == UNKNOWN) {
            origin.setRelease(seen);
            return true;
        }
        long deviation = seen - known;
        if (Math.abs(deviation) > JUMP_NANOS) {
            origin.setRelease(seen);
            jumps.setRelease(jumps.getPlain() + 1);
            return false;
        }
        origin.setRelease(known + Math.round(deviation * FOLLOW));
        return true;
    }

    /** The fractional tick of a stamp, ns; future stamps are ticks to come. NaN before the first {@link #observe}. */
    public double tickOf(long stampNanos) {
        long known = origin.getAcquire();
        return known == UNKNOWN ? Double.NaN : (stampNanos - known) / (double) periodNanos;
    }

    /** Whether a stamp time has been seen. */
    public boolean known() {
        return origin.getAcquire() != UNKNOWN;
    }

    /** How often stamp time has jumped. */
    public long jumps() {
        return jumps.getAcquire();
    }
}
