package org.prolepsis.cli.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.prolepsis.action.control.ActionExecutor;
import org.prolepsis.action.control.Clock;
import org.prolepsis.action.control.ControlLoop;
import org.prolepsis.action.control.ExecutorSettings;
import org.prolepsis.action.control.Quantiles;
import org.prolepsis.action.limit.JointLimits;

/** Jitter of the control loop: how late it wakes after its deadline, with the executor ticking in it. */
final class LoopBench {
    private LoopBench() {}

    static BenchResult run(double rate, double seconds) throws InterruptedException {
        long period = Math.round(1e9 / rate);
        JointLimits limits = JointLimits.panda();
        ActionExecutor executor = new ActionExecutor(limits, ExecutorSettings.atRate(rate));
        executor.enable(true);
        double[] home = {0, -0.785, 0, -2.356, 0, 1.571, 0.785};
        ControlLoop.Snapshot loop;
        try (ControlLoop control = new ControlLoop("bench control", period, 0, Clock.system(), now -> {
            executor.measured(home, 0, now);
            executor.tick(now);
        })) {
            control.start();
            Thread.sleep(Math.round(seconds * 1e3));
            loop = control.snapshot();
        }
        Map<String, Double> details = new LinkedHashMap<>();
        details.put("rate_hz", rate);
        details.put("ticks", (double) loop.ticks());
        details.put("overruns", (double) loop.overruns());
        details.put("skipped", (double) loop.skipped());
        details.put("tick_p50_ns", (double) loop.duration().p50());
        details.put("tick_p99_ns", (double) loop.duration().p99());
        details.put("tick_max_ns", (double) loop.duration().max());
        Quantiles jitter = loop.jitter();
        return new BenchResult(
                "wake-up after the deadline at " + rate + " Hz for " + seconds + " s",
                new Measurement(jitter.p50(), jitter.p99(), jitter.p999(), jitter.max(), Double.NaN),
                "ScheduledExecutorService.scheduleAtFixedRate, a tenth as long",
                scheduled(period, seconds / 10),
                details);
    }

    /** The timer does not tell its deadlines: its least late run is taken for punctual, in its favour. */
    private static Measurement scheduled(long period, double seconds) throws InterruptedException {
        long[] wakes = new long[(int) (2 * seconds * 1e9 / period) + 16];
        AtomicInteger runs = new AtomicInteger();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        ScheduledFuture<?> task = timer.scheduleAtFixedRate(
                () -> wakes[runs.get() < wakes.length ? runs.getAndIncrement() : 0] = System.nanoTime(),
                period,
                period,
                TimeUnit.NANOSECONDS);
        Thread.sleep(Math.round(seconds * 1e3));
        task.cancel(false);
        timer.shutdown();
        if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the baseline's timer did not stop");
        }
        long punctual = Long.MAX_VALUE;
        for (int n = 0; n < runs.get(); n++) {
            punctual = Math.min(punctual, wakes[n] - n * period);
        }
        Histogram late = new Histogram(1, 60_000_000_000L, 3);
        for (int n = 0; n < runs.get(); n++) {
            late.recordValue(wakes[n] - n * period - punctual);
        }
        return Measurement.of(late, Double.NaN);
    }
}
