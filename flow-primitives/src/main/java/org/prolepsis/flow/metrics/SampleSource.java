package org.prolepsis.flow.metrics;

import org.prolepsis.flow.dataset.Demonstration;

/** What an evaluation needs of a model: samples for a text and reconstructions. Called by one thread. */
public interface SampleSource {
    /**
     * Prepares sampling for a sentence (encoding happens here, outside the timed part).
     *
     * @param text the sentence
     * @return draws motions for it
     */
    TextSampler forText(String text);

    /**
     * Encodes a demonstration and decodes it again.
     *
     * @param demonstration of the space and width of the model
     * @return the model's own rendering of it
     */
    Motion reconstruct(Demonstration demonstration);

    /**
     * The number of trained parameters needed to sample.
     *
     * @return positive
     */
    long parameterCount();

    /** Draws motions for one sentence. */
    @FunctionalInterface
    interface TextSampler {
        /**
         * Draws one motion; the evaluation times this call.
         *
         * @param seed the same seed gives the same motion
         * @return may be reused by the next call
         */
        Motion sample(long seed);
    }
}
