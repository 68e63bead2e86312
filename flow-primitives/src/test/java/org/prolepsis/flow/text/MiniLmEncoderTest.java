package org.prolepsis.flow.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MiniLmEncoderTest {
    private static final SentenceEncoder ENCODER = new MiniLmEncoder();

    @Test
    void shouldGiveTheSameUnitVectorEveryTimeAndOnEveryThread() {
        float[] expected = ENCODER.encode("wave to me");
        assertEquals(ENCODER.dimension(), expected.length);
        assertEquals(1, cosine(expected, expected), 1e-5);
        List<float[]> parallel = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> ENCODER.encode("wave to me"))
                .toList();
        parallel.forEach(vector -> assertArrayEquals(expected, vector));
        assertArrayEquals(expected, new MiniLmEncoder().encode("wave to me"));
    }

    @Test
    void shouldPutLikeMeaningsCloserThanUnlikeOnes() {
        float[] wave = ENCODER.encode("wave to me");
        double like = cosine(wave, ENCODER.encode("wave your hand at me"));
        double unlike = cosine(wave, ENCODER.encode("the stock market fell on Monday"));
        assertTrue(like > unlike + 0.4, like + " and " + unlike);
    }

    @Test
    void shouldNotReportItsUseToAnyone() {
        assertEquals("true", System.getProperty("OPT_OUT_TRACKING"));
        assertEquals("true", System.getProperty("ai.djl.offline"));
    }

    @Test
    void shouldRefuseABlankSentence() {
        assertThrows(IllegalArgumentException.class, () -> ENCODER.encode("  "));
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
