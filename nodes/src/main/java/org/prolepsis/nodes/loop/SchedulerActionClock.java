package org.prolepsis.nodes.loop;

import org.prolepsis.graph.action.ActionClock;

/** A node's scheduler as the clock of its action servers. */
public record SchedulerActionClock(Scheduler scheduler) implements ActionClock {
    @Override
    public long nanoTime() {
        return scheduler.nanoTime();
    }

    @Override
    public Task every(String name, long periodNanos, Runnable work) {
        return scheduler.every(name, periodNanos, now -> work.run())::close;
    }
}
