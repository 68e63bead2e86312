package org.prolepsis.sim.episode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.prolepsis.nodes.episode.Episode;
import org.prolepsis.sim.cell.CellObservation;
import org.prolepsis.sim.expert.Disturbance;
import org.prolepsis.sim.node.StandInCell;

class DemonstrationsTest {
    /** Turns the first joint by 0.01 rad a step and closes the gripper; done after some steps. */
    private static final class Turning implements Demonstrations.Expert {
        private final int steps;
        private int step;

        Turning(int steps) {
            this.steps = steps;
        }

        @Override
        public void command(CellObservation now, double[] target) {
            System.arraycopy(now.joints(), 0, target, 0, 7);
            target[0] = Math.min(2, 0.01 * step);
            target[7] = 0.01;
            step++;
        }

        @Override
        public boolean finished() {
            return step >= steps;
        }
    }

    private static Episode record(int steps, boolean sorted) {
        StandInCell cell = new StandInCell(5);
        cell.sorted = sorted;
        return Demonstrations.record(cell, new Turning(steps), new Disturbance(5, 0), 5, "0005");
    }

    @Test
    void shouldHaveARowForEachCommandBesideWhatItWasComputedFrom() {
        Episode episode = record(50, true);
        assertEquals(50, episode.size());
        assertTrue(episode.info().success());
        assertEquals(0, episode.info().gaps());
        for (int k = 0; k < 50; k++) {
            assertEquals(0.01 * k, episode.commands()[k][0], 1e-12);
            // The joint trails the command: the row's measurement is from before the row's command.
            assertTrue(k == 0 || episode.measured()[k][0] < episode.commands()[k][0]);
        }
        assertTrue(episode.measured()[49][0] > 0.4);
        assertEquals("green", episode.objects().get(0).get(0).color());
    }

    @Test
    void shouldBeTheSameToTheBitForTheSameSeed() {
        Episode one = record(40, true);
        Episode two = record(40, true);
        for (int k = 0; k < one.size(); k++) {
            assertArrayEquals(one.measured()[k], two.measured()[k]);
            assertArrayEquals(one.commands()[k], two.commands()[k]);
            assertEquals(one.objects().get(k), two.objects().get(k));
        }
    }

    @Test
    void shouldHaveFailedWhenTheBlocksAreNotSortedOrTimeIsUp() {
        assertFalse(record(10, false).info().success());
        Episode endless = record(Integer.MAX_VALUE, true);
        assertFalse(endless.info().success());
        assertEquals(Demonstrations.TIME_OUT_SECONDS, endless.size() / CellEpisodes.RATE_HZ, 0.05);
    }
}
