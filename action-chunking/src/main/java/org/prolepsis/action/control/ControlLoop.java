package org.prolepsis.action.control;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A named thread that ticks at absolute deadlines: the n-th is the start plus n periods, so lateness of one tick does
 * not shift the others. Deadlines that have passed when a tick ends are skipped and counted, never made up for. A
 * ticker that throws is counted and logged once; the loop goes on.
 */
public final class ControlLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlLoop.class);

    private final String name;
    private final long periodNanos;
    private final long spinNanos;
    private final Clock clock;
    private final Ticker ticker;
    private final LoopStatistics jitter = new LoopStatistics();
    private final LoopStatistics duration = new LoopStatistics();
    private final AtomicLong ticks = new AtomicLong();
    private final AtomicLong overruns = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean running;
    private Thread thread;
    private boolean begun;
    private long deadline;

    /** What is done at each tick. */
    @FunctionalInterface
    public interface Ticker {
        /** One tick; {@code nowNanos} is the loop's clock at wake-up. */
        void onTick(long nowNanos);
    }

    /**
     * What a loop has measured since its start.
     *
     * @param ticks ticks done
     * @param overruns ticks that ended after the next deadline
     * @param skipped deadlines skipped because of them
     * @param failures ticks in which the ticker threw
     * @param jitter wake-up after the deadline, ns
     * @param duration time in the ticker, ns
     */
    public record Snapshot(
            long ticks, long overruns, long skipped, long failures, Quantiles jitter, Quantiles duration) {}

    /**
     * A loop that has not started.
     *
     * @param name name of the thread
     * @param periodNanos time from tick to tick, ns
     * @param spinNanos how long before a deadline to stop sleeping and to spin, ns; 0 never spins
     * @throws IllegalArgumentException if the period is not positive, or the spin is not in 0 .. period
     */
    public ControlLoop(String name, long periodNanos, long spinNanos, Clock clock, Ticker ticker) {
        if (periodNanos <= 0) {
            throw new IllegalArgumentException("periodNanos is " + periodNanos + "; it must be positive");
        }
        if (spinNanos < 0 || spinNanos > periodNanos) {
            throw new IllegalArgumentException(
                    "spinNanos is " + spinNanos + "; it must be from 0 to the period, " + periodNanos);
        }
        this.name = Objects.requireNonNull(name, "name");
        this.periodNanos = periodNanos;
        this.spinNanos = spinNanos;
        this.clock = Objects.requireNonNull(clock, "clock");
        this.ticker = Objects.requireNonNull(ticker, "ticker");
    }

    /**
     * Starts the thread.
     *
     * @throws IllegalStateException if it was started before
     */
    public synchronized void start() {
        if (thread != null) {
            throw new IllegalStateException("the loop " + name + " was started before; make a new one");
        }
        running = true;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (running) {
            doWork();
        }
    }

    /** The duty cycle: waits for the next deadline and ticks once. By the loop's thread, or by a test instead of it. */
    void doWork() {
        if (!begun) {
            begun = true;
            deadline = clock.nanoTime();
        }
        clock.waitUntil(deadline, spinNanos);
        long wake = clock.nanoTime();
        jitter.record(wake - deadline);
        tick(wake);
        long end = clock.nanoTime();
        duration.record(end - wake);
        Telemetry.count(ticks);
        deadline += periodNanos;
        long behind = end - deadline;
        if (behind > 0) {
            long passed = behind / periodNanos + 1;
            deadline += passed * periodNanos;
            Telemetry.count(overruns);
            skipped.setRelease(skipped.getPlain() + passed);
        }
    }

    private void tick(long wake) {
        try {
            ticker.onTick(wake);
        } catch (RuntimeException e) {
            if (failures.getPlain() == 0) {
                LOG.error("loop {}: a tick failed; later failures are only counted", name, e);
            }
            Telemetry.count(failures);
        }
    }

    /** What has been measured; any thread but the loop's. */
    public Snapshot snapshot() {
        return new Snapshot(
                ticks.get(), overruns.get(), skipped.get(), failures.get(), jitter.quantiles(), duration.quantiles());
    }

    /** Forgets the jitter and the durations so far, as after a warm-up; the counts stay. Any thread but the loop's. */
    public void resetStatistics() {
        jitter.reset();
        duration.reset();
    }

    /** Stops after the present tick and waits for the thread to end; harmless when not started or called again. */
    @Override
    public synchronized void close() {
        running = false;
        if (thread == null || thread == Thread.currentThread()) {
            return;
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
