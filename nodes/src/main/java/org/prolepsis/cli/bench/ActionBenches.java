package org.prolepsis.cli.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prolepsis.action.bench.BenchmarkResult;
import org.prolepsis.action.bench.EnsembleBenchmark;
import org.prolepsis.action.bench.LimiterBenchmark;
import org.prolepsis.action.bench.LoopBenchmark;
import org.prolepsis.action.control.Quantiles;
import org.prolepsis.nodes.loop.ThreadPlacement;

/** The operations of a control tick, and the loop that ticks. */
final class ActionBenches {
    private ActionBenches() {}

    /** See {@link EnsembleBenchmark}. */
    static BenchResult ensemble() {
        return result(EnsembleBenchmark.run(), Map.of());
    }

    /** See {@link LimiterBenchmark}. */
    static BenchResult limiter() {
        return result(LimiterBenchmark.run(), Map.of());
    }

    /**
     * See {@link LoopBenchmark}; beside it, on another core, {@code cyclictest} where it is installed and there is one.
     *
     * @param spinMicros how long before a deadline the loop spins instead of sleeping
     * @param priority of both under SCHED_FIFO; 0 leaves both under SCHED_OTHER
     */
    static BenchResult loop(double rate, double seconds, double spinMicros, int priority)
            throws IOException, InterruptedException {
        Beside beside = new Beside(rate, seconds, priority);
        try {
            LoopBenchmark.Result loop = LoopBenchmark.run(rate, seconds, Math.round(spinMicros * 1e3), beside::begin);
            Map<String, Double> details = new LinkedHashMap<>();
            details.put("rate_hz", rate);
            details.put("ticks", (double) loop.result().operations());
            details.put("overruns", (double) loop.overruns());
            details.put("skipped", (double) loop.skipped());
            details.put("spin_us", spinMicros);
            details.put("fifo_priority", (double) priority);
            put(details, "tick", loop.duration());
            beside.end(details);
            BenchResult out = result(loop.result(), details);
            return new BenchResult(
                    out.what(), out.measurement(), out.baselineIs() + beside.note, out.baseline(), details);
        } finally {
            beside.close();
        }
    }

    private static void put(Map<String, Double> details, String name, Quantiles values) {
        details.put(name + "_p50_ns", (double) values.p50());
        details.put(name + "_p99_ns", (double) values.p99());
        details.put(name + "_p999_ns", (double) values.p999());
        details.put(name + "_max_ns", (double) values.max());
    }

    /** What runs beside the loop: the loop's thread on core 0, cyclictest on core 1, so that neither waits for the other. */
    private static final class Beside implements AutoCloseable {
        private final double rate;
        private final double seconds;
        private final int priority;
        private Cyclictest cyclictest;
        String note = "";

        Beside(double rate, double seconds, int priority) {
            this.rate = rate;
            this.seconds = seconds;
            this.priority = priority;
        }

        void begin() {
            boolean second = Runtime.getRuntime().availableProcessors() > 1;
            try {
                List<String> problems = ThreadPlacement.place(LoopBenchmark.THREAD, second ? 0 : -1, priority);
                note = problems.isEmpty() ? "" : "; " + String.join("; ", problems);
                if (second) {
                    cyclictest = Cyclictest.start(rate, seconds, 1, priority);
                } else {
                    note += "; no cyclictest: there is no second core";
                }
            } catch (IOException absent) {
                note += "; no cyclictest: it is not installed (Debian: apt-get install rt-tests)";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void end(Map<String, Double> details) throws InterruptedException {
            if (cyclictest == null) {
                return;
            }
            try {
                put(details, "cyclictest", cyclictest.await());
            } catch (IOException failed) {
                note += "; " + failed.getMessage();
            }
        }

        @Override
        public void close() {
            if (cyclictest != null) {
                cyclictest.close();
            }
        }
    }

    private static BenchResult result(BenchmarkResult result, Map<String, Double> details) {
        return new BenchResult(
                result.name(),
                measurement(result.time(), result.bytesPerOp()),
                result.baselineName(),
                measurement(result.baseline(), Double.NaN),
                details);
    }

    private static Measurement measurement(Quantiles time, double bytesPerOp) {
        return new Measurement(time.p50(), time.p99(), time.p999(), time.max(), bytesPerOp);
    }
}
