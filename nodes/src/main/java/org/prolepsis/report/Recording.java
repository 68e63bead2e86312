package org.prolepsis.report;

import java.util.List;

/**
 * What was commanded and measured during one motion. Times are seconds since the sentence was published, rising.
 *
 * @param jointNames [joints]
 * @param periodSeconds the period of the control loop, s: successive commands are its successive ticks
 * @param commandTimes [commands] s
 * @param commanded [commands][joints] rad
 * @param measuredTimes [measurements] s
 * @param measured [measurements][joints] rad
 */
// arrays: a motion has ten thousands of numbers, and every reader would unbox a list
@SuppressWarnings("ArrayRecordComponent")
public record Recording(
        List<String> jointNames,
        double periodSeconds,
        double[] commandTimes,
        double[][] commanded,
        double[] measuredTimes,
        double[][] measured) {
    /**
     * Checks the shapes.
     *
     * @throws IllegalArgumentException if times and values differ in number, the period is not positive, or a row has not one value a joint
     */
    public Recording {
        jointNames = List.copyOf(jointNames);
        if (!(periodSeconds > 0)) {
            throw new IllegalArgumentException("periodSeconds is " + periodSeconds + "; it must be positive");
        }
        check("commanded", commandTimes, commanded, jointNames.size());
        check("measured", measuredTimes, measured, jointNames.size());
    }

    private static void check(String field, double[] times, double[][] values, int joints) {
        if (times.length != values.length) {
            throw new IllegalArgumentException(
                    field + " has " + values.length + " rows for " + times.length + " times; one row a time is needed");
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i].length != joints) {
                throw new IllegalArgumentException(field + "[" + i + "] has " + values[i].length
                        + " values; it must have " + joints + ", one a joint");
            }
            if (i > 0 && !(times[i] >= times[i - 1])) {
                throw new IllegalArgumentException(
                        field + " time " + i + " is " + times[i] + " s after " + times[i - 1] + " s; times must rise");
            }
        }
    }

    /** The ticks that the loop skipped between the first command and the last. */
    public int skippedTicks() {
        int n = commandTimes.length;
        return n == 0 ? 0 : (int) Math.round((commandTimes[n - 1] - commandTimes[0]) / periodSeconds) - (n - 1);
    }
}
