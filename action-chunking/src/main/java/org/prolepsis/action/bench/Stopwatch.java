package org.prolepsis.action.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;
import org.prolepsis.action.control.Quantiles;

/** Times one operation at a time, and counts what the thread allocates meanwhile. */
final class Stopwatch {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long LARGEST_NANOS = 10_000_000_000L;

    private final int warmup;
    private final int operations;

    /** Times and bytes of an operation. */
    record Times(Quantiles quantiles, double bytesPerOp) {}

    Stopwatch(int warmup, int operations) {
        this.warmup = warmup;
        this.operations = operations;
    }

    int operations() {
        return operations;
    }

    Times time(IntConsumer operation) {
        Histogram histogram = new Histogram(1, LARGEST_NANOS, 3);
        for (int i = 0; i < warmup; i++) {
            record(histogram, operation, i);
        }
        histogram.reset();
        long before = allocatedBytes(Thread.currentThread());
        for (int i = 0; i < operations; i++) {
            record(histogram, operation, i);
        }
        double bytes = allocatedBytes(Thread.currentThread()) - before;
        return new Times(Quantiles.of(histogram), bytes / operations);
    }

    private static void record(Histogram histogram, IntConsumer operation, int i) {
        long start = System.nanoTime();
        operation.accept(i);
        histogram.recordValue(Math.min(System.nanoTime() - start, LARGEST_NANOS));
    }

    long timerNanos() {
        return time(i -> {}).quantiles().p50();
    }

    static long allocatedBytes(Thread thread) {
        return THREADS.getThreadAllocatedBytes(thread.getId());
    }
}
