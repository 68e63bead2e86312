package org.prolepsis.cli.demo;

/**
 * The times of commands that were sent at the ticks of a control loop. The times at which they arrive jitter, and
 * differences of differences over jittering times would show accelerations that nobody commanded; the loop's own ticks
 * are a whole number of periods apart.
 */
final class ControlTimes {
    private ControlTimes() {}

    /**
     * Puts commands on the ticks of their loop.
     *
     * @param stampNanos the sender's stamps; the arrivals stand in where any is 0
     * @param arrivalNanos times of arrival
     * @param periodNanos of the loop
     * @param originNanos time zero, on the clock of the arrivals
     * @return s, the first command at its arrival, the others a whole number of periods, at least one, after it
     */
    static double[] seconds(long[] stampNanos, long[] arrivalNanos, long periodNanos, long originNanos) {
        boolean stamped = true;
        for (long stamp : stampNanos) {
            stamped &= stamp > 0;
        }
        long[] sent = stamped ? stampNanos : arrivalNanos;
        double[] seconds = new double[sent.length];
        long tick = 0;
        for (int i = 0; i < sent.length; i++) {
            if (i > 0) {
                tick += Math.max(1, Math.round((double) (sent[i] - sent[i - 1]) / periodNanos));
            }
            seconds[i] = (arrivalNanos[0] - originNanos) * 1e-9 + tick * periodNanos * 1e-9;
        }
        return seconds;
    }
}
