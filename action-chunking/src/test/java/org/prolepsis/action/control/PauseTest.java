package org.prolepsis.action.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.prolepsis.action.ensemble.EnsembleSettings;
import org.prolepsis.action.pace.LookAhead;

/** Speed changes down to 0, pause, resume and single steps: on the path, inside the limits, and never by themselves. */
class PauseTest {
    /** Ticks in a policy step. */
    private static final int STEP_TICKS = 8;

    private ExecutorRig rig = ExecutorRig.withDefaults();

    @AfterEach
    void everySetpointWasInsideTheLimits() {
        assertEquals(0, rig.checker.violations(), rig.checker.first());
    }

    /** How far along the line the command is, rad of joint 0. */
    private double along() {
        return rig.commanded()[0] - 0.1;
    }

    /** A wave on the line that never ends at rest. */
    private static double wave(double t) {
        return 0.2 * (1 - Math.cos(2 * t));
    }

    private void offer(DoubleUnaryOperator path, double fromSeconds) {
        rig.executor.offer(rig.line(fromSeconds, 56, path));
    }

    /** In the middle of a motion that one chunk describes to its end. */
    private void inMotion() {
        rig.idle();
        offer(ExecutorRig::reach, 0);
        rig.ticks(160);
        assertEquals(ExecutorState.RUNNING, rig.executor.state());
    }

    private double ticksOnLine(int count) {
        double farthest = 0;
        for (int i = 0; i < count; i++) {
            rig.tick();
            farthest = Math.max(farthest, ExecutorRig.offLine(rig.commanded()));
        }
        return farthest;
    }

    @Test
    void shouldComeToRestOnThePathAndGoOnToItsEndWhenPausedAndResumed() {
        inMotion();
        rig.executor.pause();
        assertEquals(ExecutorState.PAUSED, rig.tick());
        double beside = ticksOnLine(60);
        double held = along();
        assertTrue(held > 0.2 && held < 0.7, "held in the middle, at " + held);
        assertEquals(0, rig.report().pace());
        beside = Math.max(beside, ticksOnLine(4000));
        assertEquals(held, along(), 0.0, "20 s later it has not moved");
        assertEquals(Fault.NONE, rig.report().fault(), "a chunk that says all there is to do does not become stale");
        rig.executor.resume();
        assertEquals(ExecutorState.RUNNING, rig.tick());
        for (int i = 0; i < 2000 && rig.executor.state() == ExecutorState.RUNNING; i++) {
            beside = Math.max(beside, ticksOnLine(1));
        }
        assertEquals(ExecutorState.IDLE, rig.executor.state());
        assertArrayEquals(ExecutorRig.onLine(0.8), rig.commanded(), 1e-9);
        assertEquals(0, beside, 1e-6, "on the path all the time");
    }

    @Test
    void shouldHoldAtSpeedZeroAndGoOnAtAnyOther() {
        inMotion();
        rig.executor.speed(0);
        rig.ticks(100);
        assertEquals(ExecutorState.PAUSED, rig.executor.state());
        double held = along();
        rig.executor.resume();
        rig.ticks(100);
        assertEquals(held, along(), 0.0, "resume alone does not help against speed 0");
        rig.executor.speed(2);
        assertEquals(ExecutorState.RUNNING, rig.tick());
        rig.ticksUntil(ExecutorState.IDLE);
        assertArrayEquals(ExecutorRig.onLine(0.8), rig.commanded(), 1e-9);
    }

    @Test
    void shouldStayOnThePathWhateverTheSpeedChangesTo() {
        rig.idle();
        double[] speeds = {0.3, 4, 0, 1.7, 0.05, 3, 0, 0.8, 4, 0.2};
        double beside = 0;
        for (int i = 0; i < 1600; i++) {
            if (i % STEP_TICKS == 0) {
                offer(PauseTest::wave, motionSeconds);
            }
            if (i % 37 == 0) {
                rig.executor.speed(speeds[i / 37 % speeds.length]);
            }
            rig.tick();
            motionSeconds += rig.report().pace() * ExecutorRig.PERIOD;
            beside = Math.max(beside, ExecutorRig.offLine(rig.commanded()));
        }
        assertTrue(motionSeconds > 3, "it moved: " + motionSeconds);
        assertEquals(0, beside, 1e-3);
        assertEquals(Fault.NONE, rig.report().fault());
    }

