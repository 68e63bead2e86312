package org.prolepsis.action.control;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Maps time stamps (ROS time) to control ticks (monotonic). The control thread tells once a tick what stamp time it is;
 * what is kept is the stamp time of tick 0, smoothed against wake-up jitter and followed when ticks are skipped (within
 * four ticks) or the two clocks drift apart. A jump of stamp time, back or forward, is noticed and the mapping made anew.
 *
 * <p>{@link #observe} belongs to one thread, the rest to any; nothing allocates or locks.
 */
public final class TickClock {
    /** A deviation beyond this is a jump, not jitter: the worst wake-up that is still believed, ns. */
    private static final long JUMP_NANOS = 100_000_000;

    /** Share of a deviation that is followed at each tick. */
    private static final double FOLLOW = 1.0 / 32;

    /** A deviation beyond this share of a period that stays is a skipped tick. */
    private static final double SKIP_SHARE = 0.75;

    /** It has stayed when it was seen at so many ticks in a row. */
    private static final int SKIP_TICKS = 4;

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final long periodNanos;
    private final AtomicLong origin = new AtomicLong(UNKNOWN);
    private final AtomicLong jumps = new AtomicLong();
    private int skipTicks;
    private long leastSkip;

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
            skipTicks = 0;
            origin.setRelease(seen);
            jumps.setRelease(jumps.getPlain() + 1);
            return false;
        }
        origin.setRelease(known + followed(deviation));
        return true;
    }

    /** Lateness that stays is skipped ticks, followed at once by its least; a late wake-up alone is not followed. */
    private long followed(long deviation) {
        if (deviation < SKIP_SHARE * periodNanos) {
            skipTicks = 0;
            return Math.round(deviation * FOLLOW);
        }
        leastSkip = skipTicks == 0 ? deviation : Math.min(leastSkip, deviation);
        skipTicks++;
        if (skipTicks < SKIP_TICKS) {
            return 0;
        }
        skipTicks = 0;
        return leastSkip;
    }

    /** The fractional tick of a stamp, ns; future stamps are ticks to come. NaN before the first {@link #observe}. */
    public double tickOf(long stampNanos) {
        long known = origin.getAcquire();
        return known == UNKNOWN ? Double.NaN : (stampNanos - known) / (double) periodNanos;
    }

    /** The stamp time of a tick, ns; 0 before the first {@link #observe}. */
    public long stampOf(long tick) {
        long known = origin.getAcquire();
        return known == UNKNOWN ? 0 : known + tick * periodNanos;
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
