package org.prolepsis.flow.model;

/**
 * Standard normal numbers from a seed, without objects: SplitMix64 (Steele et al., OOPSLA 2014) and the Box-Muller
 * transform.
 */
final class GaussianNoise {
    private long state;

    void fill(long seed, float[] out) {
        // mixed once, so that seeds 0, 1, 2 ... do not give overlapping sequences
        state = mix(seed ^ 0x5DEECE66D1234567L);
        for (int i = 0; i < out.length; i += 2) {
            double radius = Math.sqrt(-2 * Math.log(1 - uniform()));
            double angle = 2 * Math.PI * uniform();
            out[i] = (float) (radius * Math.cos(angle));
            if (i + 1 < out.length) {
                out[i + 1] = (float) (radius * Math.sin(angle));
            }
        }
    }

    /** In [0, 1). */
    private double uniform() {
        state += 0x9E3779B97F4A7C15L;
        return (mix(state) >>> 11) * 0x1.0p-53;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
