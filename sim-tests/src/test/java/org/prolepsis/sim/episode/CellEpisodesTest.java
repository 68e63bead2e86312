package org.prolepsis.sim.episode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prolepsis.flow.dataset.DatasetException;
import org.prolepsis.nodes.episode.Episode;
import org.prolepsis.nodes.episode.EpisodeFolder;
import org.prolepsis.nodes.episode.EpisodeInfo;
import org.prolepsis.nodes.episode.ObjectPose;
import org.prolepsis.sim.cell.BlockColor;
import org.prolepsis.sim.cell.CellObservation;

class CellEpisodesTest {
    @TempDir
    Path folder;

    private void write(String color) throws IOException {
        double[][] measured = new double[3][8];
        double[][] commands = new double[3][8];
        List<List<ObjectPose>> objects = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            measured[i][2] = 0.01 * i * i;
            measured[i][7] = 0.04;
            commands[i][7] = 0.01 * i;
            objects.add(List.of(at("blue", 0), at(color, 1), at("green", 2)));
        }
        EpisodeFolder.open(folder, CellEpisodes.FORMAT)
                .add(new Episode(new EpisodeInfo("0001", 9, true, 0), measured, commands, objects));
    }

    private static ObjectPose at(String color, double x) {
        return new ObjectPose(color, x, 0, 0.02, 0, 0, 0, 1);
    }

    @Test
    void shouldGiveObservationsAndActionsOfTheCell() throws IOException {
        write("red");
        CellEpisode episode = CellEpisodes.read(folder).get(0);
        assertEquals(9, episode.info().seed());
        CellObservation last = episode.observations().get(2);
        assertEquals(80_000_000L, last.stampNanos());
        assertArrayEquals(new double[] {0, 0, 0.04, 0, 0, 0, 0}, last.joints(), 1e-9);
        assertEquals(0.03 / 0.04, last.velocities()[2], 1e-9);
        assertEquals(0.04, last.finger());
        assertEquals(BlockColor.BLUE, last.blocks().get(0).color());
        assertEquals(2, last.blocks().get(2).x());
        assertEquals(0.02, episode.actions()[2][7]);
    }

    @Test
    void shouldRefuseAColourThatTheCellHasNot() throws IOException {
        write("mauve");
        DatasetException refused = assertThrows(DatasetException.class, () -> CellEpisodes.read(folder));
        assertTrue(refused.getMessage().contains("mauve"), refused.getMessage());
    }
}
