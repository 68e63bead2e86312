package org.prolepsis.nodes.loop;

import org.prolepsis.action.control.ControlLoop;

/**
 * Where a node gets its monotonic time and its periodic work from: threads in a process ({@link ThreadScheduler}),
 * virtual time in tests.
 */
public interface Scheduler {
    /** Work that is due. */
    @FunctionalInterface
    interface Work {
        /**
         * Runs once.
         *
         * @param nowNanos the monotonic time at the start of the run
         */
        void run(long nowNanos);
    }

    /** Periodic work that was started. */
    interface Task extends AutoCloseable {
        /** How many periods were skipped because the work before them took too long. */
        long overruns();

        /** Ends the work; when this returns it does not run any more, unless it is the caller. */
        @Override
        void close();
    }

    /** The control loop, which measures itself. */
    interface ControlTask extends Task {
        /** What has been measured since the start. */
        ControlLoop.Snapshot timing();
    }

    /** Monotonic time in nanoseconds; only differences mean anything. */
    long nanoTime();

    /**
     * Runs work at absolute deadlines one period apart. A period that is missed is counted and skipped, never made up.
     * What the work throws is logged, and the work goes on.
     *
     * @param name the name of the thread
     * @param periodNanos the period, positive
     */
    Task every(String name, long periodNanos, Work work);

    /**
     * Runs a control tick at absolute deadlines one period apart, and measures jitter and duration.
     *
     * @param name the name of the thread
     * @param periodNanos the period, positive
     */
    ControlTask control(String name, long periodNanos, Work tick);
}
