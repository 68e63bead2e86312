package org.prolepsis.flow.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prolepsis.flow.demo.WavingDataset;

class HeldBackSentencesTest {
    /** The rule of the split, fixed before anything was measured: the lower half of the hashes is for development. */
    @ParameterizedTest
    @ValueSource(strings = {"pouring-unseen", "waving-unseen", "pouring-near-miss", "waving-near-miss"})
    void shouldBeTheHalfThatTheirHashesChoose(String set) throws IOException {
        List<String> development = texts(set + "-development");
        List<String> heldBack = texts(set + "-held-back");
        List<String> all = new ArrayList<>(development);
        all.addAll(heldBack);
        all.sort(java.util.Comparator.comparing(HeldBackSentencesTest::hash));
        assertEquals((all.size() + 1) / 2, development.size());
        assertEquals(development, all.subList(0, development.size()));
        assertEquals(heldBack, all.subList(development.size(), all.size()));
        assertEquals(all.size(), new HashSet<>(all).size());
    }

    @Test
    void shouldBeNoTrainingSentences() throws IOException {
        Set<String> known = new HashSet<>();
        WavingDataset.generate(WavingDataset.DEFAULT_SEED)
                .distinctTexts()
                .forEach(text -> known.add(Sentences.normalise(text)));
        List<String> seen = texts("waving-unseen-held-back").stream()
                .filter(text -> known.contains(Sentences.normalise(text)))
                .toList();
        // a few of the shortest sentences are said by everybody
        assertTrue(seen.size() <= 8, seen::toString);
    }

    private static List<String> texts(String name) throws IOException {
        List<String> texts = new ArrayList<>();
        new ObjectMapper()
                .readTree(HeldBackSentencesTest.class.getResource("/paraphrases/" + name + ".json"))
                .forEach(node -> texts.add(node.get("text").asText()));
        return texts;
    }

    private static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(("prolepsis:" + text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
