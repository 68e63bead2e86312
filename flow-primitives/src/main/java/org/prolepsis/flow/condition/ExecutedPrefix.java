package org.prolepsis.flow.condition;

import java.util.Arrays;

/** What was executed before the state that a motion goes on from, measured, so never met exactly. */
public final class ExecutedPrefix {
    private final double[] secondsBefore;
    private final double[][] configurations;
    private final double deviation;

    /**
     * A prefix.
     *
     * @param secondsBefore how long before the start state each configuration was, s at the pace of the demonstrations,
     *     positive; copied
     * @param configurations one for each, joint positions or poses; copied
     * @param deviation how far beside the motion they are expected, rad, or m; positive
     * @throws IllegalArgumentException if lengths differ, a value is not finite or a time or the deviation is not positive
     */
    public ExecutedPrefix(double[] secondsBefore, double[][] configurations, double deviation) {
        if (secondsBefore.length != configurations.length) {
            throw new IllegalArgumentException("executed prefix: got " + secondsBefore.length + " times and "
                    + configurations.length + " configurations, must be as many");
        }
        if (!(deviation > 0) || Double.isInfinite(deviation)) {
            throw new IllegalArgumentException("executed prefix: deviation is " + deviation + ", must be positive");
        }
        for (int i = 0; i < configurations.length; i++) {
            if (!(secondsBefore[i] > 0) || Double.isInfinite(secondsBefore[i])) {
                throw new IllegalArgumentException(
                        "executed prefix: time " + i + " is " + secondsBefore[i] + " s, must be positive");
            }
            Numbers.requireFinite("executed prefix, configuration " + i, configurations[i]);
        }
        this.secondsBefore = secondsBefore.clone();
        this.configurations = Arrays.stream(configurations).map(double[]::clone).toArray(double[][]::new);
        this.deviation = deviation;
    }

    /**
     * How many configurations.
     *
     * @return 0 or more
     */
    public int size() {
        return configurations.length;
    }

    /**
     * How far beside the motion they are expected.
     *
     * @return rad, or m
     */
    public double deviation() {
        return deviation;
    }

    double secondsBefore(int i) {
        return secondsBefore[i];
    }

    double[] configuration(int i) {
        return configurations[i];
    }
}
