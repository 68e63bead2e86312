package org.prolepsis.sim.expert;

import org.prolepsis.sim.cell.CellObservation;
import org.prolepsis.sim.cell.CellSettings;

/**
 * The outcome of one demonstration that was run in this process.
 *
 * @param seed of the cell and the demonstrator
 * @param success whether all blocks were sorted
 * @param seconds simulated time until the demonstrator had finished, or the time-out
 */
@SuppressWarnings("DoNotCallSuggester")
public record DemonstrationEpisode(long seed, boolean success, double seconds) {
    /** Gets each step of a demonstration. */
    @FunctionalInterface
    public interface Listener {
        /**
         * One step at 25 Hz.
         *
         * @param observation what the demonstrator saw
         * @param label [8] what it meant to command; reused after the call
         */
        void step(CellObservation observation, double[] label);
    }

    /**
     * Runs one demonstration.
     *
     * @param settings of the cell
     * @param seed of the cell and the demonstrator
     * @param perturbation how much the executed command is disturbed, 0 (not at all) to 1; labels stay what was meant, so
     *     that a policy sees how to recover (DART, arXiv 1703.09327)
     * @param listener gets every step
     */
    public static DemonstrationEpisode run(CellSettings settings, long seed, double perturbation, Listener listener) {
        throw new UnsupportedOperationException("not yet");
    }
}
