package org.prolepsis.sim.bench;

import org.prolepsis.sim.cell.SteppedCell;

/** What an episode happens in: a cell with an arm, moved on by whoever runs the episode. For one thread. */
public interface Scene extends SteppedCell {
    /** How many blocks lie in the bin of their colour. */
    int sortedBlocks();

    /** Whether a block lies where the arm cannot bring it back from, so that the task cannot be done any more. */
    boolean lost();
}
