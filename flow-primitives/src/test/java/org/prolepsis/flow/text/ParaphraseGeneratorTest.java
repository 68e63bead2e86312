package org.prolepsis.flow.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.demo.WavingDataset;

class ParaphraseGeneratorTest {
    private final ParaphraseGenerator generator = new ParaphraseGenerator(Map.of());

    @Test
    void shouldGiveTheSameSentencesForTheSameSeedOnly() {
        List<String> first = generator.paraphrases("Wave slowly on the left.", 10, 5);
        assertEquals(first, generator.paraphrases("Wave slowly on the left.", 10, 5));
        assertNotEquals(first, generator.paraphrases("Wave slowly on the left.", 10, 6));
        assertEquals(10, new HashSet<>(first).size());
        assertFalse(first.contains("wave slowly on the left"));
    }

    @Test
    void shouldNeverTurnAWordWithAnOppositeRoundNorNegate() {
        Polarity nothingKnown = new Polarity(List.of());
        for (Demonstration demo : WavingDataset.generate(1).demonstrations()) {
            for (String text : demo.texts()) {
                Set<String> before = words(text);
                boolean negated = before.contains("without");
                for (String paraphrase : generator.paraphrases(text, 3, text.hashCode())) {
                    Set<String> after = words(paraphrase);
                    for (String side : List.of("left", "right")) {
                        // "right in front of you" is no side
                        if (!paraphrase.contains("right in front")) {
                            assertEquals(before.contains(side), after.contains(side), text + " -> " + paraphrase);
                        }
                    }
                    assertTrue(
                            negated || nothingKnown.unknownNegation(paraphrase).isEmpty(), text + " -> " + paraphrase);
                }
            }
        }
    }

    @Test
    void shouldReorderClausesAndReplaceDirectionsByTheirSynonyms() {
        List<String> all =
                generator.paraphrases("Give me a lot of water, please, and pour it from the very left side.", 300, 1);
        assertTrue(all.stream().anyMatch(text -> text.startsWith("pour it from the")), "order");
        assertTrue(all.stream().anyMatch(text -> text.contains("from the far left")), "direction");
        assertTrue(all.stream().anyMatch(text -> text.contains("plenty of water")), "amount");
        assertTrue(all.stream().allMatch(text -> text.contains("left")), "the side stays");
        assertTrue(all.stream().noneMatch(text -> words(text).contains("right")), "the side stays");
        assertTrue(
                all.stream().noneMatch(text -> text.matches(".*\\bfrom the left\\b.*")),
                "very left does not become merely left");
    }

    @Test
    void shouldUseTheSynonymsOfADataset() {
        ParaphraseGenerator own = new ParaphraseGenerator(Map.of("Wine", List.of("vino", "red grape juice")));
        List<String> all = own.paraphrases("Give me some wine.", 60, 1);
        assertTrue(all.stream().anyMatch(text -> text.contains("vino")));
        assertTrue(all.stream().anyMatch(text -> text.contains("red grape juice")));
        assertTrue(
                generator.paraphrases("Give me some wine.", 60, 1).stream().noneMatch(text -> text.contains("vino")));
    }

    @Test
    void shouldStayShortOfTheCountRatherThanRepeat() {
        List<String> few = generator.paraphrases("Go", 500, 1);
        assertTrue(few.size() < 500);
        assertEquals(few.size(), new HashSet<>(few).size());
    }

    private static Set<String> words(String text) {
        return new HashSet<>(Arrays.asList(Sentences.normalise(text).split(" ", -1)));
    }
}
