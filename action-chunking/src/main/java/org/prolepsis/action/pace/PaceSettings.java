package org.prolepsis.action.pace;

/**
 * How fast the executor goes through a motion.
 *
 * @param speed pace asked for at the start; 1 is as predicted, 0 holds the motion
 * @param maxSpeed largest pace that may be asked for
 * @param slopePerSecond how fast the pace may change, 1/s
 * @param limitFraction share of the velocity and acceleration limits that the governor plans with; the rest is for the
 *     limiter's corrections
 */
public record PaceSettings(double speed, double maxSpeed, double slopePerSecond, double limitFraction) {
    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a value is out of its range; the field is named
     */
    public PaceSettings {
        requireIn("maxSpeed", maxSpeed, 0.01, 10);
        requireIn("speed", speed, 0, maxSpeed);
        requireIn("slopePerSecond", slopePerSecond, 0.1, 1000);
        requireIn("limitFraction", limitFraction, 0.1, 1);
    }

    /** Pace 1, at most 4, changing by 5 a second, planned with 90 % of the limits. */
    public static PaceSettings defaults() {
        return new PaceSettings(1, 4, 5, 0.9);
    }

    /** These settings with another speed. */
    public PaceSettings withSpeed(double other) {
        return new PaceSettings(other, maxSpeed, slopePerSecond, limitFraction);
    }

    /** These settings with another slope of the pace, 1/s. */
    public PaceSettings withSlope(double other) {
        return new PaceSettings(speed, maxSpeed, other, limitFraction);
    }

    private static void requireIn(String field, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(field + " is " + value + "; it must be from " + min + " to " + max);
        }
    }
}
