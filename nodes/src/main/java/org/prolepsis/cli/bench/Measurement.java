package org.prolepsis.cli.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.HdrHistogram.Histogram;

/**
 * How long one operation takes, ns, and what it allocates.
 *
 * @param bytesPerOp heap bytes an operation, NaN where it was not measured
 */
public record Measurement(
        @JsonProperty("p50_ns") long p50,
        @JsonProperty("p99_ns") long p99,
        @JsonProperty("p999_ns") long p999,
        @JsonProperty("max_ns") long max,
        @JsonProperty("bytes_per_op") double bytesPerOp) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** One operation, told its number so that it can vary its input. */
    @FunctionalInterface
    public interface Operation {
        /** Does it once; what it returns keeps the compiler from leaving it out. */
        double run(int number);
    }

    /** Times each of {@code rounds} runs, after {@code warmUp} others. One clock reading (about 25 ns) is in each. */
    public static Measurement of(Operation operation, int warmUp, int rounds) {
        double sink = 0;
        for (int i = 0; i < warmUp; i++) {
            sink += operation.run(i);
        }
        Histogram histogram = new Histogram(1, 60_000_000_000L, 3);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            sink += operation.run(i);
            histogram.recordValue(System.nanoTime() - start);
        }
        // The two readings of the counter allocate nothing themselves; NaN in the sink would be a fault of the
        // benchmark.
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (Double.isNaN(sink)) {
            throw new IllegalStateException("the measured operation gave NaN");
        }
        return of(histogram, (double) allocated / rounds);
    }

    /** The quantiles of a histogram of ns. */
    public static Measurement of(Histogram histogram, double bytesPerOp) {
        return new Measurement(
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.9),
                histogram.getMaxValue(),
                bytesPerOp);
    }
}
