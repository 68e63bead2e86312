package org.prolepsis.action.control;

import java.util.Objects;
import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.limit.JointLimits;
import org.prolepsis.action.pace.LookAhead;

/**
 * The action side as a state machine without threads or ROS: chunks and measured joints go in, one setpoint comes out
 * at every tick, inside the limits whatever goes in. It starts from the measured position, never jumps, stops by itself
 * when chunks or joint states stay away, and then holds until it is told to go on.
 *
 * <pre>
 * DISABLED --enable--&gt; WAITING_FOR_STATE --fresh joint states--&gt; IDLE &lt;--chunk / at rest at its end--&gt; RUNNING
 * RUNNING --stale, tracking error, stop()--&gt; STOPPING --at rest--&gt; HOLDING --reset()--&gt; IDLE
 * any --enable(false)--&gt; (STOPPING, if moving) --&gt; DISABLED
 * </pre>
 *
 * <p>Threads: {@link #tick} and {@link #setpoint} belong to one control thread; {@link #offer} to one thread at a time,
 * {@link #measured} to one thread at a time; everything else to any. A tick allocates nothing, takes no lock and throws
 * nothing: faults become states and counters.
 */
public final class ActionExecutor {
    private final double trackingErrorLimit;
    private final PathFollower follower;
    private final Setpoint setpoint;
    private final Telemetry telemetry = new Telemetry();
    private final ExecutorRequests requests;
    private final ChunkInbox chunks;
    private final JointStateInbox measured;

    private ExecutorState state = ExecutorState.DISABLED;
    private Fault fault = Fault.NONE;
    private boolean alongPath;
    private boolean thenDisable;

    /** What became of an offered chunk. */
    public enum Offer {
        /** Waits for the control thread. */
        QUEUED,
        /** Refused: another number of joints than the robot. */
        WRONG_WIDTH,
        /** Dropped: the queue is full. */
        QUEUE_FULL
    }

    /** An executor in {@link ExecutorState#DISABLED}. */
    public ActionExecutor(JointLimits limits, ExecutorSettings settings) {
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(settings, "settings");
        WatchdogSettings watchdog = settings.watchdog();
        trackingErrorLimit = watchdog.trackingErrorLimit();
        follower = new PathFollower(limits, settings);
        setpoint = new Setpoint(limits.count());
        requests = new ExecutorRequests(settings.pace(), settings.lookAhead());
        chunks = new ChunkInbox(limits.count(), nanos(watchdog.staleChunkSeconds()), telemetry);
        measured = new JointStateInbox(limits, nanos(watchdog.staleJointStatesSeconds()), telemetry);
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }

    /** Hands over a chunk. One producer thread; allocates nothing. */
    public Offer offer(ActionChunk chunk) {
        return chunks.offer(chunk);
    }

    /**
     * Hands over measured joints. One producer thread; allocates nothing.
     *
     * @param positions [joints], rad, in the order of the limits; copied
     * @param tick control tick of the measurement, from {@link TickClock#tickOf}; NaN when not known, which only the
     *     lag estimate misses
     * @param arrivalNanos monotonic time of arrival, same clock as {@link #tick}
     * @return false if the width is wrong or a value is not finite; nothing is changed then, and it is counted
     */
    public boolean measured(double[] positions, double tick, long arrivalNanos) {
        return measured.offer(positions, tick, arrivalNanos);
    }

    /**
     * Asks for motion to be allowed, or for the quickest stop and silence. Any thread. Enabling starts from the measured
     * position, and clears a latched fault only if the executor was disabled in between.
     */
    public void enable(boolean on) {
        requests.enable(on);
    }

    /** Asks for the quickest stop within limits, latched until {@link #reset()}; also at rest. Any thread. */
    public void stop() {
        requests.stop();
    }

    /** Clears a latched fault or stop, at rest; ignored while stopping or when there is none. Any thread. */
    public void reset() {
        requests.reset();
    }

    /**
     * Asks for a pace; 1 is as predicted. Any thread.
     *
     * @throws IllegalArgumentException if it is not above 0 and at most the largest allowed; nothing is changed then
     */
    public void speed(double pace) {
        requests.speed(pace);
    }

    /** Asks for a look-ahead. Any thread. */
    public void lookAhead(LookAhead other) {
        requests.lookAhead(other);
    }

