package org.prolepsis.action.control;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.ensemble.EnsembleSettings;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.action.limit.JointLimits;
import org.prolepsis.action.limit.LimitChecker;
import org.prolepsis.action.pace.LookAhead;

/** An executor of two joints at 200 Hz with an arm that follows its commands at a lag, and time that a test moves. */
final class ExecutorRig {
    static final double PERIOD = 0.005;
    static final double STEP = 0.04;
    static final JointLimits LIMITS = new JointLimits(
            List.of(new JointLimit("shoulder", -2, 2, 2, 10, 1000), new JointLimit("elbow", -1.5, 1.5, 1.5, 8, 1000)));

    final ActionExecutor executor;
    final double[] arm = {0.1, -0.2};
    final LimitChecker checker = new LimitChecker(LIMITS, PERIOD, arm);
    double lagSeconds;
    boolean jointStates = true;
    long now = 1_000_000_000L;

    ExecutorRig(ExecutorSettings settings) {
        executor = new ActionExecutor(LIMITS, settings);
    }

    static ExecutorRig withDefaults() {
        return new ExecutorRig(settings());
    }

    static ExecutorSettings settings() {
        // as the definitions have it: seams have tests of their own
        return ExecutorSettings.atRate(200)
                .withLookAhead(LookAhead.fixed(0))
                .withEnsemble(EnsembleSettings.defaults().withSeamSeconds(0));
    }

    /** Enabled, and idle where the arm is. */
    ExecutorRig idle() {
        executor.enable(true);
        ticks(2);
        return this;
    }

    ExecutorState tick() {
        now += 5_000_000L;
        if (jointStates) {
            executor.measured(arm, executor.setpoint().tick() + 1.0, now);
        }
        ExecutorState state = executor.tick(now);
        Setpoint setpoint = executor.setpoint();
        if (setpoint.valid()) {
            checker.check(setpoint.positions(), setpoint.velocities(), setpoint.accelerations());
            double share = lagSeconds == 0 ? 1 : 1 - Math.exp(-PERIOD / lagSeconds);
            for (int j = 0; j < arm.length; j++) {
                arm[j] += share * (setpoint.positions()[j] - arm[j]);
            }
        }
        return state;
    }

    ExecutorState ticks(int count) {
        ExecutorState state = executor.state();
        for (int i = 0; i < count; i++) {
            state = tick();
        }
        return state;
    }

    /** Ticks until a state; the number of ticks, or -1 after 5000. */
    int ticksUntil(ExecutorState wanted) {
        for (int i = 1; i <= 5000; i++) {
            if (tick() == wanted) {
                return i;
            }
        }
        return -1;
    }

    long nowTick() {
        return executor.setpoint().tick();
    }

    double[] commanded() {
        return executor.setpoint().positions();
    }

    /** Both joints along one line in joint space, by a path of time; observed now. */
    ActionChunk line(double fromSeconds, int horizon, DoubleUnaryOperator path) {
        double[][] rows = new double[horizon][];
        for (int i = 0; i < horizon; i++) {
            rows[i] = onLine(path.applyAsDouble(fromSeconds + i * STEP));
        }
        return ActionChunk.of((double) nowTick(), STEP, rows);
    }

    static double[] onLine(double s) {
        return new double[] {0.1 + s, -0.2 + 0.5 * s};
    }

    /** Distance of a pair of joints from that line. */
    static double offLine(double[] joints) {
        return Math.abs((joints[1] + 0.2) - 0.5 * (joints[0] - 0.1));
    }

    /** Minimum-jerk way to 0.8 in 2 s, then rest. */
    static double reach(double t) {
        double u = Math.min(Math.max(t / 2, 0), 1);
        return 0.8 * u * u * u * (10 + u * (-15 + 6 * u));
    }

    ExecutorReport report() {
        return executor.report();
    }
}
