package org.prolepsis.action.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.chunk.ChunkBuffer;
import org.prolepsis.action.chunk.Interpolation;
import org.prolepsis.action.ensemble.EnsembleSettings;
import org.prolepsis.action.ensemble.ReadStrategy;
import org.prolepsis.action.ensemble.Strategy;
import org.prolepsis.action.pace.VirtualTime;

/** The ensemble, at steps and between them, against the plain definition. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EnsembleJmh {
    @Param({"10", "100"})
    public int chunks;

    private final double[] out = new double[14];
    private final VirtualTime time = new VirtualTime(4096);
    private final List<double[][]> plain = new ArrayList<>();
    private ChunkBuffer buffer;
    private ReadStrategy linear;
    private ReadStrategy cubic;
    private final ActionChunk[] made = new ActionChunk[4096];
    private final VirtualTime runningTime = new VirtualTime(4096);
    private ChunkBuffer running;
    private ReadStrategy incremental;
    private ReadStrategy recomputed;
    private long tick;

    /** Chunks of 14 joints that all reach the present. */
    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        buffer = new ChunkBuffer(chunks, 0.04, 0, 0.01);
        for (int t = 1; t <= chunks; t++) {
            time.advance(1);
            double[][] rows = new double[chunks + 5][14];
            for (double[] row : rows) {
                row[t % 14] = random.nextDouble();
            }
            plain.add(rows);
            buffer.add(ActionChunk.of(t, 0.04, rows), time);
        }
        linear = ReadStrategy.of(new EnsembleSettings(Strategy.PROLEPTIC, 0.01, chunks, Interpolation.LINEAR));
        cubic = ReadStrategy.of(new EnsembleSettings(Strategy.PROLEPTIC, 0.01, chunks, Interpolation.CUBIC));
    }

    /** Sixteen predictions that come again and again, so that they are as near to the processor as new ones would be. */
    @Setup
    public void prepareUpdates() {
        SplittableRandom random = new SplittableRandom(2);
        ActionChunk[] kinds = new ActionChunk[16];
        for (int k = 0; k < kinds.length; k++) {
            double[] positions = new double[chunks * 14];
            for (int i = 0; i < positions.length; i++) {
                positions[i] = random.nextDouble();
            }
            kinds[k] = new ActionChunk(0, 0.04, 14, positions);
        }
        for (int i = 0; i < made.length; i++) {
            made[i] = kinds[i % kinds.length].at(i);
        }
        running = new ChunkBuffer(128, 0.04, 0, 0.01);
        EnsembleSettings settings = new EnsembleSettings(Strategy.ACT, 0.01, chunks, Interpolation.CUBIC);
        incremental = ReadStrategy.of(settings, 14);
        recomputed = ReadStrategy.of(settings);
    }

    private ReadStrategy update(ReadStrategy strategy) {
        if (tick == made.length) { // once in 4096: time begins anew
            tick = 0;
            running.clear();
            strategy.cleared();
            runningTime.restart();
        }
        running.add(made[(int) tick++], runningTime);
        strategy.added(running, true, runningTime.now(), 0);
        running.prune(runningTime.now());
        strategy.read(running, runningTime.now(), 0, out);
        runningTime.advance(1);
        return strategy;
    }

    /** A policy step: a chunk comes, the ensemble is read; running sums. */
    @Benchmark
    public double[] updateAndRead() {
        update(incremental);
        return out;
    }

    /** The same, adding up the stored chunks at each reading: the plain definition. */
    @Benchmark
    public double[] updateAndReadRecomputed() {
        update(recomputed);
        return out;
    }

    /** At whole steps. */
    @Benchmark
    public double[] atSteps() {
        linear.read(buffer, time.now(), 2, out);
        return out;
    }

    /** Between steps, in a straight line. */
    @Benchmark
    public double[] betweenStepsLinear() {
        linear.read(buffer, time.now(), 2.3, out);
        return out;
    }

    /** Between steps, smoothly. */
    @Benchmark
    public double[] betweenStepsCubic() {
        cubic.read(buffer, time.now(), 2.3, out);
        return out;
    }

    /** At whole steps, by the definition. */
    @Benchmark
    public double[] definition() {
        EnsembleBenchmark.definition(plain, out);
        return out;
    }
}
