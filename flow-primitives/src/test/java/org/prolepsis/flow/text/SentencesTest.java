package org.prolepsis.flow.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {
    /** Only counts; so that the hashed part is tested without the real encoder. */
    private static final SentenceEncoder LENGTH = new SentenceEncoder() {
        @Override
        public String id() {
            return "length";
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public float[] encode(String sentence) {
            return new float[] {sentence.length(), 0};
        }
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~ Wave,  to the LEFT! ~|wave to the left",
                "Don\u2019t wave\u2026|don't wave",
                "'Wave' (big)|wave big",
                "left-hand\tside|left hand side",
                "caf\u00e9 \uff37\uff41\uff56\uff45|cafe wave",
                "wave 2 times|wave 2 times",
                "?!|~~"
            })
    void shouldMakeSentencesAlike(String sentence, String normalised) {
        assertEquals(normalised, Sentences.normalise(sentence));
    }

    @Test
    void shouldHashByThePublishedFunction() {
        // FNV-1a of "a" is af63dc4c8601ec8c; the finaliser of MurmurHash3 by its definition
        long k = 0xaf63dc4c8601ec8cL;
        k ^= k >>> 33;
        k *= 0xff51afd7ed558ccdL;
        k ^= k >>> 33;
        k *= 0xc4ceb9fe1a85ec53L;
        k ^= k >>> 33;
        assertEquals(k, TextFeatures.hash("a"));
    }

    @Test
    void shouldGiveThreeBlocksTheFirstOfThemTheEmbedding() {
        float[] features = new TextFeatures(LENGTH).encode("Wave, left!");
        assertEquals(2 + TextFeatures.HASHED, features.length);
        assertEquals("wave left".length(), features[0]);
        assertEquals(1, norm(features, 2, 258), 1e-6);
        assertEquals(1, norm(features, 258, 386), 1e-6);
        assertArrayEquals(features, new TextFeatures(LENGTH).encode("wave LEFT"));
    }

    @Test
    void shouldTellLeftFromRightMoreThanTwoWaysToSayLeft() {
        TextFeatures features = new TextFeatures(LENGTH);
        float[] left = features.encode("wave on the left");
        assertTrue(dot(left, features.encode("wave to the left")) > dot(left, features.encode("wave to the right")));
        assertTrue(dot(left, features.encode("wave on the lefft")) > dot(left, features.encode("wave on the right")));
    }

    @Test
    void shouldRefuseASentenceWithoutAWord() {
        assertThrows(IllegalArgumentException.class, () -> new TextFeatures(LENGTH).encode(" ?! "));
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 2; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double norm(float[] vector, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += vector[i] * vector[i];
        }
        return Math.sqrt(sum);
    }
}
