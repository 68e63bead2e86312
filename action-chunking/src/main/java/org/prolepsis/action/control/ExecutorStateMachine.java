package org.prolepsis.action.control;

import org.prolepsis.action.limit.JointLimits;

/**
 * The states of an {@link ActionExecutor} and what leads from one to the other. Of the control thread alone; a tick
 * allocates nothing, takes no lock and throws nothing.
 */
final class ExecutorStateMachine {
    private final double trackingErrorLimit;
    private final PathFollower follower;
    private final Setpoint setpoint;
    private final Telemetry telemetry;
    private final ExecutorRequests requests;
    private final ChunkInbox chunks;
    private final JointStateInbox measured;

    private ExecutorState state = ExecutorState.DISABLED;
    private Fault fault = Fault.NONE;
    private boolean alongPath;
    private boolean thenDisable;

    ExecutorStateMachine(
            JointLimits limits,
            ExecutorSettings settings,
            ExecutorRequests requests,
            ChunkInbox chunks,
            JointStateInbox measured,
            Telemetry telemetry) {
        trackingErrorLimit = settings.watchdog().trackingErrorLimit();
        follower = new PathFollower(limits, settings);
        setpoint = new Setpoint(limits.count());
        this.requests = requests;
        this.chunks = chunks;
        this.measured = measured;
        this.telemetry = telemetry;
    }

    Setpoint setpoint() {
        return setpoint;
    }

    /** See {@link ActionExecutor#measuredPositions}. */
    double[] measuredPositions() {
        return measured.positions();
    }

    PathFollower follower() {
        return follower;
    }

    /** See {@link ActionExecutor#tick}. */
    ExecutorState tick(long nowNanos) {
        follower.advance();
        measured.take(follower, nowNanos);
        takeRequests();
        takeChunks(nowNanos);
        takePause(nowNanos);
        switch (state) {
            case DISABLED -> {}
            case WAITING_FOR_STATE -> waitForState();
            case IDLE -> idle(nowNanos);
            case RUNNING -> run(nowNanos);
            case PAUSED -> stayPaused(nowNanos);
            case STOPPING -> comeToRest();
            case HOLDING -> follower.brake();
        }
        telemetry.steppable(state == ExecutorState.PAUSED && steppable(nowNanos));
        setpoint.tick = follower.tick();
        setpoint.motionSeconds = follower.motionSeconds();
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
        if (takesChunks()) {
            stopFor(Fault.STOP_REQUESTED, false);
        } else if (state == ExecutorState.STOPPING) {
            alongPath = false;
        }
    }

    private void disable() {
        if (state == ExecutorState.RUNNING || state == ExecutorState.PAUSED || state == ExecutorState.STOPPING) {
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
        chunks.deliver(follower, takesChunks() && !measured.stale(), nowNanos);
    }

    private boolean takesChunks() {
        return state == ExecutorState.IDLE || state == ExecutorState.RUNNING || state == ExecutorState.PAUSED;
    }

    private void takePause(long nowNanos) {
        boolean held = requests.held();
        if (held && (state == ExecutorState.IDLE || state == ExecutorState.RUNNING)) {
            state = ExecutorState.PAUSED;
            requests.takeSteps();
        } else if (!held && state == ExecutorState.PAUSED) {
            goOn(nowNanos);
        }
    }

    /** While it stood no chunk was needed; one that is too old by now was made for a world that may have changed. */
    private void goOn(long nowNanos) {
        if (follower.hasChunk() && !chunks.stale(follower, nowNanos)) {
            state = ExecutorState.RUNNING;
            follower.resume();
        } else {
            follower.clear();
            state = ExecutorState.IDLE;
        }
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

    private void stayPaused(long nowNanos) {
        if (follower.hasChunk() && measured.trackingError() > trackingErrorLimit) {
            stopFor(Fault.TRACKING_ERROR, false);
        } else if (measured.stale() && !follower.standing()) {
            stopFor(Fault.STALE_JOINT_STATES, true);
        }
        if (state == ExecutorState.STOPPING) {
            comeToRest();
            return;
        }
        takeSteps(nowNanos);
        double speed = requests.speed() > 0 ? requests.speed() : 1;
        if (follower.pause(speed, requests.lookAhead()) == PathFollower.Progress.ARRIVED) {
            follower.clear();
        }
    }

    private boolean steppable(long nowNanos) {
        return follower.hasChunk() && !measured.stale() && !chunks.stale(follower, nowNanos);
    }

    private void takeSteps(long nowNanos) {
        if (!follower.takesSteps()) {
            return; // still slowing down: they wait
        }
        boolean allowed = steppable(nowNanos);
        for (int i = requests.takeSteps(); allowed && i > 0; i--) {
            follower.addStep();
            telemetry.singleStep();
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
}
