package org.prolepsis.graph.action;

import java.util.ArrayList;
import java.util.List;

/** Time that goes on when the test says so. */
final class ManualClock implements ActionClock {
    private final List<Runnable> works = new ArrayList<>();
    private long nanos = 1;

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public synchronized Task every(String name, long periodNanos, Runnable work) {
        works.add(work);
        return () -> {
            synchronized (this) {
                works.remove(work);
            }
        };
    }

    synchronized int tasks() {
        return works.size();
    }

    /** Lets time pass, and then does all periodic work once. */
    void advance(double seconds) {
        List<Runnable> due;
        synchronized (this) {
            nanos += Math.round(seconds * 1e9);
            due = List.copyOf(works);
        }
        due.forEach(Runnable::run);
    }
}
