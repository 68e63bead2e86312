package org.prolepsis.action.bench;

import org.prolepsis.action.control.Quantiles;

/**
 * What a benchmark measured.
 *
 * @param name what was measured, with its size
 * @param time time of an operation (of a loop: wake-up after the deadline), ns
 * @param bytesPerOp bytes that the measuring thread allocated per operation
 * @param baselineName what it is compared with
 * @param baseline its time, measured in the same way, ns
 * @param ratio median of the baseline over the median of what was measured; above 1 is faster than the baseline
 * @param operations operations measured, after warming up
 * @param timerNanos median time of reading the clock twice, which each time of an operation contains, ns
 */
public record BenchmarkResult(
        String name,
        Quantiles time,
        double bytesPerOp,
        String baselineName,
        Quantiles baseline,
        double ratio,
        long operations,
        long timerNanos) {}
