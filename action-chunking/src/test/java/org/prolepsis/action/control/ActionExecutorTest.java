package org.prolepsis.action.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.chunk.Interpolation;
import org.prolepsis.action.ensemble.EnsembleSettings;
import org.prolepsis.action.ensemble.Strategy;
import org.prolepsis.action.pace.LookAhead;

class ActionExecutorTest {
    private ExecutorRig rig = ExecutorRig.withDefaults();

    @AfterEach
    void everySetpointWasInsideTheLimits() {
        assertEquals(0, rig.checker.violations(), rig.checker.first());
    }

    @Test
    void shouldCommandNothingUntilItIsEnabled() {
        assertEquals(ExecutorState.DISABLED, rig.ticks(10));
        assertFalse(rig.executor.setpoint().valid());
    }

    @Test
    void shouldWaitForJointStatesBeforeItCommands() {
        rig.jointStates = false;
        rig.executor.enable(true);
        assertEquals(ExecutorState.WAITING_FOR_STATE, rig.ticks(100));
        assertFalse(rig.executor.setpoint().valid());
        rig.jointStates = true;
        assertEquals(ExecutorState.IDLE, rig.tick());
        assertTrue(rig.executor.setpoint().valid());
    }

    @Test
    void shouldStartAtTheMeasuredPositionAndStayThere() {
        rig.idle();
        assertArrayEquals(new double[] {0.1, -0.2}, rig.commanded(), 0.0);
        rig.ticks(500);
        assertArrayEquals(new double[] {0.1, -0.2}, rig.commanded(), 0.0);
    }

    @Test
    void shouldNotStartOutsideThePositionLimits() {
        rig.arm[1] = 1.6;
        rig.executor.enable(true);
        assertEquals(ExecutorState.WAITING_FOR_STATE, rig.ticks(10));
        assertEquals(Fault.STATE_OUTSIDE_LIMITS, rig.report().fault());
        rig.arm[1] = -0.2;
        assertEquals(ExecutorState.IDLE, rig.tick());
        assertEquals(Fault.NONE, rig.report().fault());
    }

    @Test
    void shouldFollowAChunkThatEndsAtRestToItsEndAndBecomeIdle() {
        rig.idle();
        rig.executor.offer(rig.line(0, 56, ExecutorRig::reach));
        assertEquals(ExecutorState.RUNNING, rig.tick());
        int ticks = rig.ticksUntil(ExecutorState.IDLE);
        assertTrue(ticks > 400 && ticks < 445, "ended after " + ticks + " ticks");
        assertArrayEquals(ExecutorRig.onLine(0.8), rig.commanded(), 1e-9);
        assertEquals(Fault.NONE, rig.report().fault());
        assertEquals(0, rig.report().starvedTicks());
        assertEquals(0, rig.report().accelerationSaturations().get(0), "a smooth chunk inside the limits is not cut");
    }

    @Test
    void shouldCommandTheChunkItselfAtItsSteps() {
        rig.idle();
        rig.executor.offer(rig.line(0, 56, ExecutorRig::reach));
        rig.tick(); // reads index 0; the next ticks read 1/8, 2/8, …
        for (int i = 1; i < 50; i++) {
            rig.ticks(8);
            assertArrayEquals(ExecutorRig.onLine(ExecutorRig.reach(i * 0.04)), rig.commanded(), 1e-9, "step " + i);
        }
    }

    @Test
    void shouldHoldPositionWhenInferenceIsLate() {
        rig.idle();
        for (int i = 0; i < 10; i++) {
            rig.executor.offer(rig.line(i * 0.04, 40, t -> 0.5 * t));
            rig.ticks(8);
        }
        assertEquals(ExecutorState.RUNNING, rig.executor.state());
        int ticks = rig.ticksUntil(ExecutorState.STOPPING);
        assertEquals(0.5, (ticks + 8) * 0.005, 0.011, "stale after 0.5 s");
        int stop = rig.ticksUntil(ExecutorState.HOLDING);
        assertTrue(stop > 0 && stop < 80, "stopped within " + stop + " ticks");
        assertEquals(Fault.STALE_CHUNK, rig.report().fault());
        double[] held = rig.commanded().clone();
        rig.ticks(200);
        assertArrayEquals(held, rig.commanded(), 0.0);
    }

