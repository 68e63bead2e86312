package org.prolepsis.sim.expert;

import org.prolepsis.sim.cell.CellObservation;

/**
 * Sorts the blocks as a person who moves the arm by hand would: unhurried, block after block, never twice the same. A
 * closed-loop controller, asked 25 times a second.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Demonstrator {
    /** How often {@link #command} is to be called, s. */
    public static final double STEP_SECONDS = 0.04;

    /**
     * A person.
     *
     * @param seed of the pace, the heights, the pauses and the small deviations
     */
    public Demonstrator(long seed) {
        throw new UnsupportedOperationException("not yet");
    }

    /**
     * The next command.
     *
     * @param now what the sensors say
     * @param target [8] set to positions of the joints, rad, and of the finger, m, to be commanded from now on
     */
    public void command(CellObservation now, double[] target) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Whether all blocks have been seen in their bins and the arm is back where it started. */
    public boolean finished() {
        throw new UnsupportedOperationException("not yet");
    }
}
