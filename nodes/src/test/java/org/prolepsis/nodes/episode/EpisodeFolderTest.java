package org.prolepsis.nodes.episode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prolepsis.flow.dataset.DatasetException;

class EpisodeFolderTest {
    private static final EpisodeFormat FORMAT = new EpisodeFormat("test", 25, List.of("a", "b"), 1);

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void placeFolder() {
        folder = temporary.resolve("set");
    }

    private static Episode episode(String id, int rows) {
        double[][] measured = new double[rows][];
        double[][] commands = new double[rows][];
        List<List<ObjectPose>> objects = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            measured[i] = new double[] {Math.sin(i), -1e-9};
            commands[i] = new double[] {Math.cos(i), 0.04};
            objects.add(List.of(new ObjectPose("red", 0.4, -0.1 * i, 0.02, 0, 0, Math.sin(0.3), Math.cos(0.3))));
        }
        return new Episode(new EpisodeInfo(id, 42, true, 0), measured, commands, objects);
    }

    @Test
    void shouldReadBackWhatWasWrittenToATenthOfAMicroradian() throws IOException {
        EpisodeFolder writer = EpisodeFolder.open(folder, FORMAT);
        Episode written = episode(writer.nextId(), 30);
        writer.add(written);
        EpisodeDataset read = EpisodeReader.read(folder);
        assertEquals(FORMAT, read.format());
        Episode back = read.episodes().get(0);
        assertEquals(written.info(), back.info());
        for (int i = 0; i < written.size(); i++) {
            assertArrayEquals(written.measured()[i], back.measured()[i], 0.6e-7);
            assertArrayEquals(written.commands()[i], back.commands()[i], 0.6e-7);
            assertEquals(
                    written.objects().get(i).get(0).y(),
                    back.objects().get(i).get(0).y(),
                    0.6e-7);
            assertEquals("red", back.objects().get(i).get(0).color());
        }
    }

    @Test
    void shouldGoOnInAFolderOfTheSameFormAlone() throws IOException {
        EpisodeFolder.open(folder, FORMAT).add(episode("0001", 3));
        EpisodeFolder again = EpisodeFolder.open(folder, FORMAT);
        assertEquals("0002", again.nextId());
        assertThrows(IllegalArgumentException.class, () -> again.add(episode("0001", 3)));
        again.add(episode(again.nextId(), 4));
        assertEquals(2, EpisodeReader.read(folder).episodes().size());
        EpisodeFormat other = new EpisodeFormat("test", 50, List.of("a", "b"), 1);
        IOException refused = assertThrows(IOException.class, () -> EpisodeFolder.open(folder, other));
        assertTrue(refused.getMessage().contains("another form"), refused.getMessage());
    }

    @Test
    void shouldLeaveNothingBehindOfAnEpisodeThatItRefuses() throws IOException {
        EpisodeFolder writer = EpisodeFolder.open(folder, FORMAT);
        writer.add(episode("0001", 3));
        Episode broken = episode("0002", 3);
        broken.commands()[2][0] = Double.NaN;
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> writer.add(broken));
        assertTrue(refused.getMessage().contains("row 2"), refused.getMessage());
        assertEquals(1, EpisodeReader.read(folder).episodes().size());
        assertFalse(Files.exists(folder.resolve("episodes/0002.csv")));
        try (Stream<Path> files = Files.walk(folder)) {
            assertFalse(files.anyMatch(f -> f.toString().endsWith(".part")));
        }
    }

    /** What is replaced in the file, and what the message must name. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "b_command|c|0001.csv:1|unknown column",
                "a_command|a|0001.csv:1|appears twice",
                "0.08,|0.09,|0001.csv:4|t: got 0.09",
                "0.04,|nan,|0001.csv:2|b_command: got",
                "red|RED|0001.csv:2|block0_color",
                "0.9553365|0.5|0001.csv:2|norm",
                "0.4,-0.1|0.4,0x1p3|0001.csv:3|block0_y",
                "0.4,-0.1|0.4|0001.csv:3|fields"
            })
    void shouldNameFileAndLineOfWhatIsWrongInARow(String from, String to, String place, String message)
            throws IOException {
        EpisodeFolder.open(folder, FORMAT).add(episode("0001", 3));
        Path csv = folder.resolve("episodes/0001.csv");
        String text = Files.readString(csv);
        assertTrue(text.contains(from), text);
        Files.writeString(csv, text.replaceFirst(java.util.regex.Pattern.quote(from), to));
        DatasetException refused = assertThrows(DatasetException.class, () -> EpisodeReader.read(folder));
        assertTrue(refused.getMessage().contains(place), refused.getMessage());
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate_hz: 25.0|rate_hz: fast|finite number",
                "rate_hz: 25.0|rate_hz: -1|above 0",
                "blocks: 1|blocks: 1.5|integer",
                "blocks: 1|block: 1|unknown key",
                "success: true|success: yes|true or false",
                "duration_s: 0.12|duration_s: 0.16|3 rows",
                "file: \"episodes/0001.csv\"|file: ../x.csv|inside the dataset folder",
                "file: \"episodes/0001.csv\"|file: episodes/none.csv|no such file",
                "- \"b\"|- \"a\"|differ"
            })
    void shouldNameFileAndLineOfWhatIsWrongInTheDescription(String from, String to, String message) throws IOException {
        EpisodeFolder.open(folder, FORMAT).add(episode("0001", 3));
        Path yaml = folder.resolve("episodes.yaml");
        String text = Files.readString(yaml);
        assertTrue(text.contains(from), text);
        Files.writeString(yaml, text.replace(from, to));
        DatasetException refused = assertThrows(DatasetException.class, () -> EpisodeReader.read(folder));
        assertTrue(refused.getMessage().matches("(?s).*episodes\\.yaml:\\d+: .*"), refused.getMessage());
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }

    @Test
    void shouldSayWhenThereIsNoFolder() {
        assertThrows(DatasetException.class, () -> EpisodeReader.read(folder));
    }
}
