package org.prolepsis.sim.cell;

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
}
