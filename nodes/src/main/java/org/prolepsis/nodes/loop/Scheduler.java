package org.prolepsis.nodes.loop;

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
}
