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
 * IDLE, RUNNING --pause(), speed 0--&gt; PAUSED --resume()--&gt; RUNNING, or IDLE if there is nothing to go on with
 * RUNNING --stale, tracking error, stop()--&gt; STOPPING --at rest--&gt; HOLDING --reset()--&gt; IDLE
 * any --enable(false)--&gt; (STOPPING, if moving) --&gt; DISABLED
 * </pre>
 *
 * <p>Threads: {@link #tick} and {@link #setpoint} belong to one control thread; {@link #offer} to one thread at a time,
 * {@link #measured} to one thread at a time; everything else to any. A tick allocates nothing, takes no lock and throws
 * nothing: faults become states and counters.
 */
public final class ActionExecutor {
    private final Telemetry telemetry = new Telemetry();
    private final ExecutorRequests requests;
    private final ChunkInbox chunks;
    private final JointStateInbox joints;
    private final ExecutorStateMachine machine;

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
        requests = new ExecutorRequests(settings.pace(), settings.lookAhead());
        chunks = new ChunkInbox(limits.count(), nanos(watchdog.staleChunkSeconds()), telemetry);
        joints = new JointStateInbox(limits, nanos(watchdog.staleJointStatesSeconds()), telemetry);
        machine = new ExecutorStateMachine(limits, settings, requests, chunks, joints, telemetry);
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
        return joints.offer(positions, tick, arrivalNanos);
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
     * Asks for a pace; 1 is as predicted, 0 holds the motion as {@link #pause} does. Any thread.
     *
     * @throws IllegalArgumentException if it is not from 0 to the largest allowed; nothing is changed then
     */
    public void speed(double pace) {
        requests.speed(pace);
    }

    /**
     * Asks to hold the motion: it comes to rest on its path, within the limits, and stays there. Nothing but
     * {@link #resume} ends it, neither a reset nor enabling. Without a motion, none begins. Any thread.
     */
    public void pause() {
        requests.pause(true);
    }

    /**
     * Ends a {@link #pause}. A motion goes on if its newest chunk says all there is to do or is not stale; otherwise it
     * is dropped, and the next chunk moves the arm. Any thread.
     */
    public void resume() {
        requests.pause(false);
    }

    /**
     * Asks a held motion to go on by one policy step and to hold again; steps add up. Ignored unless
     * {@link ExecutorState#PAUSED} with a motion whose chunks are not stale. Any thread.
     */
    public void step() {
        requests.step();
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
        return machine.tick(nowNanos);
    }

    /** The setpoint of the last tick, on the control thread. */
    public Setpoint setpoint() {
        return machine.setpoint();
    }

    /** The joints measured last [joints], rad; the live array, on the control thread, not to be changed. */
    public double[] measuredPositions() {
        return machine.measuredPositions();
    }

    /** The state after the last tick; any thread; allocates nothing. */
    public ExecutorState state() {
        return telemetry.state();
    }

    /** A look at the executor; any thread; allocates. */
    public ExecutorReport report() {
        PathFollower follower = machine.follower();
        return telemetry.report(requests.speed(), follower.limiter(), follower.reading());
    }
}
