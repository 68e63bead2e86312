package org.prolepsis.action.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.prolepsis.action.AllocationMeter;
import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.ensemble.EnsembleSettings;
import org.prolepsis.action.ensemble.Strategy;
import org.prolepsis.action.pace.LookAhead;

class ActionExecutorFuzzTest {
    private static void disturb(SplittableRandom random, ExecutorRig rig) {
        switch (random.nextInt(12)) {
            case 0 -> rig.executor.stop();
            case 1, 2, 3 -> rig.executor.reset();
            case 4 -> rig.executor.speed(random.nextDouble(0.01, 4));
            case 5 -> rig.jointStates = false;
            case 6, 7, 8 -> rig.jointStates = true;
            case 9 ->
                rig.executor.lookAhead(
                        random.nextBoolean() ? LookAhead.auto() : LookAhead.fixed(random.nextDouble(0, 30)));
            case 10 -> rig.executor.measured(new double[] {Double.NaN, Double.POSITIVE_INFINITY}, Double.NaN, rig.now);
            default -> rig.now += random.nextLong(-20_000_000L, 400_000_000L);
        }
    }

    private static ActionChunk wildChunk(SplittableRandom random, ExecutorRig rig) {
        int horizon = random.nextInt(1, 50);
        double[][] rows = new double[horizon][2];
        double roughness = Math.pow(10, random.nextDouble(-4, 1));
        double[] at = rig.arm.clone();
        for (double[] row : rows) {
            for (int j = 0; j < 2; j++) {
                at[j] += roughness * random.nextDouble(-1, 1);
                row[j] = at[j];
            }
        }
        double age = random.nextInt(4) == 0 ? random.nextDouble(-100, 5000) : random.nextDouble(0, 40);
        return ActionChunk.of(rig.nowTick() - age, Math.pow(10, random.nextDouble(-3, 0)), rows);
    }

    @Test
    void shouldKeepTheLimitsInEveryStateWhateverHappens() {
        SplittableRandom random = new SplittableRandom(77);
        Map<ExecutorState, Integer> seen = new EnumMap<>(ExecutorState.class);
        for (int episode = 0; episode < 40; episode++) {
            Strategy strategy = Strategy.values()[random.nextInt(3)];
            // the supervision is off here, because going on from the measured position after it is not motion
            ExecutorRig rig = new ExecutorRig(ExecutorRig.settings()
                    .withEnsemble(EnsembleSettings.defaults())
                    .withEnsemble(EnsembleSettings.defaults().withStrategy(strategy))
                    .withWatchdog(new WatchdogSettings(0.3, 0.1, Double.POSITIVE_INFINITY, 0.05)));
            rig.lagSeconds = random.nextBoolean() ? 0 : 0.08;
            rig.idle();
            for (int t = 0; t < 5000; t++) {
                if (random.nextInt(10) == 0) {
                    rig.executor.offer(wildChunk(random, rig));
                }
                if (random.nextInt(120) == 0) {
                    disturb(random, rig);
                }
                seen.merge(rig.tick(), 1, Integer::sum);
            }
            assertEquals(0, rig.checker.violations(), "episode " + episode + ": " + rig.checker.first());
        }
        for (ExecutorState state : new ExecutorState[] {
            ExecutorState.IDLE, ExecutorState.RUNNING, ExecutorState.STOPPING, ExecutorState.HOLDING
        }) {
            assertTrue(seen.getOrDefault(state, 0) > 100, state + " was seen too rarely: " + seen);
        }
    }

    @Test
    void shouldAllocateNothingPerTick() {
        ExecutorRig rig = new ExecutorRig(ExecutorRig.settings().withEnsemble(EnsembleSettings.defaults())).idle();
        ActionChunk[] chunks = new ActionChunk[12_000];
        for (int i = 0; i < chunks.length; i++) {
            double phase = i * 0.04;
            chunks[i] = ActionChunk.of(8.0 * i, 0.04, wave(phase));
        }
        int[] next = {0};
        long bytes = AllocationMeter.bytesOf(10_000, i -> {
            if (i % 8 == 0) {
                rig.executor.offer(chunks[next[0]++]);
            }
            rig.tick();
        });
        assertEquals(0, bytes);
        assertEquals(ExecutorState.RUNNING, rig.executor.state());
        assertTrue(rig.report().chunks().accepted() > 7000);
        assertEquals(0, rig.checker.violations(), rig.checker.first());
    }

    private static double[][] wave(double phase) {
        double[][] rows = new double[50][];
        for (int k = 0; k < rows.length; k++) {
            rows[k] = ExecutorRig.onLine(0.2 * Math.sin(2 * (phase + k * 0.04)));
        }
        return rows;
    }
}
