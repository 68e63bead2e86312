package org.prolepsis.nodes.loop;

import java.util.List;
import java.util.Random;
import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.control.ActionExecutor;
import org.prolepsis.action.control.ExecutorSettings;
import org.prolepsis.action.control.ExecutorState;
import org.prolepsis.action.control.Setpoint;
import org.prolepsis.action.ensemble.EnsembleSettings;
import org.prolepsis.action.ensemble.Strategy;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.action.pace.LagSettings;
import org.prolepsis.action.pace.PaceSettings;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.phase.JointPath;
import org.prolepsis.flow.phase.PhaseSettings;
import org.prolepsis.nodes.flow.ExecutionSettings;
import org.prolepsis.nodes.flow.MotionExecution;
import org.prolepsis.nodes.robot.RobotDescription;
import org.prolepsis.nodes.simarm.SimulatedArm;
import org.prolepsis.nodes.simarm.SimulatedArmSettings;

/** Arm, executor, phase and motion in a loop, in virtual time: 1 ms a step, joint states and control at 200 Hz, policy at 25 Hz. */
public final class ClosedLoop {
    private static final long MS = 1_000_000;
    private static final int CONTROL_MS = 5;
    private static final int POLICY_MS = 40;
    private static final double DT = 0.04;
    private static final int HORIZON = 50;

    /** What happens to the arm; called every millisecond. */
    @FunctionalInterface
    public interface Disturbance {
        Disturbance NONE = (arm, ms) -> {};

        void apply(SimulatedArm arm, long ms);
    }

    public final RobotDescription robot = RobotDescription.panda();
    public final ActionExecutor executor;
    public final SimulatedArm arm;
    public MotionExecution motion;
    public double worstTracking;
    public double worstPathError;
    public long limitViolations;
    /** Sum of squares of the commanded accelerations, and of their changes, rad/s^2, over ticks in motion. */
    public double squaredAcceleration;

    public double squaredAccelerationStep;
    private final Random random = new Random(5);
    private final double noise;
    private final double[] q = new double[7];
    private final double[] v = new double[7];
    private final double[] point = new double[7];
    private final double[] lastAccelerations = new double[7];
    private MotionCurve curve;
    private long ms;
    private long tick;
    private long motions;
    private double motionSeconds;

    public ClosedLoop(double speed, double lag, double[] start, double noise) {
        this.noise = noise;
        ExecutorSettings settings = ExecutorSettings.atRate(200)
                .withEnsemble(new EnsembleSettings(
                        Strategy.PROLEPTIC,
                        0.01,
                        10,
                        EnsembleSettings.defaults().interpolation()))
                .withPace(PaceSettings.defaults().withSpeed(speed))
                .withLag(new LagSettings(0.05, 0.15, 2));
        executor = new ActionExecutor(robot.limits(), settings);
        arm = new SimulatedArm(robot, new SimulatedArmSettings(lag, 1), start);
        executor.enable(true);
        run(100, Disturbance.NONE);
    }

    /** Begins a motion from where the arm is. */
    public void begin(MotionCurve next) {
        measure();
        double pace = motion == null ? 1 : Math.max(0.3, motion.pace());
        double[] velocityAtPaceOne = new double[7];
        for (int j = 0; j < 7; j++) {
            velocityAtPaceOne[j] = v[j] / pace;
        }
        curve = next.startingAt(q, velocityAtPaceOne, Math.min(1, 1 / next.duration()));
        MotionCurve joined = curve;
        motion = new MotionExecution(
                robot.jointNames(),
                new JointPath() {
                    @Override
                    public int joints() {
                        return 7;
                    }

                    @Override
                    public double durationSeconds() {
                        return joined.duration();
                    }

                    @Override
                    public void position(double phase, double[] out) {
                        joined.read(phase, out);
                    }
                },
                0,
                pace,
                ms * MS,
                ExecutionSettings.DEFAULT,
                PhaseSettings.DEFAULT);
        motions++;
        sendChunk();
    }

    /** Runs until the motion is over or the time is up; returns the time it took, s. */
    public double runToEnd(double maxSeconds, Disturbance disturbance) {
        long begin = ms;
        while (motion.outcome() == MotionExecution.Outcome.MOVING && (ms - begin) * 1e-3 < maxSeconds) {
            run(1, disturbance);
        }
        return (ms - begin) * 1e-3;
    }

    public void run(int milliseconds, Disturbance disturbance) {
        for (int i = 0; i < milliseconds; i++) {
            ms++;
            disturbance.apply(arm, ms);
            arm.advanceTo(ms * MS);
            if (ms % CONTROL_MS == 0) {
                control();
            }
            if (ms % POLICY_MS == 0 && motion != null && motion.outcome() == MotionExecution.Outcome.MOVING) {
                sendChunk();
            }
        }
    }

    public ExecutorState state() {
        return executor.state();
    }

    private void measure() {
        arm.readPositions(q);
        arm.readVelocities(v);
        for (int j = 0; j < 7; j++) {
            q[j] += noise * random.nextGaussian();
        }
    }

    private void control() {
        tick++;
        measure();
        executor.measured(q, (double) tick, ms * MS);
        if (motion != null) {
            // as the flow node hears it from the action node, the pace of the tick before
            motion.executing((executor.setpoint().motionSeconds() - motionSeconds) * 1000 / CONTROL_MS);
            motion.update(q, v, ms * MS);
        }
        motionSeconds = executor.setpoint().motionSeconds();
        executor.tick(ms * MS);
        Setpoint setpoint = executor.setpoint();
        if (setpoint.valid()) {
            check(setpoint);
            recordAcceleration(setpoint.accelerations());
            arm.setSetpoint(setpoint.positions());
        }
    }

    private void check(Setpoint setpoint) {
        List<JointLimit> limits = robot.limits().joints();
        for (int j = 0; j < 7; j++) {
            JointLimit limit = limits.get(j);
            double p = setpoint.positions()[j];
            boolean inside = p >= limit.minPosition() - 1e-9
                    && p <= limit.maxPosition() + 1e-9
                    && Math.abs(setpoint.velocities()[j]) <= limit.maxVelocity() * (1 + 1e-9)
                    && Math.abs(setpoint.accelerations()[j]) <= limit.maxAcceleration() * (1 + 1e-6);
            limitViolations += inside ? 0 : 1;
            worstTracking = Math.max(worstTracking, Math.abs(p - q[j]));
        }
        if (motion != null) {
            curve.read(motion.phase(), point);
            for (int j = 0; j < 7; j++) {
                worstPathError = Math.max(worstPathError, Math.abs(point[j] - q[j]));
            }
        }
    }

    private void recordAcceleration(double[] accelerations) {
        for (int j = 0; j < 7; j++) {
            double step = accelerations[j] - lastAccelerations[j];
            squaredAcceleration += accelerations[j] * accelerations[j];
            squaredAccelerationStep += step * step;
            lastAccelerations[j] = accelerations[j];
        }
    }

    private void sendChunk() {
        double[][] rows = new double[HORIZON][7];
        motion.chunk(DT, rows);
        executor.offer(ActionChunk.of((double) tick, DT, rows).ofMotion(motions));
    }
}