    /**
     * One tick, on the control thread. Allocates nothing, takes no lock, throws nothing.
     *
     * @param nowNanos monotonic time
     * @return the state after the tick
     */
    public ExecutorState tick(long nowNanos) {
        follower.advance();
        measured.take(follower, nowNanos);
        takeRequests();
        takeChunks(nowNanos);
        switch (state) {
            case DISABLED -> {}
            case WAITING_FOR_STATE -> waitForState();
            case IDLE -> idle(nowNanos);
            case RUNNING -> run(nowNanos);
            case STOPPING -> comeToRest();
            case HOLDING -> follower.brake();
        }
        setpoint.tick = follower.tick();
        setpoint.valid = state != ExecutorState.DISABLED && state != ExecutorState.WAITING_FOR_STATE;
        if (setpoint.valid) {
            follower.command(setpoint);
        }
        telemetry.publish(state, fault, measured.stale(), measured.trackingError(), follower);
        return state;
    }

    private void takeRequests() {
        if (requests.takeResets() && state == ExecutorState.HOLDING) {
            // after a tracking error the arm is not where it is commanded: go on from where it is
            state = fault == Fault.TRACKING_ERROR ? ExecutorState.WAITING_FOR_STATE : ExecutorState.IDLE;
            fault = Fault.NONE;
        }
        boolean on = requests.enabled();
        if (on && state == ExecutorState.DISABLED) {
            state = ExecutorState.WAITING_FOR_STATE;
            fault = Fault.NONE;
            requests.takeStops();
        } else if (!on && state != ExecutorState.DISABLED) {
            disable();
        }
        takeStop();
    }

    private void takeStop() {
        if (!requests.stopPending() || state == ExecutorState.WAITING_FOR_STATE) {
            return; // while waiting it stays pending, and holds as soon as there is something to hold
        }
        requests.takeStops();
        if (state == ExecutorState.IDLE || state == ExecutorState.RUNNING) {
            stopFor(Fault.STOP_REQUESTED, false);
        } else if (state == ExecutorState.STOPPING) {
            alongPath = false;
        }
    }

    private void disable() {
        if (state == ExecutorState.RUNNING || state == ExecutorState.STOPPING) {
            stopFor(fault, false);
            thenDisable = true;
        } else {
            becomeDisabled();
        }
    }

    private void becomeDisabled() {
        state = ExecutorState.DISABLED;
        fault = Fault.NONE;
        thenDisable = false;
        follower.clear();
    }

    private void stopFor(Fault why, boolean path) {
        state = ExecutorState.STOPPING;
        fault = why;
        alongPath = path;
    }

    private void takeChunks(long nowNanos) {
        boolean idle = state == ExecutorState.IDLE;
        boolean wanted = (idle || state == ExecutorState.RUNNING) && !measured.stale();
        chunks.deliver(follower, wanted, idle, nowNanos);
    }

    private void waitForState() {
        fault = Fault.NONE;
        if (measured.stale()) {
            return;
        }
        if (!measured.insideLimits()) {
            fault = Fault.STATE_OUTSIDE_LIMITS;
            return;
        }
        follower.clear();
        follower.startAt(measured.positions());
        measured.forgetTrackingError();
        state = ExecutorState.IDLE;
    }

    private void idle(long nowNanos) {
        if (follower.hasChunk()) {
            state = ExecutorState.RUNNING;
            follower.start(requests.speed(), requests.lookAhead());
            run(nowNanos);
        } else {
            follower.brake();
        }
    }

    private void run(long nowNanos) {
        if (measured.trackingError() > trackingErrorLimit) {
            stopFor(Fault.TRACKING_ERROR, false);
        } else if (measured.stale()) {
            stopFor(Fault.STALE_JOINT_STATES, true);
        } else if (chunks.stale(follower, nowNanos)) {
            stopFor(Fault.STALE_CHUNK, true);
        }
        if (state == ExecutorState.STOPPING) {
            comeToRest();
            return;
        }
        switch (follower.follow(requests.speed(), requests.lookAhead())) {
            case FOLLOWING -> {}
            case STARVED -> telemetry.starvedTick();
            case ARRIVED -> {
                follower.clear();
                state = ExecutorState.IDLE;
            }
        }
    }

    private void comeToRest() {
        alongPath = alongPath && follower.stopAlongPath();
        if (!alongPath) {
            follower.brake();
        }
        if (follower.settled()) {
            follower.brake();
            follower.clear();
            state = ExecutorState.HOLDING;
            if (thenDisable) {
                becomeDisabled();
            }
        }
    }

    /** The setpoint of the last tick, on the control thread. */
    public Setpoint setpoint() {
        return setpoint;
    }

    /** The state after the last tick; any thread; allocates nothing. */
    public ExecutorState state() {
        return telemetry.state();
    }

    /** A look at the executor; any thread; allocates. */
    public ExecutorReport report() {
        return telemetry.report(requests.speed(), follower.limiter());
    }
}
