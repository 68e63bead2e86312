package org.prolepsis.action.bench;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.control.ActionExecutor;
import org.prolepsis.action.control.Clock;
import org.prolepsis.action.control.ControlLoop;
import org.prolepsis.action.control.ExecutorSettings;
import org.prolepsis.action.control.ExecutorState;
import org.prolepsis.action.control.Quantiles;
import org.prolepsis.action.limit.JointLimits;

/**
 * The control loop in real time: an executor for seven joints that follows chunks of a wave, 25 of them a second from
 * another thread. What is reported is the wake-up after the deadline; the baseline is Java's own
 * {@link ScheduledExecutorService} at the same rate, doing nothing.
 */
public final class LoopBenchmark {
    /** Name of the thread that ticks. */
    public static final String THREAD = "bench-loop";

    private static final double STEP = 0.04;
    private static final int HORIZON = 50;
    private static final double WARMUP_SECONDS = 2;

    private LoopBenchmark() {}

    /**
     * What a run measured.
     *
     * @param result jitter against the baseline; an operation is a tick
     * @param duration time in the tick, ns
     * @param overruns ticks that ended after the next deadline
     * @param skipped deadlines skipped
     * @param finalState state of the executor at the end; RUNNING unless it was disturbed
     */
    public record Result(
            BenchmarkResult result, Quantiles duration, long overruns, long skipped, ExecutorState finalState) {}

    /**
     * Runs for some seconds after two of warm-up, then the baseline for at most ten.
     *
     * @param hertz ticks a second, in 1 .. 2000
     * @param seconds how long to measure, in 0.1 .. 3600
     * @param spinNanos how long before a deadline to spin, ns
     * @throws IllegalArgumentException if an argument is out of its range
     * @throws InterruptedException if the thread is interrupted; the loop is ended
     */
    public static Result run(double hertz, double seconds, long spinNanos) throws InterruptedException {
        return run(hertz, seconds, spinNanos, () -> {});
    }

    /**
     * The same, with something to do when the warm-up is over and the thread {@link #THREAD} is there, such as to place it
     * on a core or to start what is measured beside it.
     */
    public static Result run(double hertz, double seconds, long spinNanos, Runnable whenWarm)
            throws InterruptedException {
        if (!(hertz >= 1 && hertz <= 2000)) {
            throw new IllegalArgumentException("hertz is " + hertz + "; it must be from 1 to 2000");
        }
        if (!(seconds >= 0.1 && seconds <= 3600)) {
            throw new IllegalArgumentException("seconds is " + seconds + "; it must be from 0.1 to 3600");
        }
        long period = Math.round(1e9 / hertz);
        Subject subject = new Subject(hertz);
        ControlLoop.Snapshot snapshot;
        ExecutorState state;
        double bytesPerTick;
        long ticks;
        try (ControlLoop loop = new ControlLoop(THREAD, period, spinNanos, Clock.system(), subject)) {
            loop.start();
            offerChunks(subject.executor, WARMUP_SECONDS, 0);
            whenWarm.run();
            loop.resetStatistics();
            long ticksBefore = loop.snapshot().ticks();
            long bytesBefore = subject.bytes.get();
            offerChunks(subject.executor, seconds, WARMUP_SECONDS);
            snapshot = loop.snapshot();
            ticks = snapshot.ticks() - ticksBefore;
            bytesPerTick = (double) (subject.bytes.get() - bytesBefore) / ticks;
            state = subject.executor.state();
        }
        Quantiles baseline = baseline(period, Math.min(seconds, 10));
        BenchmarkResult result = new BenchmarkResult(
                "wake-up jitter at " + hertz + " Hz",
                snapshot.jitter(),
                bytesPerTick,
                "ScheduledExecutorService",
                baseline,
                (double) baseline.p50() / snapshot.jitter().p50(),
                ticks,
                new Stopwatch(10_000, 10_000).timerNanos());
        return new Result(result, snapshot.duration(), snapshot.overruns(), snapshot.skipped(), state);
    }

    /** What the loop ticks: an executor whose arm is where it is commanded, and the thread's count of bytes. */
    private static final class Subject implements ControlLoop.Ticker {
        final AtomicLong bytes = new AtomicLong();
        final ActionExecutor executor;
        private final double[] measured = {0, -0.785, 0, -2.356, 0, 1.571, 0.785};

        Subject(double hertz) {
            executor = new ActionExecutor(JointLimits.panda(), ExecutorSettings.atRate(hertz));
            executor.enable(true);
        }

        @Override
        public void onTick(long nowNanos) {
            executor.measured(measured, executor.setpoint().tick() + 1.0, nowNanos);
            executor.tick(nowNanos);
            if (executor.setpoint().valid()) {
                System.arraycopy(executor.setpoint().positions(), 0, measured, 0, measured.length);
            }
            bytes.lazySet(Stopwatch.allocatedBytes(Thread.currentThread()));
        }
    }

    private static void offerChunks(ActionExecutor executor, double seconds, double from) throws InterruptedException {
        long start = System.nanoTime();
        int count = (int) Math.ceil(seconds / STEP);
        for (int i = 0; i < count; i++) {
            executor.offer(wave((double) executor.report().tick(), from + i * STEP));
            long wait = start + Math.round((i + 1) * STEP * 1e9) - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
        }
    }

    private static ActionChunk wave(double tick, double time) {
        double[][] rows = new double[HORIZON][];
        for (int k = 0; k < HORIZON; k++) {
            double s = 0.3 * Math.sin(2 * (time + k * STEP));
            rows[k] = new double[] {s, -0.785 + 0.5 * s, 0.2 * s, -2.356 + s, -s, 1.571 + 0.5 * s, 0.785 + s};
        }
        return ActionChunk.of(tick, STEP, rows);
    }

    private static Quantiles baseline(long period, double seconds) throws InterruptedException {
        Histogram histogram = new Histogram(1, 10_000_000_000L, 3);
        ScheduledExecutorService service = Executors.newSingleThreadScheduledExecutor();
        long first = System.nanoTime() + period;
        long[] count = {0};
        var task = service.scheduleAtFixedRate(
                () -> {
                    long late = System.nanoTime() - first - count[0]++ * period;
                    histogram.recordValue(Math.min(Math.max(late, 0), 10_000_000_000L));
                },
                first - System.nanoTime(),
                period,
                TimeUnit.NANOSECONDS);
        TimeUnit.NANOSECONDS.sleep(Math.round(seconds * 1e9));
        task.cancel(false);
        service.shutdown();
        service.awaitTermination(10, TimeUnit.SECONDS);
        return Quantiles.of(histogram);
    }
}
