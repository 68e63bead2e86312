package org.prolepsis.sim.bench;

import org.prolepsis.sim.cell.CellObservation;

/** What an episode happens in: a cell with an arm, moved on by whoever runs the episode. For one thread. */
public interface Scene extends AutoCloseable {
    /** Sets the targets of the servos; [channels], rad, the finger last, m. */
    void command(double[] target);

    /** Moves time on by whole physics steps, s. */
    void advance(double seconds);

    /** Simulated time, ns. */
    long timeNanos();

    /** What the sensors say now, with their noise. */
    CellObservation observe();

    /** Whether every block lies at rest in the bin of its colour. */
    boolean sorted();

    /** How many blocks lie in the bin of their colour. */
    int sortedBlocks();

    /** Whether a block lies where the arm cannot bring it back from, so that the task cannot be done any more. */
    boolean lost();

    @Override
    void close();
}
