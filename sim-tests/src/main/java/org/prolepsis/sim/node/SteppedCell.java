package org.prolepsis.sim.node;

import org.prolepsis.sim.cell.CellObservation;
import org.prolepsis.sim.cell.CellSettings;
import org.prolepsis.sim.cell.ColorSortCell;

/** A cell whose time moves only when it is told to: the physics, or a stand-in of a test. One thread at a time. */
public interface SteppedCell extends AutoCloseable {
    /** Makes cells. */
    @FunctionalInterface
    interface Factory {
        /** A new cell. */
        SteppedCell create(CellSettings settings, long seed);
    }

    /** Sets what the servos follow, [8] rad and m. */
    void command(double[] target);

    /** Lets time pass, s. */
    void advance(double seconds);

    /** Simulated time, ns. */
    long timeNanos();

    /** What the sensors say. */
    CellObservation observe();

    /** Whether every block rests in its bin. */
    boolean sorted();

    @Override
    void close();

    /** The cell in physics. */
    static SteppedCell physics(CellSettings settings, long seed) {
        ColorSortCell cell = new ColorSortCell(settings, seed);
        return new SteppedCell() {
            @Override
            public void command(double[] target) {
                cell.command(target);
            }

            @Override
            public void advance(double seconds) {
                cell.advance(seconds);
            }

            @Override
            public long timeNanos() {
                return cell.timeNanos();
            }

            @Override
            public CellObservation observe() {
                return cell.observe();
            }

            @Override
            public boolean sorted() {
                return cell.sorted();
            }

            @Override
            public void close() {
                cell.close();
            }
        };
    }
}
