package org.prolepsis.sim.expert;

import org.prolepsis.sim.cell.CellObservation;
import org.prolepsis.sim.cell.CellSettings;
import org.prolepsis.sim.cell.ColorSortCell;

/**
 * The outcome of one demonstration that was run in this process.
 *
 * @param seed of the cell and the demonstrator
 * @param success whether all blocks were sorted
 * @param seconds simulated time until the demonstrator had finished, or the time-out of 60 s
 */
public record DemonstrationEpisode(long seed, boolean success, double seconds) {
    private static final double TIME_OUT = 60;

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
     * @param perturbation how much the executed command is disturbed, 0 (not at all) to 1 (joints by 0.06 rad, standard
     *     deviation, drifting over 0.6 s); labels stay what was meant, so that a policy sees how to recover (DART, arXiv
     *     1703.09327)
     * @param listener gets every step
     * @throws IllegalArgumentException if the perturbation is not 0 to 1
     */
    public static DemonstrationEpisode run(CellSettings settings, long seed, double perturbation, Listener listener) {
        Disturbance disturbance = new Disturbance(seed, perturbation);
        Demonstrator demonstrator = new Demonstrator(seed);
        double[] label = new double[ColorSortCell.JOINT_NAMES.size()];
        double[] executed = new double[label.length];
        try (ColorSortCell cell = new ColorSortCell(settings, seed)) {
            while (cell.timeNanos() < TIME_OUT * 1e9 && !demonstrator.finished()) {
                CellObservation now = cell.observe();
                demonstrator.command(now, label);
                listener.step(now, label);
                disturbance.apply(label, executed);
                cell.command(executed);
                cell.advance(Demonstrator.STEP_SECONDS);
            }
            return new DemonstrationEpisode(seed, cell.sorted(), cell.timeNanos() * 1e-9);
        }
    }
}