    private double motionSeconds;

    @Test
    void shouldNotMoveWhilePausedWhateverChunksSay() {
        rig = new ExecutorRig(ExecutorRig.settings().withEnsemble(EnsembleSettings.defaults()));
        rig.idle();
        for (int i = 0; i < 40; i++) {
            offer(PauseTest::wave, i * ExecutorRig.STEP);
            rig.ticks(STEP_TICKS);
        }
        rig.executor.pause();
        rig.ticks(100);
        double held = along();
        for (int i = 0; i < 50; i++) {
            offer(t -> held + 0.1 + 0.1 * Math.sin(t), i);
            rig.ticks(STEP_TICKS);
            assertEquals(held, along(), 0.0);
        }
        assertEquals(ExecutorState.PAUSED, rig.executor.state());
        rig.executor.resume();
        rig.ticks(STEP_TICKS);
        assertEquals(ExecutorState.RUNNING, rig.executor.state());
    }

    @Test
    void shouldDropAMotionWhoseChunksBecameStaleInThePauseAndWaitForTheNext() {
        rig.idle();
        for (int i = 0; i < 10; i++) {
            offer(PauseTest::wave, i * ExecutorRig.STEP);
            rig.ticks(STEP_TICKS);
        }
        rig.executor.pause();
        rig.ticks(200);
        assertEquals(ExecutorState.PAUSED, rig.executor.state());
        assertEquals(Fault.NONE, rig.report().fault(), "no chunk is needed while it stands");
        double held = along();
        rig.executor.resume();
        assertEquals(ExecutorState.IDLE, rig.tick());
        rig.ticks(100);
        assertEquals(held, along(), 0.0, "what was planned a second ago does not move it");
        offer(t -> held + ExecutorRig.reach(t), 0);
        assertEquals(ExecutorState.RUNNING, rig.tick());
    }

    @Test
    void shouldGoOnAtOnceWhenChunksKeptComing() {
        rig.idle();
        for (int i = 0; i < 10; i++) {
            offer(PauseTest::wave, i * ExecutorRig.STEP);
            rig.ticks(STEP_TICKS);
        }
        rig.executor.pause();
        for (int i = 0; i < 100; i++) {
            offer(PauseTest::wave, 0.4);
            rig.ticks(STEP_TICKS);
        }
        rig.executor.resume();
        rig.ticks(20);
        assertEquals(ExecutorState.RUNNING, rig.executor.state());
        assertTrue(rig.report().pace() > 0.4, "pace " + rig.report().pace());
    }

    @Test
    void shouldBeginNoMotionWhilePausedAndBeginItWhenResumed() {
        rig.idle();
        rig.executor.pause();
        assertEquals(ExecutorState.PAUSED, rig.tick());
        offer(ExecutorRig::reach, 0);
        rig.ticks(50);
        assertEquals(0, along(), 0.0);
        rig.executor.resume();
        rig.ticksUntil(ExecutorState.IDLE);
        assertArrayEquals(ExecutorRig.onLine(0.8), rig.commanded(), 1e-9);
    }

    @Test
    void shouldReturnToIdleWhenResumedWithoutAMotion() {
        rig.idle();
        rig.executor.pause();
        rig.ticks(10);
        rig.executor.resume();
        assertEquals(ExecutorState.IDLE, rig.tick());
    }

    @Test
    void shouldGoOnByExactlyOnePolicyStepAtATime() {
        rig = new ExecutorRig(ExecutorRig.settings().withLookAhead(LookAhead.fixed(0)));
        rig.idle();
        rig.executor.pause();
        offer(t -> 0.1 * t, 0);
        rig.ticks(3);
        for (int i = 1; i <= 20; i++) {
            rig.executor.step();
            rig.ticks(50);
            assertEquals(ExecutorState.PAUSED, rig.executor.state());
            assertEquals(i * 0.1 * ExecutorRig.STEP, along(), 1e-9, "after step " + i);
            rig.executor.offer(rig.line(i * ExecutorRig.STEP, 56, t -> 0.1 * t));
            rig.tick();
        }
    }

