package org.prolepsis.sim.expert;

import java.util.SplittableRandom;

/**
 * What differs from person to person and from motion to motion.
 *
 * <p>One thread.
 */
final class HandStyle {
    private final SplittableRandom random;
    private final double pace;

    HandStyle(long seed) {
        random = new SplittableRandom(seed ^ 0x5DEECE66DL);
        pace = Math.exp(0.10 * random.nextGaussian());
    }

    /** A duration, about as long as given, s. */
    double seconds(double typical) {
        return typical * pace * Math.exp(0.08 * random.nextGaussian());
    }

    /** A value between two. */
    double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    /** A small deviation, of the given standard deviation and at most twice that. */
    double deviation(double scale) {
        return scale * Math.max(-2, Math.min(2, random.nextGaussian()));
    }
}
