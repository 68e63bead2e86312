package org.prolepsis.sim.bench;

/**
 * What an episode has to cope with beside its task.
 *
 * @param delaySeconds how much later than its observation a chunk arrives, s
 * @param noise whether joints and block poses are measured with noise
 */
public record Conditions(double delaySeconds, boolean noise) {
    /** Longest delay, s. */
    public static final double MAX_DELAY = 2;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if the delay is not in 0 .. 2 s
     */
    public Conditions {
        if (!(delaySeconds >= 0 && delaySeconds <= MAX_DELAY)) {
            throw new IllegalArgumentException("the delay is " + delaySeconds + " s; it must be from 0 to 2 s");
        }
    }
}
