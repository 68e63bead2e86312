package org.prolepsis.flow.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.DatasetException;
import org.prolepsis.flow.demo.WavingDataset;
import org.prolepsis.flow.text.Sentences;

class ParaphraseReaderTest {
    private static final Dataset WAVING = WavingDataset.generate(1);

    @TempDir
    Path folder;

    private List<Paraphrase> read(String json) throws IOException {
        return ParaphraseReader.read(Files.writeString(folder.resolve("p.json"), json), WAVING);
    }

    @Test
    void shouldReadTextsAndTheLabelsTheySpecify() throws IOException {
        List<Paraphrase> paraphrases =
                read("[{\"text\": \"Hi\", \"labels\": {\"size\": \"big\"}}, {\"labels\": {}, \"text\": \"Ho\"}]");
        assertEquals(List.of(new Paraphrase("Hi", Map.of("size", "big")), new Paraphrase("Ho", Map.of())), paraphrases);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("", "must be a list of at least one"),
                Arguments.of("[]", "must be a list of at least one"),
                Arguments.of("{\"text\": \"x\"}", "must be a list of at least one"),
                Arguments.of("[\n{\"text\": }]", "p.json:2: not valid JSON: Unexpected character"),
                Arguments.of("[{\"text\": \"x\", \"labels\": {}}", "p.json:1: not valid JSON"),
                Arguments.of("[{\"text\": \"x\", \"labels\": {}}] []", "not valid JSON: Trailing token"),
                Arguments.of("[{\"text\": \"x\", \"text\": \"y\"}]", "not valid JSON: Duplicate field 'text'"),
                Arguments.of("[3]", "[0]: got 3, must be an object"),
                Arguments.of("[{\"labels\": {}}]", "[0].text: got , must be text that is not empty"),
                Arguments.of("[{\"text\": 3, \"labels\": {}}]", "[0].text: got 3, must be text"),
                Arguments.of("[{\"text\": \" \", \"labels\": {}}]", "[0].text: got \" \", must be text"),
                Arguments.of("[{\"text\": \"x\"}]", "[0].labels: got , must be an object"),
                Arguments.of("[{\"text\": \"x\", \"labels\": {}, \"b\": 1}]", "[0]: unknown key \"b\""),
                Arguments.of(
                        "[{\"text\": \"x\", \"labels\": {\"size\": \"vast\"}}]",
                        "[0].labels.size: got \"vast\", no demonstration has that label"),
                Arguments.of(
                        "[{\"text\": \"x\", \"labels\": {\"colour\": \"red\"}}]",
                        "[0].labels.colour: got \"red\", no demonstration has that label"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void shouldNameWhatIsWrongWithAParaphraseFile(String json, String message) {
        DatasetException error = assertThrows(DatasetException.class, () -> read(json));
        assertTrue(error.getMessage().contains(message), error.getMessage());
        assertTrue(error.getMessage().contains("p.json"), error.getMessage());
    }

    @Test
    void shouldNameAFileThatIsNotThere() {
        Path file = folder.resolve("none.json");
        DatasetException error = assertThrows(DatasetException.class, () -> ParaphraseReader.read(file, WAVING));
        assertTrue(error.getMessage().endsWith("none.json: no such file"), error.getMessage());
    }

    @Test
    void shouldHoldBackWavingParaphrasesThatNoTrainingSentenceRepeats() throws IOException {
        Path file = folder.resolve("waving.json");
        WavingDataset.writeParaphrases(file);
        List<Paraphrase> paraphrases = ParaphraseReader.read(file, WAVING);
        assertTrue(paraphrases.size() >= 60);
        Set<String> trained = new HashSet<>();
        WAVING.distinctTexts().forEach(text -> trained.add(Sentences.normalise(text)));
        Set<String> seen = new HashSet<>();
        for (Paraphrase paraphrase : paraphrases) {
            String sentence = Sentences.normalise(paraphrase.text());
            assertFalse(trained.contains(sentence), sentence);
            assertTrue(seen.add(sentence), sentence);
        }
    }
}
