package org.prolepsis.action.control;

/**
 * How old observations were when their chunks arrived, counted in the control ticks consumed since, over the chunks
 * accepted; the first chunk of all, in which a policy warms up, is left out.
 *
 * @param chunks chunks counted
 * @param meanTicks mean delay, ticks
 * @param p99Ticks the delay that 99 of 100 chunks do not exceed, ticks
 * @param maxTicks longest delay, ticks
 */
public record DelayStatistics(long chunks, double meanTicks, long p99Ticks, long maxTicks) {
    /** No chunk yet. */
    public static final DelayStatistics NONE = new DelayStatistics(0, 0, 0, 0);
}
