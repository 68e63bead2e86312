package org.prolepsis.cli.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.prolepsis.action.bench.BenchmarkResult;
import org.prolepsis.action.bench.EnsembleBenchmark;
import org.prolepsis.action.bench.LimiterBenchmark;
import org.prolepsis.action.bench.LoopBenchmark;
import org.prolepsis.action.control.Quantiles;

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

    /** See {@link LoopBenchmark}. The loop sleeps until its deadlines, it does not spin. */
    static BenchResult loop(double rate, double seconds) throws InterruptedException {
        LoopBenchmark.Result loop = LoopBenchmark.run(rate, seconds, 0);
        Map<String, Double> details = new LinkedHashMap<>();
        details.put("rate_hz", rate);
        details.put("ticks", (double) loop.result().operations());
        details.put("overruns", (double) loop.overruns());
        details.put("skipped", (double) loop.skipped());
        details.put("tick_p50_ns", (double) loop.duration().p50());
        details.put("tick_p99_ns", (double) loop.duration().p99());
        details.put("tick_max_ns", (double) loop.duration().max());
        return result(loop.result(), details);
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
