package org.prolepsis.nodes.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prolepsis.action.control.ExecutorState;
import org.prolepsis.action.control.Fault;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.nodes.flow.MotionExecution.Outcome;
import org.prolepsis.nodes.robot.RobotDescription;

/** The whole loop in virtual time, with demonstrations of the default data. */
class ClosedLoopTest {
    private static double[] startOf(MotionCurve curve) {
        double[] start = new double[7];
        curve.read(0, start);
        return start;
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.05, 0.05",
        "1, 0.02, 0.05",
        "1, 0.05, 0.05",
        "1, 0.1, 0.06",
        "2, 0.02, 0.06",
        "2, 0.05, 0.08",
        "2, 0.1, 0.15"
    })
    void shouldTakeTheDemonstratedDurationDividedByTheSpeed(double speed, double lag, double tolerance) {
        for (String tempo : new String[] {"slow", "fast"}) {
            for (String size : new String[] {"small", "big"}) {
                for (String side : new String[] {"left", "right"}) {
                    MotionCurve curve = WavingCurves.of(size, side, "high", tempo);
                    ClosedLoop loop = new ClosedLoop(speed, lag, startOf(curve), 0);
                    loop.begin(curve);
                    double seconds = loop.runToEnd(40, ClosedLoop.Disturbance.NONE);
                    String what = size + " " + side + " " + tempo;
                    assertEquals(Outcome.DONE, loop.motion.outcome(), what + ": " + loop.motion.reason());
                    assertEquals(1, seconds * speed / curve.duration(), tolerance, what);
                    assertEquals(0, loop.limitViolations, what);
                    assertTrue(
                            loop.worstTracking < 1.5 * speed * Math.max(lag, 0.05) + 0.03,
                            what + " trailed by " + loop.worstTracking);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0.05, 0", "2, 0.05, 0", "1, 0.1, 0", "1, 0.05, 0.0005"})
    void shouldCommandAsSmoothlyAsTheMotionIs(double speed, double lag, double noise) {
        for (String size : new String[] {"small", "big"}) {
            MotionCurve curve = WavingCurves.of(size, "left", "high", "slow");
            ClosedLoop loop = new ClosedLoop(speed, lag, startOf(curve), noise);
            loop.begin(curve);
            loop.runToEnd(40, ClosedLoop.Disturbance.NONE);
            double own = squaredAcceleration(curve, speed);
            assertEquals(1, loop.squaredAcceleration / own, 0.1, size);
            // without seams blended the changes from tick to tick outweigh the accelerations themselves
            assertTrue(loop.squaredAccelerationStep < 0.05 * own, size + " " + loop.squaredAccelerationStep / own);
        }
    }

    /** Sum of the squared accelerations of the motion itself over the ticks that it takes. */
    private static double squaredAcceleration(MotionCurve curve, double speed) {
        double[] a = new double[7];
        double sum = 0;
        int ticks = (int) (curve.duration() / speed * 200);
        for (int i = 0; i < ticks; i++) {
            curve.acceleration((i + 0.5) / ticks, a);
            for (double x : a) {
                sum += x * x * Math.pow(speed, 4);
            }
        }
        return sum;
    }

    @Test
    void shouldGoAsFastAsTheLimitsPermitAtTripleSpeed() {
        for (String tempo : new String[] {"slow", "fast"}) {
            MotionCurve curve = WavingCurves.of("big", "left", "high", tempo);
            ClosedLoop loop = new ClosedLoop(3, 0.05, startOf(curve), 0);
            loop.begin(curve);
            double seconds = loop.runToEnd(40, ClosedLoop.Disturbance.NONE);
            assertEquals(Outcome.DONE, loop.motion.outcome(), loop.motion.reason());
            assertTrue(seconds < curve.duration() / 2, tempo + " took " + seconds + " of " + curve.duration());
            assertEquals(0, loop.limitViolations);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2})
    void shouldFinishThroughEncoderNoise(double speed) {
        MotionCurve curve = WavingCurves.of("big", "right", "low", "fast");
        ClosedLoop loop = new ClosedLoop(speed, 0.05, startOf(curve), 0.002);
        loop.begin(curve);
        double seconds = loop.runToEnd(40, ClosedLoop.Disturbance.NONE);
        assertEquals(Outcome.DONE, loop.motion.outcome(), loop.motion.reason());
        assertEquals(1, seconds * speed / curve.duration(), 0.1);
        assertEquals(0, loop.limitViolations);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.4, 0.5, 0.6, 0.8})
    void shouldWaitWhileTheArmIsHeldAndThenGoOn(double where) {
        MotionCurve curve = WavingCurves.of("big", "left", "middle", "slow");
        ClosedLoop loop = new ClosedLoop(1, 0.05, startOf(curve), 0);
        loop.begin(curve);
        long from = 100 + Math.round(where * curve.duration() * 1000);
        double[] phases = new double[2];
        double seconds = loop.runToEnd(40, (arm, ms) -> {
            arm.setBlocked(ms >= from && ms < from + 1500);
            phases[0] = ms == from ? loop.motion.phase() : phases[0];
            phases[1] = ms == from + 1499 ? loop.motion.phase() : phases[1];
        });
        assertEquals(Outcome.DONE, loop.motion.outcome(), loop.motion.reason());
        assertTrue((phases[1] - phases[0]) * curve.duration() < 0.85, "went from " + phases[0] + " to " + phases[1]);
        assertTrue(seconds > curve.duration() + 0.2 && seconds < curve.duration() + 2.2, "took " + seconds);
        assertEquals(0, loop.limitViolations);
    }

    @Test
    void shouldFinishAlthoughTheArmIsPushed() {
        MotionCurve curve = WavingCurves.of("small", "left", "high", "slow");
        for (int joint = 0; joint < 7; joint++) {
            int pushed = joint;
            double push = -1.2 * RobotDescription.panda().limits().joint(joint).maxAcceleration();
            ClosedLoop loop = new ClosedLoop(1, 0.05, startOf(curve), 0);
            loop.begin(curve);
            double seconds =
                    loop.runToEnd(40, (arm, ms) -> arm.setDisturbance(pushed, ms > 2500 && ms < 2650 ? push : 0));
            assertEquals(Outcome.DONE, loop.motion.outcome(), "joint " + joint + ": " + loop.motion.reason());
            assertEquals(curve.duration(), seconds, 0.5, "joint " + joint);
            assertEquals(0, loop.limitViolations);
        }
    }

    @Test
    void shouldStopAndGiveUpWhenTheArmIsShovedFarFromItsCommand() {
        MotionCurve curve = WavingCurves.of("small", "left", "high", "slow");
        ClosedLoop loop = new ClosedLoop(1, 0.05, startOf(curve), 0);
        loop.begin(curve);
        loop.runToEnd(40, (arm, ms) -> arm.setDisturbance(0, ms > 2500 && ms < 3000 ? -40 : 0));
        assertEquals(Outcome.ABORTED, loop.motion.outcome());
        assertEquals(ExecutorState.HOLDING, loop.state());
        assertEquals(Fault.TRACKING_ERROR, loop.executor.report().fault());
        assertEquals(0, loop.limitViolations);
    }

    @Test
    void shouldGiveUpWhenTheArmIsHeldForGood() {
        MotionCurve curve = WavingCurves.of("big", "left", "high", "fast");
        ClosedLoop loop = new ClosedLoop(1, 0.05, startOf(curve), 0);
        loop.begin(curve);
        double seconds = loop.runToEnd(40, (arm, ms) -> arm.setBlocked(ms > 2000));
        assertEquals(Outcome.ABORTED, loop.motion.outcome());
        assertTrue(loop.motion.reason().contains("no progress"), loop.motion.reason());
        assertTrue(seconds < 5.5, "took " + seconds);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2})
    void shouldReplaceAMotionWithoutAJump(double speed) {
        MotionCurve first = WavingCurves.of("big", "left", "high", "slow");
        MotionCurve second = WavingCurves.of("small", "right", "middle", "fast");
        ClosedLoop loop = new ClosedLoop(speed, 0.05, startOf(first), 0);
        loop.begin(first);
        loop.run((int) (2500 / speed), ClosedLoop.Disturbance.NONE);
        assertEquals(Outcome.MOVING, loop.motion.outcome());
        loop.begin(second);
        loop.runToEnd(40, ClosedLoop.Disturbance.NONE);
        assertEquals(Outcome.DONE, loop.motion.outcome(), loop.motion.reason());
        assertEquals(0, loop.limitViolations);
    }

    /**
     * Found with rospy: a fast motion that replaced another came to a stand half-way. Chunks of the motion before were averaged
     * with its own, so the arm was beside it, and the phase, predicted from its own pace, fell behind what was executed.
     */
    @ParameterizedTest
    @CsvSource({
        "1, 0.05, 0.001, 11",
        "2, 0.05, 0.001, 11",
        "3, 0.05, 0.001, 11",
        "4, 0.05, 0.001, 11",
        "2, 0.02, 0.001, 12",
        "2, 0.1, 0.001, 13",
        "3, 0.02, 0.002, 14",
        "3, 0.1, 0.002, 15",
        "4, 0.1, 0.001, 16"
    })
    void shouldFinishWhateverMotionReplacesAnother(double speed, double lag, double noise, long seed) {
        Random random = new Random(seed);
        List<MotionCurve> curves = WavingCurves.all();
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < curves.size(); i++) {
            MotionCurve second = curves.get((i + 5 + random.nextInt(20)) % curves.size());
            ClosedLoop loop = new ClosedLoop(speed, lag, startOf(curves.get(i)), noise);
            loop.begin(curves.get(i));
            int after = (int) (curves.get(i).duration() / speed * 1000 * random.nextDouble());
            loop.run(after, ClosedLoop.Disturbance.NONE);
            loop.begin(second);
            loop.runToEnd(40, ClosedLoop.Disturbance.NONE);
            String run = "motion " + i + " replaced after " + after + " ms";
            assertEquals(0, loop.limitViolations, run);
            if (loop.motion.outcome() != Outcome.DONE) {
                failures.add(run + ": " + loop.motion.reason());
            }
        }
        assertEquals(List.of(), failures);
    }

    @Test
    void shouldBeReadyForTheNextMotionAfterOneIsDone() {
        MotionCurve curve = WavingCurves.of("big", "left", "high", "fast");
        ClosedLoop loop = new ClosedLoop(2, 0.05, startOf(curve), 0);
        for (int i = 0; i < 3; i++) {
            loop.begin(curve);
            loop.runToEnd(40, ClosedLoop.Disturbance.NONE);
            assertEquals(Outcome.DONE, loop.motion.outcome(), i + ": " + loop.motion.reason());
            loop.run(3000, ClosedLoop.Disturbance.NONE);
            assertEquals(ExecutorState.IDLE, loop.state());
        }
        assertEquals(0, loop.limitViolations);
    }
}
