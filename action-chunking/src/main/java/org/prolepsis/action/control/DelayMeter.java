package org.prolepsis.action.control;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts delays of chunks in ticks. The control thread counts, any thread reads; counting allocates nothing. */
final class DelayMeter {
    /** Longest delay that is told apart; the history of virtual time is as long. */
    private static final int MOST = PathFollower.HISTORY_TICKS;

    private final AtomicLongArray counts = new AtomicLongArray(MOST + 1);
    private final AtomicLong sum = new AtomicLong();
    private boolean warm;

    /** A chunk was accepted so many ticks after its observation. The very first is a policy warming up. */
    void count(double ticks) {
        if (!warm) {
            warm = true;
            return;
        }
        int whole = (int) Math.min(Math.max(Math.rint(ticks), 0), MOST);
        counts.lazySet(whole, counts.getPlain(whole) + 1);
        sum.lazySet(sum.getPlain() + whole);
    }

    DelayStatistics statistics() {
        long total = 0;
        int most = 0;
        for (int i = 0; i <= MOST; i++) {
            total += counts.get(i);
            most = counts.get(i) > 0 ? i : most;
        }
        if (total == 0) {
            return DelayStatistics.NONE;
        }
        long left = total - total / 100;
        int p99 = 0;
        while (p99 < most && (left -= counts.get(p99)) > 0) {
            p99++;
        }
        return new DelayStatistics(total, (double) sum.get() / total, p99, most);
    }
}
