package org.prolepsis.graph.action;

/** Monotonic time and periodic work for actionlib: a thread of the process, or a node's own scheduler. */
public interface ActionClock {
    /** Work that was started. */
    @FunctionalInterface
    interface Task extends AutoCloseable {
        /** Ends the work. */
        @Override
        void close();
    }

    /** Monotonic time in nanoseconds; only differences mean anything. */
    long nanoTime();

    /**
     * Runs short work one period apart.
     *
     * @param name of the work, for threads
     * @param periodNanos positive
     */
    Task every(String name, long periodNanos, Runnable work);

    /** {@link System#nanoTime} and one daemon thread that all servers and clients of the process share. */
    static ActionClock system() {
        return SystemActionClock.INSTANCE;
    }
}
