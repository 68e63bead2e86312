package org.prolepsis.msgs;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts what the present thread allocates. */
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** The bytes this thread has allocated since it started. */
    static long ofThisThread() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** The fewest bytes allocated by one of several runs, so that a run in which the JIT interferes does not count. */
    static long leastOf(int runs, Runnable work) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < runs; i++) {
            long before = ofThisThread();
            work.run();
            least = Math.min(least, ofThisThread() - before);
        }
        return least;
    }
}
