package org.prolepsis.sim.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.control.ActionExecutor;
import org.prolepsis.action.control.ExecutorState;
import org.prolepsis.action.control.ManualClock;
import org.prolepsis.action.control.Setpoint;
import org.prolepsis.sim.cell.CellObservation;
import org.prolepsis.sim.policy.ChunkPolicy;

/**
 * A policy, an executor and a scene in closed loop on simulated time: measured joints at every control tick, an
 * observation and a chunk at every policy tick, the chunk handed over when its delay is over and stamped with its
 * observation. Deterministic, on one thread.
 */
final class ClosedLoop {
    /** 200 Hz. */
    static final long CONTROL_NANOS = 5_000_000;

    /** 25 Hz. */
    static final long POLICY_NANOS = 40_000_000;

    /** The period that the executor's settings must have, s. */
    static final double CONTROL_SECONDS = CONTROL_NANOS * 1e-9;

    private final Scene scene;
    private final ChunkPolicy policy;
    private final long delayNanos;
    private final ActionExecutor executor;
    private final ManualClock clock = new ManualClock(0);
    private final long startNanos;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final double[][] rows;
    private final double[] measured;
    private ExecutorState state = ExecutorState.DISABLED;

    private record Pending(long dueNanos, ActionChunk chunk) {}

    ClosedLoop(Scene scene, ChunkPolicy policy, ActionExecutor executor, int channels, double delaySeconds) {
        this.scene = scene;
        this.policy = policy;
        this.executor = executor;
        startNanos = scene.timeNanos();
        delayNanos = Math.round(delaySeconds * 1e9);
        rows = new double[policy.horizon()][channels];
        measured = new double[channels];
        policy.reset();
        executor.enable(true);
        // a tick before the first, in which it finds out where the arm is: then it takes the first chunk
        measure(scene.observe(), 0);
        state = executor.tick(0);
    }

    /** One control tick; returns whether there was a command. */
    boolean tick() {
        long now = clock.nanoTime();
        CellObservation observation = scene.observe();
        measure(observation, now);
        if (now % POLICY_NANOS == 0) {
            policy.predict(observation, rows);
            double tick = tickOf(observation.stampNanos());
            pending.add(new Pending(now + delayNanos, ActionChunk.of(tick, policy.stepSeconds(), rows)));
        }
        while (!pending.isEmpty() && pending.peek().dueNanos <= now) {
            executor.offer(pending.remove().chunk);
        }
        state = executor.tick(now);
        Setpoint setpoint = executor.setpoint();
        if (setpoint.valid()) {
            scene.command(setpoint.positions());
        }
        scene.advance(CONTROL_SECONDS);
        clock.advance(CONTROL_NANOS);
        return setpoint.valid();
    }

    private void measure(CellObservation observation, long now) {
        System.arraycopy(observation.joints(), 0, measured, 0, measured.length - 1);
        measured[measured.length - 1] = observation.finger();
        executor.measured(measured, tickOf(observation.stampNanos()), now);
    }

    /** The executor counts its ticks from 1; the second is at the start. */
    private double tickOf(long stampNanos) {
        return 2 + (double) (stampNanos - startNanos) / CONTROL_NANOS;
    }

    /** Simulated time since the start, s. */
    double seconds() {
        return clock.nanoTime() * 1e-9;
    }

    ExecutorState state() {
        return state;
    }

    ActionExecutor executor() {
        return executor;
    }
}
