package org.prolepsis.sim.policy;

/**
 * How features and chunks are scaled for a net: {@code input = (feature - mean) / scale}, clipped, and
 * {@code target = reference + offset + scale * output}, where the reference is the measured position for a joint and 0
 * for the finger.
 *
 * @param inputMean [features]
 * @param inputScale [features], positive
 * @param outputOffset [horizon * channels], rad and m
 * @param outputScale [horizon * channels], positive, rad and m
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Normalisation(float[] inputMean, float[] inputScale, float[] outputOffset, float[] outputScale) {
    /** Inputs are not further from the mean than so many scales: what was never seen must not lead anywhere wild. */
    public static final float CLIP = 6;

    /**
     * Scales features.
     *
     * @param features [features] at least, scaled in place
     */
    public void normalise(float[] features) {
        for (int i = 0; i < inputMean.length; i++) {
            float x = (features[i] - inputMean[i]) / inputScale[i];
            features[i] = Math.max(-CLIP, Math.min(CLIP, x));
        }
    }
}
