package org.prolepsis.action.ensemble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.prolepsis.action.AllocationMeter;
import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.chunk.ChunkBuffer;
import org.prolepsis.action.chunk.ChunkBuffer.Verdict;
import org.prolepsis.action.chunk.Interpolation;
import org.prolepsis.action.pace.VirtualTime;

/** Running sums against the reading that looks at every chunk anew, which is itself compared with the definition. */
class IncrementalEnsembleTest {
    private static final double PERIOD = 0.005;
    private static final double STEP = 0.04;
    private static final int JOINTS = 4;

    /** What may happen to chunks on their way. */
    private record Trouble(double loss, double late, double offGrid, double otherHorizon, double stand) {
        static final Trouble NONE = new Trouble(0, 0, 0, 0, 0);
    }

    private int summed;
    private int compared;

    private void run(SplittableRandom random, EnsembleSettings settings, Trouble trouble, int ticks) {
        ChunkBuffer buffer = new ChunkBuffer(512, PERIOD, 0, 1e-9);
        VirtualTime time = new VirtualTime(4096);
        ReadStrategy fast = ReadStrategy.of(settings, JOINTS);
        ReadStrategy plain = ReadStrategy.of(settings);
        IncrementalEnsemble sums = new IncrementalEnsemble(settings, JOINTS);
        ArrayDeque<ActionChunk> waiting = new ArrayDeque<>();
        double[] a = new double[JOINTS];
        double[] b = new double[JOINTS];
        int horizon = random.nextInt(1, 120);
        for (int t = 0; t < ticks; t++) {
            time.advance(random.nextDouble() < trouble.stand ? 0 : 1);
            if (t % 8 == 0 && random.nextDouble() >= trouble.loss) {
                double tick = random.nextDouble() < trouble.offGrid ? t - random.nextDouble() : t;
                int length = random.nextDouble() < trouble.otherHorizon ? random.nextInt(1, 120) : horizon;
                waiting.add(ActionChunk.of(tick, STEP, rows(random, length)));
            }
            // late chunks arrive in a burst, the newest of them first
            if (!waiting.isEmpty() && (trouble.late == 0 || random.nextDouble() < trouble.late)) {
                while (!waiting.isEmpty()) {
                    ActionChunk chunk = random.nextBoolean() ? waiting.pollFirst() : waiting.pollLast();
                    Verdict verdict = buffer.add(chunk, time);
                    if (verdict == Verdict.ACCEPTED || verdict == Verdict.OUT_OF_ORDER) {
                        fast.added(buffer, verdict == Verdict.ACCEPTED, time.now(), 0);
                    }
                    if (verdict == Verdict.ACCEPTED) {
                        sums.add(buffer, time.now());
                    } else if (verdict == Verdict.OUT_OF_ORDER) {
                        sums.clear();
                    }
                }
            }
            buffer.prune(time.now());
            double ahead = t % 3 == 0 ? 0 : t % 3 == 1 ? random.nextInt(30) : random.nextDouble(30);
            int read = plain.read(buffer, time.now(), ahead, a);
            assertEquals(read, fast.read(buffer, time.now(), ahead, b), "chunks at tick " + t);
            double most = 0;
            for (int j = 0; j < JOINTS && read > 0; j++) {
                most = Math.max(most, Math.abs(a[j] - b[j]));
            }
            assertTrue(most <= 1e-9, "off by " + most + " at tick " + t + ", " + settings + ", " + trouble);
            compared += read > 0 ? 1 : 0;
            double f = settings.strategy() == Strategy.ACT ? 0 : ahead;
            summed += read > 0 && sums.read(buffer, time.now(), f, b) > 0 ? 1 : 0;
        }
    }

    private static double[][] rows(SplittableRandom random, int horizon) {
        double[][] rows = new double[horizon][JOINTS];
        for (double[] row : rows) {
            for (int j = 0; j < JOINTS; j++) {
                row[j] = random.nextDouble(-3, 3);
            }
        }
        return rows;
    }

    private static EnsembleSettings settings(SplittableRandom random, double mostDecay, int most) {
        return new EnsembleSettings(
                random.nextInt(4) == 0 ? Strategy.ACT : Strategy.PROLEPTIC,
                random.nextDouble(-mostDecay, mostDecay),
                most,
                random.nextBoolean() ? Interpolation.CUBIC : Interpolation.LINEAR);
    }

    @Test
    void shouldEqualTheDefinitionOverALongRunOfPunctualChunksFromTheSumsAlone() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 6; i++) {
            run(random, settings(random, 0.06, 200), Trouble.NONE, 8_000);
        }
        assertEquals(compared, summed, "every reading came from the sums");
        assertTrue(compared > 40_000, "compared " + compared);
    }

    @Test
    void shouldStillReadFromTheSumsWhenChunksAreLostOrComeWhileStanding() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 8; i++) {
            run(random, settings(random, 0.05, 200), new Trouble(random.nextDouble(0.9), 0, 0, 0, 0), 3_000);
        }
        assertEquals(compared, summed);
        for (int i = 0; i < 8; i++) {
            run(random, settings(random, 0.05, 200), new Trouble(0.2, 0, 0, 0, random.nextDouble(0.9)), 3_000);
        }
        assertTrue(compared > 30_000, "compared " + compared);
    }

    @Test
    void shouldEqualTheDefinitionWhateverComesInWhateverOrder() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 60; i++) {
            Trouble trouble = new Trouble(
                    random.nextDouble(0.5),
                    random.nextInt(3) == 0 ? random.nextDouble(0.02, 0.5) : 0,
                    random.nextInt(3) == 0 ? random.nextDouble(0.05) : 0,
                    random.nextInt(3) == 0 ? random.nextDouble(0.1) : 0,
                    random.nextInt(3) == 0 ? random.nextDouble(0.5) : 0);
            run(random, settings(random, 0.3, random.nextInt(2) == 0 ? 12 : 200), trouble, 2_000);
        }
        assertTrue(summed > 0.1 * compared && summed < compared, summed + " of " + compared + " from the sums");
    }

    @Test
    void shouldEqualTheDefinitionForAnyAllowedDecay() {
        SplittableRandom random = new SplittableRandom(4);
        for (double m : new double[] {-10, -1, -0.1, 0, 0.1, 1, 10}) {
            for (Interpolation interpolation : Interpolation.values()) {
                run(random, new EnsembleSettings(Strategy.PROLEPTIC, m, 200, interpolation), Trouble.NONE, 8_000);
            }
        }
        assertTrue(summed > 0.2 * compared, summed + " of " + compared + " from the sums");
    }

    @Test
    void shouldAllocateNothing() {
        SplittableRandom random = new SplittableRandom(5);
        VirtualTime time = new VirtualTime(4096);
        ChunkBuffer buffer = new ChunkBuffer(128, STEP, 0, 0.01);
        ReadStrategy fast = ReadStrategy.of(EnsembleSettings.defaults(), JOINTS);
        ActionChunk[] chunks = new ActionChunk[40_000];
        double[][] rows = rows(random, 100);
        for (int i = 0; i < chunks.length; i++) {
            chunks[i] = ActionChunk.of(i + 1, STEP, rows);
        }
        double[] out = new double[JOINTS];
        int[] next = {0};
        assertEquals(0, AllocationMeter.bytesOf(5_000, i -> {
            time.advance(1);
            buffer.add(chunks[next[0]++], time);
            fast.added(buffer, true, time.now(), 0);
            fast.read(buffer, time.now(), i % 7 * 0.3, out);
            buffer.prune(time.now());
        }));
    }
}
