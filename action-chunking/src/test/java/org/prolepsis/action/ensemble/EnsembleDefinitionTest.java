package org.prolepsis.action.ensemble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.prolepsis.action.AllocationMeter;
import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.chunk.ChunkBuffer;
import org.prolepsis.action.chunk.Interpolation;
import org.prolepsis.action.pace.VirtualTime;

/** The ensembles against their definition: a sum over every chunk ever made, written out plainly. */
class EnsembleDefinitionTest {
    private static final double STEP = 0.04;
    private static final int JOINTS = 3;

    /** A_tau, by tau. */
    private final TreeMap<Integer, double[][]> chunks = new TreeMap<>();

    /** sum w_i A_{t-i}[i+f] / sum w_i over chunks that have an entry i+f, w = exp(-m rank), rank 0 the oldest. */
    private double[] defined(int now, int ahead, double m, int most) {
        TreeMap<Integer, double[]> reaching = new TreeMap<>();
        chunks.forEach((made, rows) -> {
            int index = now - made + ahead;
            if (made <= now && index < rows.length) {
                reaching.put(made, rows[index]);
            }
        });
        while (reaching.size() > most) {
            reaching.pollFirstEntry();
        }
        double[] sum = new double[JOINTS];
        double total = 0;
        int rank = 0;
        for (double[] row : reaching.values()) {
            double weight = Math.exp(-m * rank++);
            total += weight;
            for (int j = 0; j < JOINTS; j++) {
                sum[j] += weight * row[j];
            }
        }
        for (int j = 0; j < JOINTS; j++) {
            sum[j] /= total;
        }
        return reaching.isEmpty() ? null : sum;
    }

    private static double[][] randomRows(SplittableRandom random, int horizon) {
        double[][] rows = new double[horizon][JOINTS];
        for (double[] row : rows) {
            for (int j = 0; j < JOINTS; j++) {
                row[j] = random.nextDouble(-3, 3);
            }
        }
        return rows;
    }

    private int compareWithDefinition(SplittableRandom random, Strategy strategy, int ahead, double m, int most) {
        chunks.clear();
        VirtualTime time = new VirtualTime(1024);
        ChunkBuffer buffer = new ChunkBuffer(256, STEP, 0, 0.01);
        ReadStrategy read = ReadStrategy.of(new EnsembleSettings(strategy, m, most, Interpolation.LINEAR));
        double[] out = new double[JOINTS];
        int horizon = random.nextInt(1, 40);
        double rate = random.nextDouble(0.05, 1);
        int compared = 0;
        for (int t = 1; t < 200; t++) {
            time.advance(1);
            if (random.nextDouble() < rate) {
                double[][] rows = randomRows(random, random.nextInt(3) == 0 ? random.nextInt(1, 40) : horizon);
                chunks.put(t, rows);
                assertEquals(ChunkBuffer.Verdict.ACCEPTED, buffer.add(ActionChunk.of(t, STEP, rows), time));
            }
            buffer.prune(time.now());
            double[] expected = defined(t, strategy == Strategy.ACT ? 0 : ahead, m, most);
            int read0 = read.read(buffer, time.now(), ahead, out);
            assertEquals(expected == null, read0 == 0, "whether a chunk reaches tick " + t);
            if (expected != null) {
                assertArrayEquals(expected, out, 1e-12, strategy + ", f " + ahead + ", m " + m + ", tick " + t);
                compared++;
            }
        }
        return compared;
    }

    @Test
    void shouldEqualActByItsDefinition() {
        SplittableRandom random = new SplittableRandom(11);
        int compared = 0;
        for (int i = 0; i < 200; i++) {
            compared += compareWithDefinition(random, Strategy.ACT, 0, random.nextDouble(-0.5, 0.5), 200);
        }
        assertTrue(compared > 10_000, "compared " + compared);
    }

    @Test
    void shouldEqualTheProlepticEnsembleByItsDefinition() {
        SplittableRandom random = new SplittableRandom(12);
        int compared = 0;
        for (int i = 0; i < 200; i++) {
            compared += compareWithDefinition(
                    random, Strategy.PROLEPTIC, random.nextInt(0, 12), random.nextDouble(-0.5, 0.5), 200);
        }
        assertTrue(compared > 10_000, "compared " + compared);
    }

