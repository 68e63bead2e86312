package org.prolepsis.action.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.chunk.ChunkBuffer;
import org.prolepsis.action.chunk.Interpolation;
import org.prolepsis.action.ensemble.EnsembleSettings;
import org.prolepsis.action.ensemble.ReadStrategy;
import org.prolepsis.action.ensemble.Strategy;
import org.prolepsis.action.pace.VirtualTime;

/**
 * One tick of the proleptic ensemble with every one of k chunks reaching the present, against its definition written
 * down plainly: look at every chunk, weigh it by exp, add up.
 */
public final class EnsembleBenchmark {
    private static final double STEP = 0.04;
    private static final double M = 0.01;
    private static final int AHEAD = 2;

    private EnsembleBenchmark() {}

    /** Runs with 100 chunks of 14 joints, ACT's own size. */
    public static BenchmarkResult run() {
        return run(100, 14, 100_000);
    }

    /** Runs with so many chunks, each as long, of so many joints. */
    public static BenchmarkResult run(int chunks, int joints, int operations) {
        int horizon = chunks + AHEAD + 1;
        SplittableRandom random = new SplittableRandom(1);
        VirtualTime time = new VirtualTime(4096);
        ChunkBuffer buffer = new ChunkBuffer(chunks, STEP, 0, 0.01);
        List<double[][]> plain = new ArrayList<>();
        for (int t = 1; t <= chunks; t++) {
            time.advance(1);
            double[][] rows = new double[horizon][joints];
            for (double[] row : rows) {
                for (int j = 0; j < joints; j++) {
                    row[j] = random.nextDouble(-1, 1);
                }
            }
            plain.add(rows);
            buffer.add(ActionChunk.of(t, STEP, rows), time);
        }
        ReadStrategy strategy =
                ReadStrategy.of(new EnsembleSettings(Strategy.PROLEPTIC, M, chunks, Interpolation.LINEAR));
        double[] out = new double[joints];
        double[] expected = new double[joints];
        Stopwatch stopwatch = new Stopwatch(operations / 2, operations);
        Stopwatch.Times ours = stopwatch.time(i -> strategy.read(buffer, time.now(), AHEAD, out));
        Stopwatch.Times baseline = stopwatch.time(i -> definition(plain, expected));
        requireEqual(out, expected);
        return new BenchmarkResult(
                "proleptic ensemble, " + chunks + " chunks, " + joints + " joints",
                ours.quantiles(),
                ours.bytesPerOp(),
                "the definition, O(k), plain",
                baseline.quantiles(),
                (double) baseline.quantiles().p50() / ours.quantiles().p50(),
                operations,
                stopwatch.timerNanos());
    }

    /** The sum over A_tau[t - tau + f], tau = 1 the oldest and of rank 0. */
    static void definition(List<double[][]> chunks, double[] out) {
        int now = chunks.size();
        double total = 0;
        Arrays.fill(out, 0);
        for (int made = 1; made <= now; made++) {
            double[] row = chunks.get(made - 1)[now - made + AHEAD];
            double weight = Math.exp(-M * (made - 1));
            total += weight;
            for (int j = 0; j < out.length; j++) {
                out[j] += weight * row[j];
            }
        }
        for (int j = 0; j < out.length; j++) {
            out[j] /= total;
        }
    }

    private static void requireEqual(double[] out, double[] expected) {
        for (int j = 0; j < out.length; j++) {
            if (Math.abs(out[j] - expected[j]) > 1e-12) {
                throw new IllegalStateException("joint " + j + " is " + out[j] + ", by definition " + expected[j]);
            }
        }
    }
}
