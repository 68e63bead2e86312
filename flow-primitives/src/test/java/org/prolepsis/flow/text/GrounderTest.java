package org.prolepsis.flow.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.demo.WavingDataset;

class GrounderTest {
    private static final List<String> POURING = List.of(
            "Give me a drink, anything please.",
            "Give me some water, please.",
            "Give me a lot of wine, please.",
            "Give me some wine, please, and pour it from the left side.",
            "Give me a lot of water, please, and pour it from the very right side.",
            "Give me some water, please, and pour it from the middle.");

    private static SentenceEncoder encoder;
    private static Grounder waving;
    private static Grounder pouring;
    private static CommandReader reader;

    @BeforeAll
    static void calibrate() {
        encoder = new MiniLmEncoder();
        // a third of the sentences shows the same and takes a third of the time
        Dataset dataset = WavingDataset.generate(WavingDataset.DEFAULT_SEED);
        List<String> texts = dataset.distinctTexts();
        reader = ReadingReport.reader(dataset);
        waving = Grounder.calibrate(
                encoder,
                IntStream.range(0, texts.size())
                        .filter(i -> i % 3 == 0)
                        .mapToObj(texts::get)
                        .toList());
        pouring = Grounder.calibrate(encoder, POURING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wave to me",
                "wave big, high up",
                "small wave on the left",
                "wave slowly at the bottom right",
                "wave big",
                "WAVE!!!",
                "Could you wave over there on your left, please?",
                "why don't you wave",
                "don't hesitate to wave to me",
                "wave calmly and without hurry"
            })
    void shouldGroundWhatWasDemonstrated(String command) {
        Grounding grounding = waving.ground(command);
        assertTrue(grounding.grounded(), grounding.reason());
        assertTrue(grounding.score() >= waving.threshold());
        assertTrue(waving.texts().contains(grounding.nearestText()));
    }

    @Test
    void shouldSayWhatIsClosestWhenNothingIsCloseEnough() {
        Grounding grounding = waving.ground("make me a coffee");
        assertFalse(grounding.grounded());
        assertTrue(
                grounding
                        .reason()
                        .matches("nothing I know is close to \"make me a coffee\"; the closest is \".*\" "
                                + "\\(0\\.\\d\\d, at least 0\\.\\d\\d is needed\\)"),
                grounding.reason());
        assertTrue(waving.texts().contains(grounding.nearestText()));
    }

