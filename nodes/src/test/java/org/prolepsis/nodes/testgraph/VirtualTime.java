package org.prolepsis.nodes.testgraph;

import java.util.ArrayList;
import java.util.List;
import org.prolepsis.action.control.ControlLoop;
import org.prolepsis.action.control.Quantiles;
import org.prolepsis.graph.Registration;
import org.prolepsis.graph.TimeJump;
import org.prolepsis.graph.TimeJumpListener;
import org.prolepsis.graph.TimeProvider;
import org.prolepsis.nodes.loop.Scheduler;

/** Time that goes on when a test says so; periodic work runs in the order of its deadlines, on the test's thread. */
public final class VirtualTime implements Scheduler, TimeProvider {
    /** ROS time and monotonic time differ, so that mixing them up shows. */
    private static final long EPOCH_NANOS = 1_700_000_000_000_000_000L;

    private final List<Periodic> tasks = new ArrayList<>();
    private final List<TimeJumpListener> jumpListeners = new ArrayList<>();
    private long nanos = 5_000_000_000L;
    private long rosOffset = EPOCH_NANOS;
    private boolean simulated;

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public long nowNanos() {
        return rosOffset + nanos;
    }

    @Override
    public boolean isSimulated() {
        return simulated;
    }

    /** Lets nodes that start from now on take ROS time for simulated. */
    public void simulate() {
        simulated = true;
    }

    @Override
    public Registration addJumpListener(long minForwardNanos, TimeJumpListener listener) {
        jumpListeners.add(listener);
        return () -> jumpListeners.remove(listener);
    }

    /** Lets ROS time jump, back or ahead, while monotonic time goes on; listeners hear of it after that. */
    public void jump(double seconds) {
        long before = nowNanos();
        rosOffset += Math.round(seconds * 1e9);
        TimeJump jump = new TimeJump(before, nowNanos());
        List.copyOf(jumpListeners).forEach(l -> l.onJump(jump));
    }

    @Override
    public Task every(String name, long periodNanos, Work work) {
        Periodic task = new Periodic(nanos, periodNanos, work);
        tasks.add(task);
        return task;
    }

    @Override
    public ControlTask control(String name, long periodNanos, Work tick) {
        Task task = every(name, periodNanos, tick);
        return new ControlTask() {
            @Override
            public ControlLoop.Snapshot timing() {
                Quantiles none = new Quantiles(0, 0, 0, 0);
                return new ControlLoop.Snapshot(0, 0, 0, 0, none, none);
            }

            @Override
            public long overruns() {
                return 0;
            }

            @Override
            public void close() {
                task.close();
            }
        };
    }

    /** Lets time pass, and does what falls due. */
    public void advance(double seconds) {
        long end = nanos + Math.round(seconds * 1e9);
        while (true) {
            Periodic due = earliest();
            if (due == null || due.deadline > end) {
                break;
            }
            nanos = Math.max(nanos, due.deadline);
            due.deadline += due.period;
            due.work.run(nanos);
        }
        nanos = end;
    }

    /** Lets time pass step by step until the condition holds; tells whether it did within the given time. */
    public boolean advanceUntil(java.util.function.BooleanSupplier condition, double maxSeconds) {
        long end = nanos + Math.round(maxSeconds * 1e9);
        while (nanos < end && !condition.getAsBoolean()) {
            advance(0.001);
        }
        return condition.getAsBoolean();
    }

    private Periodic earliest() {
        Periodic first = null;
        for (Periodic task : tasks) {
            if (task.open && (first == null || task.deadline < first.deadline)) {
                first = task;
            }
        }
        return first;
    }

    private static final class Periodic implements Task {
        private final long period;
        private final Work work;
        private long deadline;
        private boolean open = true;

        Periodic(long start, long period, Work work) {
            this.deadline = start;
            this.period = period;
            this.work = work;
        }

        @Override
        public long overruns() {
            return 0;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