    @Test
    void shouldStayOnThePathWhileItStopsForAStaleChunk() {
        rig.idle();
        rig.executor.offer(rig.line(0, 100, t -> t < 0.5 ? 0.3 * t * t : 0.075 + 0.3 * (t - 0.5)));
        double farthest = 0;
        while (rig.tick() != ExecutorState.HOLDING) {
            farthest = Math.max(farthest, ExecutorRig.offLine(rig.commanded()));
        }
        assertEquals(Fault.STALE_CHUNK, rig.report().fault());
        assertEquals(0, farthest, 1e-4); // joints of unlike jerk limits do not begin to brake alike
    }

    @Test
    void shouldNotTakeTheTurnOfAWaveForItsEndWhenChunksStopComing() {
        rig.idle();
        // the last chunk ends in a turn of the wave, as slow as at rest for two steps
        for (int i = 0; i < 10; i++) {
            rig.executor.offer(rig.line(i * 0.04, 56, t -> 0.1 * (1 - Math.cos(Math.PI * t / 1.28))));
            rig.ticks(8);
        }
        rig.ticksUntil(ExecutorState.HOLDING);
        assertEquals(Fault.STALE_CHUNK, rig.report().fault());
    }

    @Test
    void shouldStopAndArriveWithSeamsBlendedToo() {
        EnsembleSettings blended = EnsembleSettings.defaults();
        assertTrue(blended.seamSeconds() > 0);
        rig = new ExecutorRig(ExecutorRig.settings().withEnsemble(blended));
        shouldHoldPositionWhenInferenceIsLate();
        rig = new ExecutorRig(ExecutorRig.settings().withEnsemble(blended));
        rig.idle();
        rig.executor.offer(rig.line(0, 56, ExecutorRig::reach));
        rig.ticksUntil(ExecutorState.RUNNING);
        rig.ticksUntil(ExecutorState.IDLE);
        assertArrayEquals(ExecutorRig.onLine(0.8), rig.commanded(), 1e-6);
    }

    @Test
    void shouldNotRestartByItselfAfterAFault() {
        shouldHoldPositionWhenInferenceIsLate();
        double[] held = rig.commanded().clone();
        for (int i = 0; i < 20; i++) {
            rig.executor.offer(rig.line(0, 56, ExecutorRig::reach));
            assertEquals(ExecutorState.HOLDING, rig.ticks(8));
        }
        assertArrayEquals(held, rig.commanded(), 0.0);
        assertEquals(20, rig.report().chunks().unwanted());
        rig.executor.reset();
        assertEquals(ExecutorState.IDLE, rig.tick());
        rig.executor.offer(rig.line(0, 56, ExecutorRig::reach));
        assertEquals(ExecutorState.RUNNING, rig.tick());
        assertTrue(rig.ticksUntil(ExecutorState.IDLE) > 0);
        assertArrayEquals(ExecutorRig.onLine(0.8), rig.commanded(), 1e-9);
    }

    @Test
    void shouldBrakeAndGoOnWhenAShortChunkRunsOutForAMoment() {
        rig.idle();
        rig.executor.offer(rig.line(0, 6, t -> 0.4 * t));
        rig.ticks(60); // five steps are 40 ticks
        assertEquals(ExecutorState.RUNNING, rig.executor.state());
        assertTrue(rig.report().starvedTicks() > 10);
        assertEquals(0, rig.executor.setpoint().velocities()[0], 1e-12);
        rig.executor.offer(rig.line(0.2, 56, t -> 0.08 + ExecutorRig.reach(t - 0.2)));
        assertTrue(rig.ticksUntil(ExecutorState.IDLE) > 0);
        assertArrayEquals(ExecutorRig.onLine(0.88), rig.commanded(), 1e-9);
    }

