package org.prolepsis.flow.demo;

import org.prolepsis.flow.dataset.Dataset;

/** The default data: 36 text-labelled waving demonstrations of the 7-joint arm, generated from a seed. */
public final class WavingDataset {
    private WavingDataset() {}

    /**
     * Generates the set.
     *
     * @param seed the same seed gives the same numbers
     * @return 36 demonstrations at 100 Hz, every combination of size, side, height and tempo once
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static Dataset generate(long seed) {
        throw new UnsupportedOperationException("not implemented " + seed);
    }
}
