package org.prolepsis.action.control;

/** A named thread that ticks at absolute deadlines (skeleton). */
public final class ControlLoop implements AutoCloseable {
    /** What is done at each tick. */
    @FunctionalInterface
    public interface Ticker {
        /** One tick; {@code nowNanos} is the loop's clock at wake-up. */
        void onTick(long nowNanos);
    }

    /** Quantiles of one histogram, ns. */
    public record Quantiles(long p50, long p99, long p999, long max) {}

    /** What a loop has measured since its start. */
    public record Snapshot(
            long ticks, long overruns, long skipped, long failures, Quantiles jitter, Quantiles duration) {}

    /** A loop that has not started. */
    public ControlLoop(String name, long periodNanos, long spinNanos, Clock clock, Ticker ticker) {}

    /** Starts the thread. */
    public void start() {}

    /** What has been measured; any thread. */
    public Snapshot snapshot() {
        return new Snapshot(0, 0, 0, 0, new Quantiles(0, 0, 0, 0), new Quantiles(0, 0, 0, 0));
    }

    /** Stops after the present tick and joins the thread. */
    @Override
    public void close() {}
}
