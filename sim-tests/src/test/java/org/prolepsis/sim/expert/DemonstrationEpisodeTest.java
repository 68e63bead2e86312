package org.prolepsis.sim.expert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.sim.cell.CellSettings;
import org.prolepsis.sim.cell.ColorSortCell;

class DemonstrationEpisodeTest {
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    /** Time is that of one core, which other processes do not count into. */
    @Test
    void shouldRunFiveTimesAsFastAsRealTimeAndTheSameBesideAnotherThread() throws Exception {
        CompletableFuture<long[]> beside = CompletableFuture.supplyAsync(() -> run(2));
        long[] first = run(1);
        beside.get();
        long start = CLOCK.getCurrentThreadCpuTime();
        long[] again = run(1);
        double busy = (CLOCK.getCurrentThreadCpuTime() - start) * 1e-9;
        assertEquals(first[0], again[0], "not the same bit for bit");
        assertTrue(first[1] == 1, "seed 1 does not sort");
        double simulated = first[2] * 1e-9;
        assertTrue(simulated > 5 * busy, simulated + " s took " + busy + " s of one core");
    }

    @Test
    void shouldSortTheBlocksAtAHumanPaceInsideTheLimits() {
        int sorted = 0;
        double seconds = 0;
        int episodes = 8;
        for (long seed = 11; seed < 11 + episodes; seed++) {
            double[] last = new double[8];
            boolean[] started = new boolean[1];
            DemonstrationEpisode episode = DemonstrationEpisode.run(CellSettings.defaults(), seed, 0, (now, label) -> {
                for (int j = 0; j < label.length; j++) {
                    JointLimit limit = ColorSortCell.limits().joint(j);
                    assertTrue(label[j] >= limit.minPosition() && label[j] <= limit.maxPosition());
                    double most = limit.maxVelocity() * Demonstrator.STEP_SECONDS * (1 + 1e-9);
                    assertTrue(!started[0] || Math.abs(label[j] - last[j]) <= most, limit.name());
                }
                System.arraycopy(label, 0, last, 0, label.length);
                started[0] = true;
            });
            sorted += episode.success() ? 1 : 0;
            seconds += episode.seconds();
        }
        assertTrue(sorted >= episodes - 1, sorted + " of " + episodes + " sorted");
        assertEquals(28, seconds / episodes, 4);
    }

    @Test
    void shouldSortAlsoWhenWhatItCommandsIsDisturbed() {
        int sorted = 0;
        for (long seed = 31; seed < 35; seed++) {
            sorted += DemonstrationEpisode.run(CellSettings.defaults(), seed, 0.3, (now, label) -> {})
                            .success()
                    ? 1
                    : 0;
        }
        assertTrue(sorted >= 3, sorted + " of 4 sorted");
    }

    /** A hash of all observations and labels, whether it was a success, and the simulated time in ns. */
    private static long[] run(long seed) {
        long[] hash = {17, 0, 0};
        DemonstrationEpisode episode = DemonstrationEpisode.run(CellSettings.defaults(), seed, 0, (now, label) -> {
            for (int j = 0; j < label.length; j++) {
                double seen = j < 7 ? now.joints()[j] : now.finger();
                hash[0] = 31 * (31 * hash[0] + Double.hashCode(label[j])) + Double.hashCode(seen);
            }
            hash[0] = 31 * hash[0]
                    + now.blocks().stream()
                            .mapToInt(b -> Double.hashCode(b.x() + b.z() + b.qw()))
                            .sum();
        });
        hash[1] = episode.success() ? 1 : 0;
        hash[2] = Math.round(episode.seconds() * 1e9);
        return hash;
    }
}