    @Test
    void shouldAddUpStepsThatAreAskedForAtOnce() {
        inMotion();
        rig.executor.pause();
        rig.ticks(60);
        double held = rig.report().tick();
        assertTrue(held > 0);
        double before = along();
        rig.executor.step();
        rig.ticks(50);
        double one = along() - before;
        rig.executor.step();
        rig.executor.step();
        rig.executor.step();
        rig.ticks(150);
        double three = along() - before - one;
        assertTrue(one > 0.02, "a step moves: " + one);
        assertEquals(3, three / one, 0.3);
        assertEquals(ExecutorState.PAUSED, rig.executor.state());
        assertEquals(0, rig.report().pace());
    }

    @Test
    void shouldReachTheEndOfAMotionByStepsAndStayPaused() {
        inMotion();
        rig.executor.pause();
        for (int i = 0; i < 60; i++) {
            rig.executor.step();
            rig.ticks(40);
        }
        assertArrayEquals(ExecutorRig.onLine(0.8), rig.commanded(), 1e-9);
        assertEquals(ExecutorState.PAUSED, rig.executor.state());
        rig.executor.resume();
        rig.ticks(2);
        assertEquals(ExecutorState.IDLE, rig.executor.state());
    }

    @Test
    void shouldNotStepWhenNotPausedOrWithoutAMotionOrOnStaleChunks() {
        rig.idle();
        rig.executor.step();
        rig.ticks(5);
        rig.executor.pause();
        rig.executor.step();
        rig.ticks(20);
        assertEquals(0, along(), 0.0);
        offer(ExecutorRig::reach, 0);
        rig.ticks(20);
        assertEquals(0, along(), 0.0, "steps of before the pause or without a motion are not kept");
        rig.executor.resume();
        rig.ticksUntil(ExecutorState.IDLE);
        offer(t -> 0.8 + 0.2 * t, 0);
        rig.ticks(20);
        rig.executor.pause();
        rig.ticks(200);
        double held = along();
        rig.executor.step();
        rig.ticks(50);
        assertEquals(held, along(), 0.0, "its chunk is a second old");
    }

    @Test
    void shouldStopInTheLeastTimeFromAPauseAndStayPausedAfterTheReset() {
        inMotion();
        rig.executor.pause();
        rig.ticks(3);
        rig.executor.stop();
        assertEquals(ExecutorState.STOPPING, rig.tick());
        assertTrue(rig.ticksUntil(ExecutorState.HOLDING) < 30);
        assertEquals(Fault.STOP_REQUESTED, rig.report().fault());
        rig.executor.resume();
        rig.executor.pause();
        assertEquals(ExecutorState.HOLDING, rig.ticks(50), "neither restarts what was stopped");
        rig.executor.reset();
        rig.ticks(2);
        assertEquals(ExecutorState.PAUSED, rig.executor.state());
        double held = along();
        offer(ExecutorRig::reach, 0);
        rig.ticks(100);
        assertEquals(held, along(), 0.0);
    }

    @Test
    void shouldFaultWhenTheArmIsMovedFarAwayWhilePaused() {
        inMotion();
        rig.executor.pause();
        rig.ticks(60);
        rig.lagSeconds = 1e6;
        rig.arm[0] += 0.6;
        rig.ticks(2);
        assertEquals(Fault.TRACKING_ERROR, rig.report().fault());
        assertEquals(ExecutorState.HOLDING, rig.ticks(20));
    }

    @Test
    void shouldStayPausedWithoutJointStatesAndNotGoOnBlind() {
        inMotion();
        rig.executor.pause();
        rig.ticks(60);
        rig.jointStates = false;
        assertEquals(ExecutorState.PAUSED, rig.ticks(200));
        assertEquals(Fault.NONE, rig.report().fault());
        double held = along();
        rig.executor.step();
        rig.ticks(50);
        assertEquals(held, along(), 0.0);
        rig.executor.resume();
        rig.ticks(5);
        assertEquals(ExecutorState.HOLDING, rig.executor.state());
        assertEquals(Fault.STALE_JOINT_STATES, rig.report().fault());
        assertEquals(held, along(), 1e-12);
    }
}
