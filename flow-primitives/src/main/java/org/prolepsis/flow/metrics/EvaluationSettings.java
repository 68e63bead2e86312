package org.prolepsis.flow.metrics;

/**
 * How an evaluation samples.
 *
 * @param samplesPerText motions drawn for each sentence, at least 2
 * @param jerkSamplesPerText how many of them are also read at 100 Hz, at least 1
 * @param warmUpSamples drawn before the clock counts, so that the latency is that of a running node; 0 or more
 * @param seed of all sampling
 */
public record EvaluationSettings(int samplesPerText, int jerkSamplesPerText, int warmUpSamples, long seed) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is outside its range
     */
    public EvaluationSettings {
        if (samplesPerText < 2 || jerkSamplesPerText < 1 || warmUpSamples < 0) {
            throw new IllegalArgumentException("got " + samplesPerText + " samples per text, " + jerkSamplesPerText
                    + " for jerk and " + warmUpSamples + " to warm up, must be at least 2, 1 and 0");
        }
    }

    /**
     * 100 samples a text, 10 of them read for jerk, 500 to warm up.
     *
     * @param seed of all sampling
     * @return the settings of {@code eval}
     */
    public static EvaluationSettings standard(long seed) {
        return new EvaluationSettings(100, 10, 500, seed);
    }
}
