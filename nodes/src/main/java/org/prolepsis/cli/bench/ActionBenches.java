package org.prolepsis.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.chunk.ChunkBuffer;
import org.prolepsis.action.ensemble.EnsembleSettings;
import org.prolepsis.action.ensemble.ReadStrategy;
import org.prolepsis.action.limit.JointLimits;
import org.prolepsis.action.limit.MotionLimiter;
import org.prolepsis.action.pace.VirtualTime;

/** The operations of a control tick. */
final class ActionBenches {
    private static final double PERIOD = 0.005;
    private static final int TICKS_A_STEP = 8;
    private static final double STEP = PERIOD * TICKS_A_STEP;
    private static final int HORIZON = 50;
    private static final int CHUNKS = 32;
    private static final double LOOK_AHEAD = 1.5;
    private static final int WARM_UP = 200_000;
    private static final int ROUNDS = 1_000_000;

    private ActionBenches() {}

    /** Reading one joint target out of 32 overlapping chunks of 50 steps and 7 joints. */
    static BenchResult ensemble() {
        JointLimits limits = JointLimits.panda();
        EnsembleSettings settings = EnsembleSettings.defaults();
        VirtualTime time = new VirtualTime(4096);
        ChunkBuffer buffer = new ChunkBuffer(CHUNKS, PERIOD, 0, 1e-3);
        List<ActionChunk> chunks = new ArrayList<>();
        for (int c = 0; c < CHUNKS; c++) {
            ActionChunk chunk = ActionChunk.of((double) time.tick(), STEP, wave(c, limits.count()));
            buffer.add(chunk, time);
            chunks.add(chunk);
            for (int k = 0; k < TICKS_A_STEP; k++) {
                time.advance(1);
            }
        }
        ReadStrategy strategy = ReadStrategy.of(settings);
        double[] out = new double[limits.count()];
        double now = time.now();
        Measurement ours = Measurement.of(
                i -> {
                    strategy.read(buffer, now + i % TICKS_A_STEP, LOOK_AHEAD, out);
                    return out[0];
                },
                WARM_UP,
                ROUNDS);
        Measurement plain = Measurement.of(
                i -> plainEnsemble(chunks, now + i % TICKS_A_STEP, settings.m(), limits.count())[0], WARM_UP, ROUNDS);
        return new BenchResult(
                "one read of " + CHUNKS + " overlapping chunks, " + limits.count() + " joints",
                ours,
                "the formula written down: a new array and an exp for each chunk",
                plain,
                Map.of());
    }

    private static double[][] wave(int chunk, int joints) {
        double[][] positions = new double[HORIZON][joints];
        for (int i = 0; i < HORIZON; i++) {
            for (int j = 0; j < joints; j++) {
                positions[i][j] = 0.3 * Math.sin(0.1 * (i + chunk) + j);
            }
        }
        return positions;
    }

    private static double[] plainEnsemble(List<ActionChunk> chunks, double now, double m, int joints) {
        double[] sum = new double[joints];
        double total = 0;
        int rank = 0;
        for (ActionChunk chunk : chunks) {
            double index = (now - chunk.observationTick()) / TICKS_A_STEP + LOOK_AHEAD;
            int low = (int) Math.floor(index);
            if (low + 1 >= chunk.horizon()) {
                continue;
            }
            double weight = Math.exp(-m * rank++);
            total += weight;
            for (int j = 0; j < joints; j++) {
                double a = chunk.position(low, j);
                sum[j] += weight * (a + (index - low) * (chunk.position(low + 1, j) - a));
            }
        }
        for (int j = 0; j < joints; j++) {
            sum[j] /= total;
        }
        return sum;
    }

    /** One tick of the limiter on targets that jump about, 7 joints. */
    static BenchResult limiter() {
        JointLimits limits = JointLimits.panda();
        MotionLimiter limiter = new MotionLimiter(limits, PERIOD);
        double[][] targets = new double[1024][limits.count()];
        SplittableRandom random = new SplittableRandom(1);
        for (double[] target : targets) {
            for (int j = 0; j < target.length; j++) {
                target[j] = random.nextDouble(
                        limits.joint(j).minPosition(), limits.joint(j).maxPosition());
            }
        }
        limiter.reset(targets[0]);
        Measurement ours = Measurement.of(
                i -> {
                    limiter.step(targets[i / 100 % targets.length]);
                    return limiter.position(0);
                },
                WARM_UP,
                ROUNDS);
        double[] held = targets[0].clone();
        Measurement plain = Measurement.of(i -> clip(held, targets[i / 100 % targets.length], limits), WARM_UP, ROUNDS);
        return new BenchResult(
                "one tick, " + limits.count() + " joints, position, velocity and acceleration",
                ours,
                "clipping the velocity alone",
                plain,
                Map.of());
    }

    private static double clip(double[] position, double[] target, JointLimits limits) {
        for (int j = 0; j < position.length; j++) {
            double most = limits.joint(j).maxVelocity() * PERIOD;
            position[j] += Math.max(-most, Math.min(most, target[j] - position[j]));
        }
        return position[0];
    }
}
