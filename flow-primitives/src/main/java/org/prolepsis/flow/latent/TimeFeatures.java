package org.prolepsis.flow.latent;

/** What the velocity net sees of time: t itself, how far the noise has shrunk, and sines and cosines. */
public final class TimeFeatures {
    /** The number of features. */
    public static final int COUNT = 10;

    private TimeFeatures() {}

    /**
     * Computes the features.
     *
     * @param t in [0, 1]
     * @param out receives {@link #COUNT} values from {@code offset} on
     * @param offset index of the first
     */
    public static void compute(double t, float[] out, int offset) {
        out[offset] = (float) t;
        // near t = 1 the field changes on the scale of the remaining noise, which only a logarithm resolves
        out[offset + 1] = (float) (Math.log(FlowMatching.noiseScale(t)) / Math.log(FlowMatching.SIGMA));
        for (int k = 0; k < (COUNT - 2) / 2; k++) {
            double angle = Math.PI * (1 << k) * t;
            out[offset + 2 + 2 * k] = (float) Math.sin(angle);
            out[offset + 3 + 2 * k] = (float) Math.cos(angle);
        }
    }
}
