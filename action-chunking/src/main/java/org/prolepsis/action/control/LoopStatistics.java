package org.prolepsis.action.control;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** One measured time: written by the loop without waiting or allocating, read by others at leisure. */
final class LoopStatistics {
    private static final long LARGEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final SingleWriterRecorder recorder = new SingleWriterRecorder(1, LARGEST_NANOS, DIGITS);
    private final Histogram total = new Histogram(1, LARGEST_NANOS, DIGITS);
    private Histogram interval;

    /** Loop thread. */
    void record(long nanos) {
        recorder.recordValue(Math.min(Math.max(nanos, 0), LARGEST_NANOS));
    }

    /** Any other thread: quantiles of everything recorded so far. */
    synchronized Quantiles quantiles() {
        interval = recorder.getIntervalHistogram(interval);
        total.add(interval);
        return Quantiles.of(total);
    }

    /** Any other thread: forgets what has been recorded. */
    synchronized void reset() {
        interval = recorder.getIntervalHistogram(interval);
        total.reset();
    }
}
