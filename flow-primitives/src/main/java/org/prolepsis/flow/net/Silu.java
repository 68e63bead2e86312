package org.prolepsis.flow.net;

/** The activation x / (1 + exp(-x)) (Elfwing et al., arXiv 1702.03118), in single precision, allocating nothing. */
// the constants as published
@SuppressWarnings("FloatingPointLiteralPrecision")
public final class Silu {
    private static final float LOG2_E = 1.44269504f;
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;

    private Silu() {}

    /**
     * Applies the activation in place. NaN stays NaN.
     *
     * @param x values
     * @param count how many of them
     */
    public static void apply(float[] x, int count) {
        for (int i = 0; i < count; i++) {
            x[i] = x[i] / (1f + exp(-x[i]));
        }
    }

    /**
     * The exponential function within 2e-7 of relative error; several times as fast as {@link Math#exp}.
     *
     * <p>Range reduction by ln 2 and the polynomial of Moshier's Cephes {@code expf}.
     *
     * @param x clamped to [-87, 87]
     * @return exp(x); NaN for NaN
     */
    static float exp(float x) {
        float clamped = Math.max(-87f, Math.min(87f, x));
        // adding 1.5 * 2^23 rounds to the nearest integer without a call
        float rounded = (clamped * LOG2_E + 12582912f) - 12582912f;
        float r = clamped - rounded * LN2_HIGH - rounded * LN2_LOW;
        float p = 1.9875691500e-4f;
        p = p * r + 1.3981999507e-3f;
        p = p * r + 8.3334519073e-3f;
        p = p * r + 4.1665795894e-2f;
        p = p * r + 1.6666665459e-1f;
        p = p * r + 5.0000001201e-1f;
        float mantissa = p * r * r + r + 1f;
        return mantissa * Float.intBitsToFloat(((int) rounded + 127) << 23);
    }
}
