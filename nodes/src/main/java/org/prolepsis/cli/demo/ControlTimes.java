package org.prolepsis.cli.demo;

/**
 * The times at which a control loop sent its commands, from their arrival. The loop sends at ticks that are a whole
 * number of periods apart. A command arrives late by a jitter, never early, so the least late of some neighbours tells
 * where the ticks are; what stays late from there on was sent late, because the loop skipped ticks.
 */
final class ControlTimes {
    /** A quarter of a second at 200 Hz: longer than the scheduler keeps a thread waiting, shorter than anyone minds. */
    private static final int WINDOW = 50;

    private ControlTimes() {}

    /**
     * Puts commands on the ticks of their loop.
     *
     * @param arrivalNanos times of arrival, not falling
     * @param periodNanos of the loop
     * @param originNanos time zero, on the clock of the arrivals
     * @return s, one for each command, whole periods apart, at least one
     */
    static double[] seconds(long[] arrivalNanos, long periodNanos, long originNanos) {
        int n = arrivalNanos.length;
        double[] seconds = new double[n];
        if (n == 0) {
            return seconds;
        }
        long grid = leastLate(arrivalNanos, 0, periodNanos);
        long skipped = 0;
        for (int i = 0; i < n; i++) {
            long late = leastLate(arrivalNanos, i, periodNanos) - grid;
            skipped = Math.max(skipped, Math.round((double) late / periodNanos));
            seconds[i] = (grid - originNanos + (i + skipped) * periodNanos) * 1e-9;
        }
        return seconds;
    }

    /** The smallest arrival of a window, as if its command were number 0. */
    private static long leastLate(long[] arrivalNanos, int from, long periodNanos) {
        long least = Long.MAX_VALUE;
        for (int i = from; i < Math.min(arrivalNanos.length, from + WINDOW); i++) {
            least = Math.min(least, arrivalNanos[i] - i * periodNanos);
        }
        return least;
    }
}
