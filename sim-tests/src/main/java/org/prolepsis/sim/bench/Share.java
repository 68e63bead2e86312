package org.prolepsis.sim.bench;

/**
 * A share of successes with its 95 % interval after Wilson (Journal of the American Statistical Association 22, 1927), which
 * holds its promise also at 0 and at 100 %.
 *
 * @param successes how many succeeded
 * @param trials of how many, at least 1
 */
public record Share(int successes, int trials) {
    /** Quantile of the normal distribution that leaves 2.5 % on each side. */
    private static final double Z = 1.959963984540054;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if there is no trial, or the successes are not in 0 .. trials
     */
    public Share {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException("got " + successes + " successes of " + trials
                    + " trials; there must be at least 1 trial and no more successes than trials");
        }
    }

    /** The share itself, 0 .. 1. */
    public double value() {
        return (double) successes / trials;
    }

    /** Lower end of the interval. */
    public double low() {
        return successes == 0 ? 0 : middle() - half();
    }

    /** Upper end of the interval. */
    public double high() {
        return successes == trials ? 1 : middle() + half();
    }

    private double middle() {
        return (value() + Z * Z / (2 * trials)) / (1 + Z * Z / trials);
    }

    private double half() {
        double variance = value() * (1 - value()) / trials + Z * Z / (4.0 * trials * trials);
        return Z * Math.sqrt(variance) / (1 + Z * Z / trials);
    }
}