    @Test
    void shouldAverageOnlyTheNewestWhenChunksAreCapped() {
        SplittableRandom random = new SplittableRandom(13);
        for (int i = 0; i < 100; i++) {
            compareWithDefinition(random, Strategy.PROLEPTIC, random.nextInt(0, 5), 0.01, random.nextInt(1, 8));
        }
    }

    @Test
    void shouldStayFiniteForAnyAllowedDecay() {
        SplittableRandom random = new SplittableRandom(14);
        for (double m : new double[] {-10, -1, 0, 1, 10}) {
            compareWithDefinition(random, Strategy.ACT, 0, m, 60);
        }
    }

    @Test
    void shouldBeActToTheLastBitWithoutLookAhead() {
        SplittableRandom random = new SplittableRandom(15);
        VirtualTime time = new VirtualTime(1024);
        ChunkBuffer buffer = new ChunkBuffer(256, 0.005, 0, 0.01);
        ReadStrategy act = ReadStrategy.of(EnsembleSettings.defaults().withStrategy(Strategy.ACT));
        ReadStrategy proleptic = ReadStrategy.of(EnsembleSettings.defaults());
        double[] a = new double[JOINTS];
        double[] p = new double[JOINTS];
        for (int t = 0; t < 1000; t++) {
            time.advance(random.nextDouble(0, 3));
            if (random.nextInt(5) == 0) {
                buffer.add(ActionChunk.of(t, STEP, randomRows(random, 30)), time);
            }
            assertEquals(act.read(buffer, time.now(), 0, a), proleptic.read(buffer, time.now(), 0, p));
            assertArrayEquals(a, p, 0.0);
        }
    }

    @Test
    void shouldReadTheNewestChunkAlone() {
        VirtualTime time = new VirtualTime(64);
        ChunkBuffer buffer = new ChunkBuffer(8, STEP, 0, 0.01);
        buffer.add(ActionChunk.of(0, STEP, new double[][] {{1}, {2}, {3}, {4}}), time);
        time.advance(1);
        buffer.add(ActionChunk.of(1, STEP, new double[][] {{10}, {20}, {30}, {40}}), time);
        ReadStrategy newest = ReadStrategy.of(new EnsembleSettings(Strategy.NEWEST, 0, 8, Interpolation.LINEAR));
        double[] out = {-1};
        assertEquals(1, newest.read(buffer, time.now(), 1.25, out));
        assertEquals(22.5, out[0], 1e-12);
        assertEquals(0, newest.read(buffer, time.now(), 3.5, out));
        assertEquals(22.5, out[0], "what was read stays when nothing reaches");
    }

    @Test
    void shouldGoThroughAChunkTwiceAsFastAtTwiceThePace() {
        VirtualTime time = new VirtualTime(64);
        ChunkBuffer buffer = new ChunkBuffer(8, 0.01, 0, 0.01);
        buffer.add(ActionChunk.of(0, STEP, new double[][] {{0}, {4}, {8}, {12}}), time);
        ReadStrategy act = ReadStrategy.of(new EnsembleSettings(Strategy.ACT, 0.01, 8, Interpolation.LINEAR));
        double[] out = new double[1];
        for (int t = 1; t <= 6; t++) {
            time.advance(2);
            act.read(buffer, time.now(), 0, out);
            assertEquals(2.0 * t, out[0], 1e-12);
        }
    }

    @Test
    void shouldAllocateNothing() {
        SplittableRandom random = new SplittableRandom(16);
        VirtualTime time = new VirtualTime(1024);
        ChunkBuffer buffer = new ChunkBuffer(256, STEP, 0, 0.01);
        for (int t = 1; t <= 100; t++) {
            time.advance(1);
            buffer.add(ActionChunk.of(t, STEP, randomRows(random, 300)), time);
        }
        ReadStrategy read = ReadStrategy.of(EnsembleSettings.defaults());
        double[] out = new double[JOINTS];
        assertEquals(0, AllocationMeter.bytesOf(5_000, i -> {
            read.read(buffer, time.now(), i % 7 * 0.3, out);
            buffer.prune(time.now());
        }));
        assertEquals(100, buffer.size());
    }
}
