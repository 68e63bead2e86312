package org.prolepsis.flow.phase;

/**
 * How the phase is estimated.
 *
 * @param jointDeviation how far the joints are expected beside the path, standard deviation, rad
 * @param paceVariance how much the pace is expected to wander: variance of the time gained in a second, s²/s
 * @param leastPace the slowest pace that is predicted with, as a multiple of the demonstrated one
 * @param maxPace the fastest pace that is believed, as a multiple of the demonstrated one
 * @param margin how far beyond {@code maxPace} the search looks, s of the motion
 */
public record PhaseSettings(
        double jointDeviation, double paceVariance, double leastPace, double maxPace, double margin) {
    /** For an arm that trails its command by up to 0.1 s, played at up to four times the demonstrated pace. */
    public static final PhaseSettings DEFAULT = new PhaseSettings(0.02, 0.001, 0.3, 4.0, 0.02);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the field, what it has and what it must be
     */
    public PhaseSettings {
        requirePositive("jointDeviation", jointDeviation);
        requirePositive("paceVariance", paceVariance);
        requirePositive("leastPace", leastPace);
        requirePositive("margin", margin);
        if (!(maxPace >= 1 && maxPace <= 100)) {
            throw new IllegalArgumentException("maxPace is " + maxPace + "; it must be 1 to 100");
        }
    }

    private static void requirePositive(String field, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(field + " is " + value + "; it must be positive and finite");
        }
    }
}
