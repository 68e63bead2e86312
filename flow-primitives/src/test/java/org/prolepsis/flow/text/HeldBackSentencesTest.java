package org.prolepsis.flow.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prolepsis.flow.demo.WavingDataset;

class HeldBackSentencesTest {
    /** The rule of the split, fixed before anything was measured: the lower hashes are for development. */
    @ParameterizedTest
    @ValueSource(strings = {"pouring-unseen", "waving-unseen", "pouring-near-miss", "waving-near-miss"})
    void shouldBeTheHalfThatTheirHashesChoose(String set) throws IOException {
        List<String> development = texts(set + "-development");
        List<String> heldBack = texts(set + "-held-back");
        List<String> all = new ArrayList<>(development);
        all.addAll(heldBack);
        List<String> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparing(HeldBackSentencesTest::hash));
        assertEquals(sorted, all);
        assertEquals(all.size(), new HashSet<>(all).size());
    }

    @Test
    void shouldBeNoTrainingSentences() throws IOException {
        Set<String> known = new HashSet<>();
        WavingDataset.generate(WavingDataset.DEFAULT_SEED)
                .distinctTexts()
                .forEach(text -> known.add(Sentences.normalise(text)));
        for (String half : List.of("development", "held-back")) {
            List<String> seen = texts("waving-unseen-" + half).stream()
                    .filter(text -> known.contains(Sentences.normalise(text)))
                    .toList();
            assertEquals(List.of(), seen);
        }
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
