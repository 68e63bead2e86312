package org.prolepsis.action.pace;

/**
 * How the tracking lag is estimated.
 *
 * @param initialSeconds lag believed before the arm has moved, s
 * @param maxSeconds largest lag believed, s
 * @param memorySeconds how much motion is remembered, s
 */
public record LagSettings(double initialSeconds, double maxSeconds, double memorySeconds) {
    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a value is out of its range; the field is named
     */
    public LagSettings {
        if (!(maxSeconds > 0 && maxSeconds <= 5)) {
            throw new IllegalArgumentException("maxSeconds is " + maxSeconds + "; it must be above 0 and at most 5 s");
        }
        if (!(initialSeconds >= 0 && initialSeconds <= maxSeconds)) {
            throw new IllegalArgumentException(
                    "initialSeconds is " + initialSeconds + "; it must be from 0 to maxSeconds, " + maxSeconds + " s");
        }
        if (!(memorySeconds >= 0.05 && memorySeconds <= 600)) {
            throw new IllegalArgumentException("memorySeconds is " + memorySeconds + "; it must be from 0.05 to 600 s");
        }
    }

    /** No lag believed at first, at most 0.5 s, 2 s of motion remembered. */
    public static LagSettings defaults() {
        return new LagSettings(0, 0.5, 2);
    }
}
