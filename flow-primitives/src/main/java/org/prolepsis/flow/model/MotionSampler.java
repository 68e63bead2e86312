package org.prolepsis.flow.model;

import org.prolepsis.flow.curve.MotionCurve;

/** Draws motions from a model; one per thread. SKELETON. */
@SuppressWarnings("DoNotCallSuggester")
public final class MotionSampler {
    MotionSampler() {}

    /** Draws one motion; the same seed gives the same motion. */
    public MotionCurve sample(TextCondition condition, long seed) {
        throw new UnsupportedOperationException();
    }

    /**
     * Draws one motion into control points; allocates nothing.
     *
     * @param coefficients {@code [coordinates * controlPoints]}
     * @return the duration, s
     */
    public double sampleInto(TextCondition condition, long seed, double[] coefficients) {
        throw new UnsupportedOperationException();
    }
}
