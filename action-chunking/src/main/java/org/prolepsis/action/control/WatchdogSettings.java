package org.prolepsis.action.control;

/**
 * When the executor stops by itself. Times are monotonic.
 *
 * @param staleChunkSeconds longest time without a new chunk while the newest does not end at rest, s
 * @param staleJointStatesSeconds longest time without joint states, s
 * @param trackingErrorLimit largest difference of commanded and measured position of a joint, rad; infinity switches
 *     the supervision off
 * @param restVelocity a chunk that ends slower than this ends at rest, rad/s
 */
public record WatchdogSettings(
        double staleChunkSeconds, double staleJointStatesSeconds, double trackingErrorLimit, double restVelocity) {
    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a value is not positive, or a time is above 60 s; the field is named
     */
    public WatchdogSettings {
        requireIn("staleChunkSeconds", staleChunkSeconds, 60);
        requireIn("staleJointStatesSeconds", staleJointStatesSeconds, 60);
        requireIn("trackingErrorLimit", trackingErrorLimit, Double.POSITIVE_INFINITY);
        requireIn("restVelocity", restVelocity, 1);
    }

    /** Chunks 0.5 s, joint states 0.2 s, tracking error 0.5 rad, rest below 0.05 rad/s. */
    public static WatchdogSettings defaults() {
        return new WatchdogSettings(0.5, 0.2, 0.5, 0.05);
    }

    private static void requireIn(String field, double value, double max) {
        if (!(value > 0 && value <= max)) {
            throw new IllegalArgumentException(field + " is " + value + "; it must be above 0 and at most " + max);
        }
    }
}
