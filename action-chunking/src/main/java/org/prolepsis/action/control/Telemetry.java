package org.prolepsis.action.control;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToLongFunction;
import org.prolepsis.action.chunk.ChunkBuffer;
import org.prolepsis.action.limit.MotionLimiter;

/** What the control thread shows to others. Each counter has one writing thread; every thread may read. */
final class Telemetry {
    final AtomicLong offered = new AtomicLong();
    final AtomicLong wrongWidth = new AtomicLong();
    final AtomicLong queueFull = new AtomicLong();
    final AtomicLong measurementsRejected = new AtomicLong();

    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong duplicate = new AtomicLong();
    private final AtomicLong late = new AtomicLong();
    private final AtomicLong future = new AtomicLong();
    private final AtomicLong unwanted = new AtomicLong();
    private final AtomicLong outOfOrder = new AtomicLong();
    private final AtomicLong starved = new AtomicLong();
    private final AtomicLong steps = new AtomicLong();

    private volatile ExecutorState state = ExecutorState.DISABLED;
    private volatile Fault fault = Fault.NONE;
    private volatile boolean jointStatesStale = true;
    private volatile boolean steppable;
    private volatile double trackingError;
    private volatile long tick;
    private volatile double pace;
    private volatile double lookAhead;
    private volatile double lagSeconds;
    private volatile int chunksRead;

    /** Counts on the counter's own thread; cheaper than an atomic increment. */
    static void count(AtomicLong counter) {
        counter.setRelease(counter.getPlain() + 1);
    }

    void chunk(ChunkBuffer.Verdict verdict) {
        switch (verdict) {
            case ACCEPTED -> count(accepted);
            case OUT_OF_ORDER -> {
                count(accepted);
                count(outOfOrder);
            }
            case DUPLICATE -> count(duplicate);
            case LATE -> count(late);
            case FUTURE -> count(future);
        }
    }

    void unwantedChunk() {
        count(unwanted);
    }

    void starvedTick() {
        count(starved);
    }

    void publish(ExecutorState newState, Fault newFault, boolean stale, double error, PathFollower follower) {
        state = newState;
        fault = newFault;
        jointStatesStale = stale;
        trackingError = error;
        tick = follower.tick();
        pace = follower.pace();
        lookAhead = follower.lookAhead();
        lagSeconds = follower.lagSeconds();
        chunksRead = follower.chunksRead();
    }

    void singleStep() {
        count(steps);
    }

    void steppable(boolean now) {
        steppable = now;
    }

    ExecutorState state() {
        return state;
    }

    ExecutorReport report(double speed, MotionLimiter limiter, ChunkReading reading) {
        return new ExecutorReport(
                state,
                fault,
                jointStatesStale,
                steppable,
                steps.get(),
                tick,
                pace,
                speed,
                lookAhead,
                lagSeconds,
                trackingError,
                chunksRead,
                new ExecutorReport.ChunkCounts(
                        offered.get(),
                        accepted.get(),
                        wrongWidth.get(),
                        queueFull.get(),
                        duplicate.get(),
                        late.get(),
                        future.get(),
                        unwanted.get(),
                        outOfOrder.get()),
                measurementsRejected.get(),
                starved.get(),
                reading.seams(),
                reading.delay(),
                perJoint(limiter.joints(), limiter::velocitySaturations),
                perJoint(limiter.joints(), limiter::accelerationSaturations),
                perJoint(limiter.joints(), limiter::positionSaturations));
    }

    private static List<Long> perJoint(int joints, IntToLongFunction counter) {
        List<Long> counts = new ArrayList<>();
        for (int j = 0; j < joints; j++) {
            counts.add(counter.applyAsLong(j));
        }
        return counts;
    }
}
