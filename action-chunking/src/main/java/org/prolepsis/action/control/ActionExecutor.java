package org.prolepsis.action.control;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.chunk.ChunkBuffer;
import org.prolepsis.action.chunk.ChunkQueue;
import org.prolepsis.action.limit.JointLimit;
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
    private static final int QUEUE = 64;

    /** The last of many chunks ends a motion if it stands still for so long, s. */
    private static final double REST_SECONDS = 0.2;

    /** How far outside the position limits a measurement may be (noise, a joint at its stop) to start there, rad. */
    private static final double START_TOLERANCE = 0.01;

    private final JointLimits limits;
    private final ExecutorSettings settings;
    private final long staleChunkNanos;
    private final long staleStatesNanos;
    private final PathFollower follower;
    private final Setpoint setpoint;
    private final ChunkQueue queue = new ChunkQueue(QUEUE);
    private final MeasurementExchange measurements;
    private final Telemetry telemetry = new Telemetry();

    private final AtomicInteger stopRequests = new AtomicInteger();
    private final AtomicInteger resetRequests = new AtomicInteger();
    private volatile boolean enabled;
    private volatile double speed;
    private volatile LookAhead lookAhead;

    private ExecutorState state = ExecutorState.DISABLED;
    private Fault fault = Fault.NONE;
    private int stopsSeen;
    private int resetsSeen;
    private boolean alongPath;
    private boolean thenDisable;
    private boolean everMeasured;
    private boolean statesStale = true;
    private double trackingError;
    private long chunkNanos;
    private long chunksInMotion;

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
        this.limits = Objects.requireNonNull(limits, "limits");
        this.settings = Objects.requireNonNull(settings, "settings");
        staleChunkNanos = nanos(settings.watchdog().staleChunkSeconds());
        staleStatesNanos = nanos(settings.watchdog().staleJointStatesSeconds());
        follower = new PathFollower(limits, settings);
        setpoint = new Setpoint(limits.count());
        measurements = new MeasurementExchange(limits.count());
        speed = settings.pace().speed();
        lookAhead = settings.lookAhead();
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }

    /** Hands over a chunk. One producer thread; allocates nothing. */
    public Offer offer(ActionChunk chunk) {
        Telemetry.count(telemetry.offered);
        if (chunk.joints() != limits.count()) {
            Telemetry.count(telemetry.wrongWidth);
            return Offer.WRONG_WIDTH;
        }
        if (!queue.offer(chunk)) {
            Telemetry.count(telemetry.queueFull);
            return Offer.QUEUE_FULL;
        }
        return Offer.QUEUED;
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
        boolean usable = positions.length == limits.count();
        for (int j = 0; usable && j < positions.length; j++) {
            usable = Math.abs(positions[j]) <= Double.MAX_VALUE;
        }
        if (!usable) {
            Telemetry.count(telemetry.measurementsRejected);
            return false;
        }
        measurements.publish(positions, tick, arrivalNanos);
        return true;
    }

    /**
     * Asks for motion to be allowed, or for the quickest stop and silence. Any thread. Enabling starts from the measured
     * position, and clears a latched fault only if the executor was disabled in between.
     */
    public void enable(boolean on) {
        enabled = on;
    }

    /** Asks for the quickest stop within limits, latched until {@link #reset()}; also at rest. Any thread. */
    public void stop() {
        stopRequests.incrementAndGet();
    }

    /** Clears a latched fault or stop, at rest; ignored while stopping or when there is none. Any thread. */
    public void reset() {
        resetRequests.incrementAndGet();
    }

    /**
     * Asks for a pace; 1 is as predicted. Any thread.
     *
     * @throws IllegalArgumentException if it is not above 0 and at most the largest allowed; nothing is changed then
     */
    public void speed(double pace) {
        speed = settings.pace().withSpeed(pace).speed();
    }

    /** Asks for a look-ahead. Any thread. */
    public void lookAhead(LookAhead other) {
        lookAhead = Objects.requireNonNull(other, "lookAhead");
    }

    /**
     * One tick, on the control thread. Allocates nothing, takes no lock, throws nothing.
     *
     * @param nowNanos monotonic time
     * @return the state after the tick
     */
    public ExecutorState tick(long nowNanos) {
        follower.advance();
        takeMeasurement(nowNanos);
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
        telemetry.publish(state, fault, statesStale, trackingError, follower);
        return state;
    }

    private void takeMeasurement(long nowNanos) {
        if (measurements.poll()) {
            everMeasured = true;
            MeasurementExchange.Measurement latest = measurements.latest();
            trackingError = follower.measure(latest.tick, latest.positions);
        }
        statesStale = !everMeasured || nowNanos - measurements.latest().arrivalNanos > staleStatesNanos;
    }

    private void takeRequests() {
        int resets = resetRequests.get();
        if (resets != resetsSeen) {
            resetsSeen = resets;
            if (state == ExecutorState.HOLDING) {
                // after a tracking error the arm is not where it is commanded: go on from where it is
                state = fault == Fault.TRACKING_ERROR ? ExecutorState.WAITING_FOR_STATE : ExecutorState.IDLE;
                fault = Fault.NONE;
            }
        }
        boolean on = enabled;
        if (on && state == ExecutorState.DISABLED) {
            state = ExecutorState.WAITING_FOR_STATE;
            fault = Fault.NONE;
            stopsSeen = stopRequests.get();
        } else if (!on && state != ExecutorState.DISABLED) {
            disable();
        }
        takeStop();
    }

    private void takeStop() {
        int stops = stopRequests.get();
        if (stops == stopsSeen || state == ExecutorState.WAITING_FOR_STATE) {
            return; // while waiting it stays pending, and holds as soon as there is something to hold
        }
        stopsSeen = stops;
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
        boolean wanted = (state == ExecutorState.IDLE || state == ExecutorState.RUNNING) && !statesStale;
        boolean newer = false;
        ActionChunk chunk = queue.poll();
        while (chunk != null) {
            if (wanted) {
                ChunkBuffer.Verdict verdict = follower.add(chunk);
                telemetry.chunk(verdict);
                newer |= verdict == ChunkBuffer.Verdict.ACCEPTED;
            } else {
                telemetry.unwantedChunk();
            }
            chunk = queue.poll();
        }
        if (newer) {
            chunksInMotion = state == ExecutorState.IDLE ? 1 : chunksInMotion + 1;
            chunkNanos = nowNanos;
            follower.plan();
        }
    }

    private void waitForState() {
        fault = Fault.NONE;
        if (statesStale) {
            return;
        }
        double[] positions = measurements.latest().positions;
        for (int j = 0; j < positions.length; j++) {
            JointLimit limit = limits.joint(j);
            if (positions[j] < limit.minPosition() - START_TOLERANCE
                    || positions[j] > limit.maxPosition() + START_TOLERANCE) {
                fault = Fault.STATE_OUTSIDE_LIMITS;
                return;
            }
        }
        follower.clear();
        follower.startAt(positions);
        trackingError = 0;
        state = ExecutorState.IDLE;
    }

    private void idle(long nowNanos) {
        if (follower.hasChunk()) {
            state = ExecutorState.RUNNING;
            follower.start(speed, lookAhead);
            run(nowNanos);
        } else {
            follower.brake();
        }
    }

    private void run(long nowNanos) {
        if (trackingError > settings.watchdog().trackingErrorLimit()) {
            stopFor(Fault.TRACKING_ERROR, false);
        } else if (statesStale) {
            stopFor(Fault.STALE_JOINT_STATES, true);
        } else if (nowNanos - chunkNanos > staleChunkNanos && !complete()) {
            stopFor(Fault.STALE_CHUNK, true);
        }
        if (state == ExecutorState.STOPPING) {
            comeToRest();
            return;
        }
        switch (follower.follow(speed, lookAhead)) {
            case FOLLOWING -> {}
            case STARVED -> telemetry.starvedTick();
            case ARRIVED -> {
                follower.clear();
                state = ExecutorState.IDLE;
            }
        }
    }

    /**
     * Whether the newest chunk says all there is to do. One chunk alone that ends at rest does. Where chunks have been
     * coming one after the other, an end that is slow may be the turn of a motion whose chunks have stopped coming.
     */
    private boolean complete() {
        return chunksInMotion > 1 ? follower.restsFor(REST_SECONDS) : follower.endsAtRest();
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
        return telemetry.report(speed, follower.limiter());
    }
}
