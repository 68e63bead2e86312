package org.prolepsis.action.control;

import org.HdrHistogram.Histogram;

/** Quantiles of a measured time, ns. */
public record Quantiles(long p50, long p99, long p999, long max) {
    /** The quantiles of a histogram of nanoseconds; all 0 when it is empty. */
    public static Quantiles of(Histogram histogram) {
        return new Quantiles(
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.9),
                histogram.getMaxValue());
    }
}
