package org.prolepsis.action;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;

/** Counts the bytes that the calling thread allocates. */
public final class AllocationMeter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocationMeter() {}

    /**
     * Bytes allocated by so many runs of a body: the least of five rounds after one to warm up, since the virtual
     * machine itself now and then charges a thread for a compilation or a linkage; what a body allocates is in all.
     */
    public static long bytesOf(int runs, IntConsumer body) {
        long id = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 6; round++) {
            long before = THREADS.getThreadAllocatedBytes(id);
            for (int i = 0; i < runs; i++) {
                body.accept(i);
            }
            long bytes = THREADS.getThreadAllocatedBytes(id) - before;
            least = round == 0 ? least : Math.min(least, bytes);
        }
        return least;
    }
}
