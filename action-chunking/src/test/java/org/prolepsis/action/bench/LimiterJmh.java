package org.prolepsis.action.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.prolepsis.action.limit.JointLimits;
import org.prolepsis.action.limit.MotionLimiter;

/** The limiter for seven joints, on targets inside the limits and on jumps. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LimiterJmh {
    private final MotionLimiter limiter = new MotionLimiter(JointLimits.panda(), 0.005);
    private final LimiterBenchmark.CuttingLimiter cutting = new LimiterBenchmark.CuttingLimiter(JointLimits.panda());
    private final double[] targets = new double[7];
    private int tick;

    private void jump() {
        tick++;
        if (tick % 200 == 0) {
            targets[tick / 200 % 7] = tick / 200 % 5 - 2;
        }
    }

    /** The limiter. */
    @Benchmark
    public double jumpingTargets() {
        jump();
        limiter.step(targets);
        return limiter.position(0);
    }

    /** Cutting velocity and acceleration only. */
    @Benchmark
    public double jumpingTargetsCutOnly() {
        jump();
        cutting.step(targets);
        return cutting.position(0);
    }
}
