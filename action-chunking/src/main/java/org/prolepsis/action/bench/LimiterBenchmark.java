package org.prolepsis.action.bench;

import org.prolepsis.action.limit.JointLimits;
import org.prolepsis.action.limit.MotionLimiter;

/**
 * One tick of the motion limiter for the Panda's seven joints, with targets that jump and turn, against cutting
 * velocity and acceleration only, which overshoots every target and every position limit: the price of not doing so.
 */
public final class LimiterBenchmark {
    private static final double PERIOD = 0.005;

    private LimiterBenchmark() {}

    /** Runs it. */
    public static BenchmarkResult run() {
        return run(1_000_000);
    }

    /** Runs so many ticks. */
    public static BenchmarkResult run(int operations) {
        JointLimits limits = JointLimits.panda();
        MotionLimiter limiter = new MotionLimiter(limits, PERIOD);
        CuttingLimiter cutting = new CuttingLimiter(limits);
        double[] targets = new double[limits.count()];
        Stopwatch stopwatch = new Stopwatch(operations / 4, operations);
        Stopwatch.Times ours = stopwatch.time(i -> {
            retarget(targets, i);
            limiter.step(targets);
        });
        Stopwatch.Times baseline = stopwatch.time(i -> {
            retarget(targets, i);
            cutting.step(targets);
        });
        return new BenchmarkResult(
                "motion limiter, 7 joints",
                ours.quantiles(),
                ours.bytesPerOp(),
                "cutting velocity and acceleration only",
                baseline.quantiles(),
                (double) baseline.quantiles().p50() / ours.quantiles().p50(),
                operations,
                stopwatch.timerNanos());
    }

    /** One joint's target wanders at each tick, every 200 ticks one jumps. */
    private static void retarget(double[] targets, int i) {
        targets[i % targets.length] += i % 3 == 0 ? 0.004 : -0.002;
        if (i % 200 == 0) {
            targets[i / 200 % targets.length] = i / 200 % 5 - 2;
        }
    }

    /** The plain baseline. */
    static final class CuttingLimiter {
        private final double[] maxVelocity;
        private final double[] maxChange;
        private final double[] position;
        private final double[] velocity;

        CuttingLimiter(JointLimits limits) {
            int joints = limits.count();
            maxVelocity = new double[joints];
            maxChange = new double[joints];
            position = new double[joints];
            velocity = new double[joints];
            for (int j = 0; j < joints; j++) {
                maxVelocity[j] = limits.joint(j).maxVelocity();
                maxChange[j] = limits.joint(j).maxAcceleration() * PERIOD;
            }
        }

        double position(int joint) {
            return position[joint];
        }

        void step(double[] targets) {
            for (int j = 0; j < position.length; j++) {
                double wanted = (targets[j] - position[j]) / PERIOD;
                double cut = Math.min(Math.max(wanted, -maxVelocity[j]), maxVelocity[j]);
                velocity[j] = Math.min(Math.max(cut, velocity[j] - maxChange[j]), velocity[j] + maxChange[j]);
                position[j] += velocity[j] * PERIOD;
            }
        }
    }
}
