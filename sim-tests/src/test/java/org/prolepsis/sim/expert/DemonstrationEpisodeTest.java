package org.prolepsis.sim.expert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.prolepsis.sim.cell.CellSettings;

class DemonstrationEpisodeTest {
    @Test
    void shouldSortTheBlocksTheSameWayBitForBitInOneProcess() {
        long[] first = run(1);
        assertEquals(first[0], run(1)[0]);
        assertTrue(first[1] == 1, "seed 1 does not sort");
    }

    private static long[] run(long seed) {
        long[] hash = {17, 0};
        DemonstrationEpisode episode = DemonstrationEpisode.run(CellSettings.defaults(), seed, 0, (now, label) -> {
            for (int j = 0; j < label.length; j++) {
                double seen = j < 7 ? now.joints()[j] : now.finger();
                hash[0] = 31 * (31 * hash[0] + Double.hashCode(label[j])) + Double.hashCode(seen);
            }
            hash[0] = 31 * hash[0] + now.blocks().hashCode();
        });
        hash[1] = episode.success() ? 1 : 0;
        return hash;
    }
}
