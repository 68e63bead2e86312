package org.prolepsis.ros.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Set;

/**
 * What every decoder owes to any input: a value or an exception of the documented types, within a time and an amount of
 * memory that are bounded by the length of the input.
 */
public final class Oracle {
    /** One decoding; an exception of the allowed types means that the input was refused. */
    @FunctionalInterface
    public interface Decoding {
        void run() throws Exception;
    }

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** Exceptions, what a parser brings along, and what Jazzer's hooks on regular expressions take (half a megabyte). */
    private static final int FREE_BYTES = 2 * 1024 * 1024;
    /** The strictest peer sends objects of 4 bytes (an empty list) for which Java has 24 or 56 and a reference. */
    private static final long BYTES_PER_BYTE = 256;

    private static final long FREE_NANOS = 200_000_000L;
    private static final long NANOS_PER_BYTE = 20_000;

    private Oracle() {}

    /**
     * Runs the decoding and judges it. A bound that is exceeded is measured twice more, since class loading, the JIT and
     * other processes interfere; the smallest value counts.
     *
     * @param inputBytes the length of the input
     * @param allowed the exceptions that are documented
     * @throws AssertionError if another exception comes out or a bound is exceeded each time
     */
    public static void judge(int inputBytes, Set<Class<? extends Throwable>> allowed, Decoding decoding) {
        judge(inputBytes, FREE_BYTES, allowed, decoding);
    }

    /** The same for one that makes much of the shortest input, such as source text. */
    public static void judge(
            int inputBytes, int freeBytes, Set<Class<? extends Throwable>> allowed, Decoding decoding) {
        long maxBytes = freeBytes + BYTES_PER_BYTE * inputBytes;
        long maxNanos = FREE_NANOS + NANOS_PER_BYTE * inputBytes;
        long bytes = Long.MAX_VALUE;
        long nanos = Long.MAX_VALUE;
        for (int i = 0; i < 3 && (bytes > maxBytes || nanos > maxNanos); i++) {
            long bytesBefore =
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            long nanosBefore = THREADS.getCurrentThreadCpuTime();
            run(allowed, decoding);
            nanos = Math.min(nanos, THREADS.getCurrentThreadCpuTime() - nanosBefore);
            bytes = Math.min(
                    bytes,
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytesBefore);
        }
        if (bytes > maxBytes) {
            throw new AssertionError(inputBytes + " bytes made it allocate " + bytes + ", allowed are " + maxBytes);
        }
        if (nanos > maxNanos) {
            throw new AssertionError(inputBytes + " bytes took " + nanos + " ns, allowed are " + maxNanos);
        }
    }

    private static void run(Set<Class<? extends Throwable>> allowed, Decoding decoding) {
        try {
            decoding.run();
        } catch (Exception thrown) {
            if (allowed.stream().noneMatch(type -> type.isInstance(thrown))) {
                throw new AssertionError("undocumented " + thrown, thrown);
            }
        }
    }

    /** Throws unless it is true. */
    public static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