    @Test
    void shouldRefuseTheGeneralSentencesThatCalibrationNeverSaw() {
        for (Grounder grounder : List.of(waving, pouring)) {
            List<String> accepted = UnrelatedSentences.keptBack().stream()
                    .filter(sentence -> grounder.ground(sentence).grounded())
                    .toList();
            assertTrue(accepted.size() <= UnrelatedSentences.keptBack().size() / 50, "accepted " + accepted);
        }
        assertTrue(UnrelatedSentences.keptBack().size() >= 100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wave neither to the left nor to the right",
                "wave, but not too fast",
                "not on the left, wave on the right",
                "wave without rushing",
                "I don't mind how you wave",
                "chop chop, wave",
                "why don't you wave",
                "a drowsy wave"
            })
    void shouldGroundSlotBySlotWhatTheWholeSentenceHides(String command) {
        Grounding grounding = waving.ground(command, reader);
        assertTrue(grounding.grounded(), grounding.reason());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wave with your left foot at the moon|speaks of \"foot\", which no demonstration shows",
                "wave the flag on the right|speaks of \"flag\"",
                "wave with both legs|speaks of \"both legs\"",
                "wave on the left and on the right|asks for \"left\" and \"right\", which no demonstration shows",
                "wave slowly and quickly|asks for \"slowly\" and \"quickly\"",
                "wave, but not on the left|says what not to do (\"left\")",
                "do not wave|says what not to do (\"do not\")",
                "please stop waving|says what not to do (\"stop\")",
                "wave without moving your hand|says what not to do (\"without\")",
                "make me a coffee|nothing I know is close to",
                "wa\u0007ve|unprintable character",
            })
    void shouldSayWhichPartOfACommandHasNoGround(String command, String reason) {
        assertRefused(waving.ground(command, reader), reason);
    }

    @Test
    void shouldGroundMostParaphrasesInOtherWords() throws IOException {
        List<String> refused = new ArrayList<>();
        JsonNode paraphrases = new ObjectMapper().readTree(WavingDataset.class.getResource("waving-paraphrases.json"));
        paraphrases.forEach(node -> {
            Grounding grounding = waving.ground(node.get("text").asText());
            if (!grounding.grounded()) {
                refused.add(grounding.reason());
            }
        });
        assertTrue(paraphrases.size() >= 60);
        assertTrue(refused.size() <= 0.12 * paraphrases.size(), () -> String.join("\n", refused));
    }

    @Test
    void shouldGroundSentencesOfAnotherDatasetByItsOwnTexts() {
        for (String command : List.of("Pour me some water from the right-hand side", "I'd like some wine")) {
            assertTrue(pouring.ground(command).grounded(), command);
            assertFalse(waving.ground(command).grounded(), command);
        }
        assertFalse(pouring.ground("wave to me").grounded());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "don't wave",
                "Don\u2019t wave to me!",
                "dont wave",
                "do not wave",
                "please do not wave to me",
                "never wave",
                "stop waving",
                "quit waving your hand",
                "no waving please",
                "wave, but not on the left",
                "wave anywhere except on the left",
                "you shouldn't wave to me",
                "wave without moving your hand"
            })
    void shouldRefuseACommandThatSaysWhatNotToDo(String command) {
        Grounding grounding = waving.ground(command);
        assertFalse(grounding.grounded());
        assertTrue(grounding.reason().contains("says what not to do (\""), grounding.reason());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~|the command is empty",
                "~ \t~|the command is empty",
                "1 2 3!|the command holds no word",
                "\uD83D\uDC4B|the command holds no word",
                "wa\u0007ve|the command holds the unprintable character U+0007 at position 2",
                "wa\u0000ve|U+0000",
                "wave \u202E|U+202E at position 5",
                "\uFFFD\uFFFD|U+FFFD at position 0",
                "wave \uD83D|U+D83D at position 5"
            })
    void shouldSayWhyACommandCannotBeRead(String command, String reason) {
        assertRefused(waving.ground(command), reason);
    }

    @Test
    void shouldRefuseNothingAtAllAndFarTooMuch() {
        assertRefused(waving.ground(null), "the command is empty");
        assertRefused(
                waving.ground("wave ".repeat(2048)), "the command has 10240 characters, at most 1000 are allowed");
        assertTrue(waving.ground("wave to me ".repeat(90)).reason().length() < 300, "long commands are cut in quotes");
    }

    @Test
    void shouldDecideTheSameWhenRestored() {
        Grounder restored = new Grounder(encoder, waving.texts(), waving.embeddings(), waving.threshold());
        for (String command : List.of("wave to me", "shake hands with me", "make me a coffee")) {
            assertEquals(waving.ground(command), restored.ground(command));
        }
    }

    @Test
    void shouldRefuseSizesThatDisagree() {
        float[][] embeddings = {encoder.encode("wave")};
        List<String> none = List.of();
        List<String> one = List.of("wave");
        assertThrows(IllegalArgumentException.class, () -> Grounder.calibrate(encoder, none));
        assertThrows(IllegalArgumentException.class, () -> new Grounder(encoder, none, embeddings, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new Grounder(encoder, one, embeddings, 1));
        assertThrows(IllegalArgumentException.class, () -> new Grounder(encoder, one, embeddings, Double.NaN));
        assertThrows(
                IllegalArgumentException.class, () -> new Grounder(encoder, one, new float[][] {new float[3]}, 0.5));
    }

    private static void assertRefused(Grounding grounding, String reason) {
        assertFalse(grounding.grounded());
        assertTrue(grounding.reason().contains(reason), grounding.reason());
    }
}
