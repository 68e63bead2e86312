package org.prolepsis.action.pace;

/**
 * Virtual time: how far the motion has come, as the sum of the pace over the ticks, in ticks at pace 1. It stands still
 * while nothing is executed, so an observation made at rest does not age. Past values are kept so that an observation
 * can be placed on it. For one thread; allocates nothing.
 */
public final class VirtualTime {
    private final double[] history;
    private final int mask;
    private long tick;
    private double now;

    /**
     * Virtual time 0 at tick 0.
     *
     * @param capacity ticks remembered; rounded up to a power of two
     * @throws IllegalArgumentException if the capacity is not in 2 .. 2^20
     */
    public VirtualTime(int capacity) {
        if (capacity < 2 || capacity > 1 << 20) {
            throw new IllegalArgumentException("capacity is " + capacity + "; it must be from 2 to " + (1 << 20));
        }
        int size = Integer.highestOneBit(capacity - 1) << 1;
        history = new double[size];
        mask = size - 1;
    }

    /** Back to virtual time 0 at tick 0. */
    public void restart() {
        tick = 0;
        now = 0;
        history[0] = 0;
    }

    /** One tick on, at a pace; a pace that is not finite and positive counts as 0. */
    public void advance(double pace) {
        if (pace > 0 && pace < Double.POSITIVE_INFINITY) {
            now += pace;
        }
        tick++;
        history[(int) (tick & mask)] = now;
    }

    /** The present tick. */
    public long tick() {
        return tick;
    }

    /** Virtual time at the present tick. */
    public double now() {
        return now;
    }

    /**
     * Virtual time at a fractional tick: between two ticks in a straight line, in the future that of the present, before
     * tick 0 that of tick 0; NaN for NaN and for a tick that is no longer remembered.
     */
    public double at(double fractionalTick) {
        if (fractionalTick >= tick) {
            return now;
        }
        if (!(tick - fractionalTick < mask)) {
            return Double.NaN;
        }
        long before = (long) Math.floor(fractionalTick);
        if (before < 0) {
            return 0;
        }
        double u = fractionalTick - before;
        double a = history[(int) (before & mask)];
        return a + u * (history[(int) ((before + 1) & mask)] - a);
    }
}
