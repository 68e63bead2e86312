package org.prolepsis.flow.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandReaderTest {
    /** Wiping: a cloth or a sponge, from very left to right, slowly or fast; none of it in any dataset of ours. */
    private static final List<String> TOOLS = List.of("cloth", "sponge");

    private static final List<String> SIDES = List.of("very left", "left", "right");
    private static final List<String> TEMPI = List.of("slowly", "fast");

    private static final CommandReader READER = reader(Map.of("cloth", List.of("rag", "tea towel")));

    private static CommandReader reader(Map<String, List<String>> synonyms) {
        Map<String, BitSet> truth = new LinkedHashMap<>();
        int demonstration = 0;
        for (String tool : TOOLS) {
            for (String side : SIDES) {
                for (String tempo : TEMPI) {
                    for (String with : List.of("", " with the " + tool)) {
                        for (String from : List.of("", " from the " + side)) {
                            for (String how : List.of("", " " + tempo)) {
                                String text = "Wipe the table" + with + from + how + ".";
                                truth.computeIfAbsent(text, key -> new BitSet()).set(demonstration);
                            }
                        }
                    }
                    demonstration++;
                }
            }
        }
        return new CommandReader(new ArrayList<>(truth.keySet()), new ArrayList<>(truth.values()), synonyms);
    }

    private static BitSet demonstrations(String tool, String side, String tempo) {
        BitSet set = new BitSet();
        for (int i = 0; i < 12; i++) {
            boolean fits = (tool == null || TOOLS.get(i / 6).equals(tool))
                    && (side == null || SIDES.get(i / 2 % 3).equals(side))
                    && (tempo == null || TEMPI.get(i % 2).equals(tempo));
            set.set(i, fits);
        }
        return set;
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Could you clean the table,-,-,-",
                "wipe it any way you like,-,-,-",
                "Wipe unhurriedly,-,-,slowly",
                "a quick wipe please,-,-,fast",
                "use the rag from the far left,cloth,very left,-",
                "grab a sponge and go from the left-hand side,sponge,left,-",
                "from the leftmost edge at top speed,-,very left,fast",
                "wiping all the way over on the left,-,very left,-",
                "wiped on the far right,-,right,-",
                "tea towel; right; no hurry,cloth,right,slowly",
                "not with the sponge but with the cloth,cloth,-,-",
                "not too fast,-,-,slowly",
                "the cloth rather than the sponge,cloth,-,-",
                "'not from the left, from the right',-,right,-",
                "neither from the left nor from the far left,-,right,-",
                "'from the left, no wait, from the right',-,right,-",
                "wipe right in front of you,-,-,-",
                "with the spunge,sponge,-,-",
                "'on the write side, slowley',-,right,slowly",
            })
    void shouldReadWhatACommandNamesAndLeaveTheRestOpen(String command, String tool, String side, String tempo) {
        Reading reading = READER.read(command);
        assertEquals(demonstrations(tool, side, tempo), reading.demonstrations(), reading::toString);
        assertTrue(reading.isSound(), reading::toString);
    }

    @Test
    void shouldExplainEveryTrainingSentenceWithoutLabels() {
        assertEquals(1, READER.explained());
        assertTrue(READER.isReliable());
    }

    @ParameterizedTest
    @CsvSource({
        "wipe from the left and from the right,\"left\" and \"right\"",
        "slowly but fast,\"slowly\" and \"fast\"",
        "with a sponge and a rag,\"sponge\" and \"rag\""
    })
    void shouldNameWhatContradicts(String command, String conflict) {
        Reading reading = READER.read(command);
        assertEquals(conflict, reading.conflict());
        assertFalse(reading.isSound());
    }

    @ParameterizedTest
    @CsvSource({
        "not from the right,right",
        "do not wipe slowly,slowly",
        "never wipe the table,never",
        "stop wiping,stop"
    })
    void shouldNotInventWhatToDoInsteadOfWhatIsForbidden(String command, String excluded) {
        assertEquals(excluded, READER.read(command).excluded());
    }

    @Test
    void shouldNotTellDegreesThatTheDemonstrationsDoNotShow() {
        assertEquals(List.of("fast"), READER.read("really very fast").named());
        assertEquals(List.of("very left"), READER.read("very left").named());
        assertEquals(List.of("right"), READER.read("very right").named());
    }

    @Test
    void shouldNotBeReliableWhereWordsDoNotTellDemonstrationsApart() {
        List<String> texts = List.of("do this one", "do that one", "do it");
        List<BitSet> truth =
                List.of(BitSet.valueOf(new long[] {1}), BitSet.valueOf(new long[] {2}), BitSet.valueOf(new long[] {3}));
        CommandReader reader = new CommandReader(texts, truth, Map.of());
        assertFalse(reader.isReliable());
        assertEquals(BitSet.valueOf(new long[] {3}), reader.read("do this one").demonstrations());
    }

    @Test
    void shouldSayWhichWordsItDoesNotKnow() {
        assertEquals(
                List.of("moon", "ladle"),
                READER.read("wipe the moon with a ladle").unknown());
        assertEquals(2, READER.read("wipe the table").subjects());
    }
}