    @Test
    void shouldStopAndHoldWhenJointStatesStayAwayInMotion() {
        rig.idle();
        rig.executor.offer(rig.line(0, 56, ExecutorRig::reach));
        rig.ticks(150);
        rig.jointStates = false;
        int ticks = rig.ticksUntil(ExecutorState.STOPPING);
        assertEquals(0.2, ticks * 0.005, 0.011);
        assertTrue(rig.ticksUntil(ExecutorState.HOLDING) > 0);
        assertEquals(Fault.STALE_JOINT_STATES, rig.report().fault());
        rig.jointStates = true;
        assertEquals(ExecutorState.HOLDING, rig.ticks(100));
    }

    @Test
    void shouldOnlyReportStaleJointStatesWhileIdleAndNotStartBlind() {
        rig.idle();
        rig.jointStates = false;
        assertEquals(ExecutorState.IDLE, rig.ticks(100));
        assertTrue(rig.report().jointStatesStale());
        assertEquals(Fault.NONE, rig.report().fault());
        rig.executor.offer(rig.line(0, 56, ExecutorRig::reach));
        assertEquals(ExecutorState.IDLE, rig.ticks(2));
        assertEquals(1, rig.report().chunks().unwanted());
        rig.jointStates = true;
        rig.tick();
        assertFalse(rig.report().jointStatesStale());
        rig.executor.offer(rig.line(0, 56, ExecutorRig::reach));
        assertEquals(ExecutorState.RUNNING, rig.tick());
    }

    @Test
    void shouldStopInTheLeastTimeWhenAsked() {
        rig.idle();
        rig.executor.offer(rig.line(0, 56, ExecutorRig::reach));
        rig.ticks(200);
        double speed = rig.executor.setpoint().velocities()[0];
        assertTrue(speed > 0.7);
        rig.executor.stop();
        int ticks = rig.ticksUntil(ExecutorState.HOLDING);
        assertEquals((speed / 10 + 10 / 1000.0) / 0.005, ticks, 2, "joint 0 brakes at 10 rad/s^2 and 1000 rad/s^3");
        assertEquals(Fault.STOP_REQUESTED, rig.report().fault());
        rig.executor.reset();
        assertEquals(ExecutorState.IDLE, rig.tick());
    }

    @Test
    void shouldHoldAfterAStopAtRestToo() {
        rig.idle();
        rig.executor.stop();
        rig.ticks(2);
        rig.executor.offer(rig.line(0, 56, ExecutorRig::reach));
        assertEquals(ExecutorState.HOLDING, rig.ticks(10));
        assertArrayEquals(new double[] {0.1, -0.2}, rig.commanded(), 0.0);
    }

    @Test
    void shouldHoldFirstWhenStoppedWhileItWaits() {
        rig.jointStates = false;
        rig.executor.enable(true);
        rig.ticks(3);
        rig.executor.stop();
        rig.jointStates = true;
        rig.ticks(4);
        assertEquals(ExecutorState.HOLDING, rig.executor.state());
    }

    @Test
    void shouldComeToRestBeforeItFallsSilentWhenDisabled() {
        rig.idle();
        rig.executor.offer(rig.line(0, 56, ExecutorRig::reach));
        rig.ticks(200);
        rig.executor.enable(false);
        assertEquals(ExecutorState.STOPPING, rig.tick());
        assertTrue(rig.executor.setpoint().valid());
        assertTrue(rig.ticksUntil(ExecutorState.DISABLED) < 30);
        assertFalse(rig.executor.setpoint().valid());
        rig.executor.enable(true);
        assertEquals(ExecutorState.IDLE, rig.ticks(2));
    }

    @Test
    void shouldHoldWhenTheArmDoesNotFollowAndGoOnFromWhereItIs() {
        rig.idle();
        rig.lagSeconds = 1e6; // blocked
        rig.executor.offer(rig.line(0, 56, ExecutorRig::reach));
        assertTrue(rig.ticksUntil(ExecutorState.HOLDING) > 0);
        assertEquals(Fault.TRACKING_ERROR, rig.report().fault());
        double[] where = rig.arm.clone();
        rig = resetWhereItIs(rig);
        assertArrayEquals(where, rig.commanded(), 1e-5);
    }

