package org.prolepsis.action.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.ensemble.AdaptiveSettings;
import org.prolepsis.action.ensemble.EnsembleSettings;
import org.prolepsis.action.ensemble.Strategy;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.action.limit.JointLimits;
import org.prolepsis.action.pace.LookAhead;

/** An arm joint on a long way at a constant speed, with a gripper that closes half-way. */
class AdaptiveStrategyTest {
    private static final JointLimits LIMITS = new JointLimits(
            List.of(new JointLimit("shoulder", -3, 3, 2, 15, 5000), new JointLimit("finger", 0, 0.04, 0.2, 5, 1000)));

    private static ExecutorSettings settings(List<String> grippers) {
        return ExecutorSettings.atRate(200)
                .withLookAhead(LookAhead.auto())
                .withEnsemble(EnsembleSettings.defaults().withStrategy(Strategy.ADAPTIVE))
                .withAdaptive(AdaptiveSettings.defaults().withGripperJoints(grippers));
    }

    @Test
    void shouldKeepTheSpeedAskedForInFreeMotionAndThatOfTheDemonstrationWhereAGripperActs() {
        ActionExecutor executor = new ActionExecutor(LIMITS, settings(List.of("finger")));
        executor.speed(4);
        executor.enable(true);
        double[] joints = {-1, 0.04};
        double fastest = 0;
        double paceAtClosing = Double.NaN;
        double shoulderAtClosing = Double.NaN;
        long now = 1_000_000_000L;
        for (int t = 1; t < 2000 && joints[0] < 1.5; t++) {
            now += 5_000_000L;
            executor.measured(joints, t, now);
            if (t % 8 == 0) {
                executor.offer(chunk(t, joints[0]));
            }
            executor.tick(now);
            if (!executor.setpoint().valid()) {
                continue;
            }
            double[] command = executor.setpoint().positions();
            joints[0] += 0.06 * (command[0] - joints[0]);
            joints[1] += 0.1 * (command[1] - joints[1]);
            fastest = Math.max(fastest, executor.report().pace());
            if (Double.isNaN(paceAtClosing) && command[1] < 0.035) {
                paceAtClosing = executor.report().pace();
                shoulderAtClosing = joints[0];
            }
        }
        assertTrue(fastest > 3, "fastest pace " + fastest);
        assertTrue(paceAtClosing < 1.3, "pace when the gripper closed: " + paceAtClosing);
        assertEquals(0, shoulderAtClosing, 0.05, "where the gripper closed");
    }

    /** A policy that goes on from where the arm is, 0.25 rad/s, and closes the gripper from 0 on. */
    private static ActionChunk chunk(int tick, double at) {
        double[][] rows = new double[80][];
        for (int i = 0; i < rows.length; i++) {
            double shoulder = at + 0.25 * i * 0.04;
            rows[i] = new double[] {Math.min(shoulder, 2.5), shoulder < 0 ? 0.04 : 0.0};
        }
        return ActionChunk.of(tick, 0.04, rows);
    }

    @Test
    void shouldNameAGripperThatTheRobotDoesNotHave() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> new ActionExecutor(LIMITS, settings(List.of("thumb"))));
        assertTrue(
                refused.getMessage().contains("thumb") && refused.getMessage().contains("finger"));
    }
}
