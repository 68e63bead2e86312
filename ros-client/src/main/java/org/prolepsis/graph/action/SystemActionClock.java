package org.prolepsis.graph.action;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clock of the process. */
final class SystemActionClock implements ActionClock {
    static final SystemActionClock INSTANCE = new SystemActionClock();
    private static final Logger LOG = LoggerFactory.getLogger(SystemActionClock.class);

    private final ScheduledThreadPoolExecutor executor;

    private SystemActionClock() {
        executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "actionlib");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Task every(String name, long periodNanos, Runnable work) {
        ScheduledFuture<?> future = executor.scheduleAtFixedRate(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        LOG.error("{} failed; it goes on at the next period", name, e);
                    }
                },
                periodNanos,
                periodNanos,
                TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }
}