    private static ExecutorRig resetWhereItIs(ExecutorRig blocked) {
        ExecutorRig fresh = blocked;
        fresh.executor.reset();
        // commands start anew at the arm: the jump back is the point, so it is not checked as motion
        fresh.now += 5_000_000L;
        fresh.executor.measured(fresh.arm, fresh.nowTick() + 1.0, fresh.now);
        assertEquals(ExecutorState.IDLE, fresh.executor.tick(fresh.now));
        return fresh;
    }

    @Test
    void shouldLearnTheLagOfTheArmAndLookAheadByIt() {
        rig = new ExecutorRig(ExecutorRig.settings().withLookAhead(LookAhead.auto()));
        rig.lagSeconds = 0.12;
        rig.idle();
        for (int i = 0; i < 200; i++) {
            rig.executor.offer(rig.line(i * 0.04, 50, t -> 0.3 * Math.sin(1.5 * t)));
            rig.ticks(8);
        }
        assertEquals(0.12, rig.report().lagSeconds(), 0.01);
        assertEquals(0.12 / 0.04, rig.report().lookAheadSteps(), 0.25);
        assertEquals(ExecutorState.RUNNING, rig.executor.state());
    }

    @Test
    void shouldMakeTheArmItselfArriveOnTimeByLookingAhead() {
        double withoutLookAhead = trackingError(LookAhead.fixed(0));
        double withLookAhead = trackingError(LookAhead.auto());
        assertTrue(withLookAhead < 0.25 * withoutLookAhead, withLookAhead + " against " + withoutLookAhead);
    }

    /** Root mean square of the arm against the predicted motion, rad, after 3 s of learning the lag. */
    private static double trackingError(LookAhead lookAhead) {
        ExecutorRig rig = new ExecutorRig(ExecutorRig.settings().withLookAhead(lookAhead));
        rig.lagSeconds = 0.12;
        rig.idle();
        double sum = 0;
        int count = 0;
        for (int i = 0; i < 1600; i++) {
            if (i % 8 == 0) {
                rig.executor.offer(rig.line(i * 0.005, 50, t -> 0.3 * Math.sin(1.5 * t)));
            }
            rig.tick();
            if (i > 600) {
                sum += Math.pow(rig.arm[0] - 0.1 - 0.3 * Math.sin(1.5 * i * 0.005), 2);
                count++;
            }
        }
        assertEquals(0, rig.checker.violations(), rig.checker.first());
        return Math.sqrt(sum / count);
    }

    @Test
    void shouldMoveMoreSmoothlyWhenChunksAreReadCubicallyThanLinearly() {
        Roughness linear = roughness(Interpolation.LINEAR);
        Roughness cubic = roughness(Interpolation.CUBIC);
        assertTrue(linear.saturations > 30, "straight pieces bend at every step: " + linear);
        assertTrue(cubic.saturations < 0.1 * linear.saturations, cubic + " against " + linear);
        assertTrue(cubic.jerk < 0.1 * linear.jerk, cubic + " against " + linear);
    }

    /** Ticks with acceleration cut, and mean square of the change of acceleration, over 4 s of a wave. */
    private record Roughness(long saturations, double jerk) {}

    private static Roughness roughness(Interpolation interpolation) {
        ExecutorRig rig = new ExecutorRig(ExecutorRig.settings()
                .withEnsemble(new EnsembleSettings(Strategy.PROLEPTIC, 0.01, 100, interpolation)));
        rig.idle();
        double sum = 0;
        double last = 0;
        for (int i = 0; i < 800; i++) {
            if (i % 8 == 0) {
                rig.executor.offer(rig.line(i * 0.005, 50, t -> 0.15 * (1 - Math.cos(5 * t))));
            }
            rig.tick();
            double jerk = (rig.executor.setpoint().accelerations()[0] - last) / ExecutorRig.PERIOD;
            last = rig.executor.setpoint().accelerations()[0];
            sum += jerk * jerk / 800;
        }
        return new Roughness(rig.report().accelerationSaturations().get(0), sum);
    }

