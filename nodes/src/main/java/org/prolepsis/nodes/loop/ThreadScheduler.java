package org.prolepsis.nodes.loop;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.prolepsis.action.control.Clock;
import org.prolepsis.action.control.ControlLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Periodic work, each on a daemon thread of its own, by {@link System#nanoTime}. */
public final class ThreadScheduler implements Scheduler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadScheduler.class);
    /** Parking wakes up late by tens of µs; the last stretch before a deadline is spun, about 1 % of a 5 ms period. */
    private static final long SPIN_NANOS = 50_000;

    private static final long LOG_PERIOD_NANOS = 5_000_000_000L;

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Task every(String name, long periodNanos, Work work) {
        if (periodNanos <= 0) {
            throw new IllegalArgumentException("period of " + name + " is " + periodNanos + " ns; it must be positive");
        }
        Periodic periodic = new Periodic(name, periodNanos, work);
        periodic.thread.start();
        return periodic;
    }

    @Override
    public ControlTask control(String name, long periodNanos, Work tick) {
        ControlLoop loop = new ControlLoop(name, periodNanos, SPIN_NANOS, Clock.system(), tick::run);
        loop.start();
        return new Control(loop);
    }

    private record Control(ControlLoop loop) implements ControlTask {
        @Override
        public ControlLoop.Snapshot timing() {
            return loop.snapshot();
        }

        @Override
        public long overruns() {
            return loop.snapshot().overruns();
        }

        @Override
        public void close() {
            loop.close();
        }
    }

    private static final class Periodic implements Task {
        private final String name;
        private final long periodNanos;
        private final Work work;
        private final Thread thread;
        private final AtomicLong overruns = new AtomicLong();
        private volatile boolean running = true;
        private long lastLogNanos = System.nanoTime() - LOG_PERIOD_NANOS;

        Periodic(String name, long periodNanos, Work work) {
            this.name = name;
            this.periodNanos = periodNanos;
            this.work = work;
            this.thread = new Thread(this::loop, name);
            this.thread.setDaemon(true);
        }

        private void loop() {
            long deadline = System.nanoTime();
            while (running) {
                long now = System.nanoTime();
                if (now - deadline < 0) {
                    LockSupport.parkNanos(deadline - now);
                    continue;
                }
                runOnce(now);
                deadline += periodNanos;
                long late = System.nanoTime() - deadline;
                if (late >= periodNanos) {
                    long missed = late / periodNanos;
                    overruns.addAndGet(missed);
                    deadline += missed * periodNanos;
                }
            }
        }

        private void runOnce(long now) {
            try {
                work.run(now);
            } catch (RuntimeException e) {
                if (now - lastLogNanos >= LOG_PERIOD_NANOS) {
                    lastLogNanos = now;
                    LOG.error("{} failed; it goes on at the next period", name, e);
                }
            }
        }

        @Override
        public long overruns() {
            return overruns.get();
        }

        @Override
        public void close() {
            running = false;
            LockSupport.unpark(thread);
            if (Thread.currentThread() == thread) {
                return;
            }
            try {
                thread.join(2000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