    @Test
    void shouldTakeHalfTheTimeAtTwiceThePace() {
        rig.idle();
        rig.executor.offer(rig.line(0, 56, t -> 0.5 * ExecutorRig.reach(t)));
        int once = rig.ticksUntil(ExecutorState.IDLE);
        rig = ExecutorRig.withDefaults().idle();
        rig.executor.speed(2);
        rig.executor.offer(rig.line(0, 56, t -> 0.5 * ExecutorRig.reach(t)));
        int twice = rig.ticksUntil(ExecutorState.IDLE);
        assertEquals(0.5, (double) twice / once, 0.02);
    }

    @Test
    void shouldStretchTimeRatherThanLeaveThePathWhenAChunkIsTooFast() {
        rig.idle();
        rig.executor.speed(4);
        rig.executor.offer(rig.line(0, 60, ExecutorRig::reach));
        double farthest = 0;
        double fastest = 0;
        while (rig.tick() == ExecutorState.RUNNING) {
            farthest = Math.max(farthest, ExecutorRig.offLine(rig.commanded()));
            fastest = Math.max(fastest, Math.abs(rig.executor.setpoint().velocities()[0]));
        }
        assertEquals(ExecutorState.IDLE, rig.executor.state());
        assertEquals(0, farthest, 1e-3);
        assertTrue(fastest > 1.2 && fastest <= 2, "fastest was " + fastest);
        assertArrayEquals(ExecutorRig.onLine(0.8), rig.commanded(), 1e-9);
    }

    @Test
    void shouldRefuseWhatItCannotUseAndTakeTheNextGoodInput() {
        rig.idle();
        ActionChunk narrow = ActionChunk.of((double) rig.nowTick(), 0.04, new double[][] {{1}});
        assertEquals(ActionExecutor.Offer.WRONG_WIDTH, rig.executor.offer(narrow));
        assertFalse(rig.executor.measured(new double[] {Double.NaN, 0}, 1, rig.now));
        assertFalse(rig.executor.measured(new double[] {0}, 1, rig.now));
        assertThrows(IllegalArgumentException.class, () -> rig.executor.speed(-0.1));
        assertThrows(IllegalArgumentException.class, () -> rig.executor.speed(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> rig.executor.speed(5));
        ActionChunk future = ActionChunk.of(rig.nowTick() + 1000.0, 0.04, new double[][] {{1, 1}});
        ActionChunk old = ActionChunk.of(rig.nowTick() - 100_000.0, 0.04, new double[][] {{1, 1}});
        rig.executor.offer(future);
        rig.executor.offer(old);
        assertEquals(ExecutorState.IDLE, rig.ticks(10));
        assertArrayEquals(new double[] {0.1, -0.2}, rig.commanded(), 0.0);
        ExecutorReport report = rig.report();
        assertEquals(2, report.measurementsRejected());
        assertEquals(1, report.chunks().wrongWidth());
        assertEquals(1, report.chunks().future());
        assertEquals(1, report.chunks().late());
        assertEquals(1, report.speed());
        rig.executor.offer(rig.line(0, 56, ExecutorRig::reach));
        assertEquals(ExecutorState.RUNNING, rig.tick());
    }

    @Test
    void shouldRefuseChunksThatTheQueueHasNoRoomFor() {
        rig.idle();
        int queued = 0;
        while (rig.executor.offer(rig.line(0, 10, t -> 0)) == ActionExecutor.Offer.QUEUED) {
            queued++;
        }
        assertEquals(64, queued);
        rig.tick();
        assertEquals(63, rig.report().chunks().duplicate());
        assertEquals(1, rig.report().chunks().queueFull());
    }
}
