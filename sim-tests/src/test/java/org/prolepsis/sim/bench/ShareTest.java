package org.prolepsis.sim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {
    /** The first two from Newcombe, Statistics in Medicine 17 (1998), table I, method 3; the last is z²/(n + z²) at 0. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0, 0.1611", "29, 29, 0.8830, 1"})
    void shouldGiveWilsonsInterval(int successes, int trials, double low, double high) {
        Share share = new Share(successes, trials);
        assertEquals(low, share.low(), 5e-5);
        assertEquals(high, share.high(), 5e-5);
        assertEquals((double) successes / trials, share.value());
    }

    @Test
    void shouldRefuseWhatIsNoShare() {
        assertThrows(IllegalArgumentException.class, () -> new Share(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Share(3, 2));
        assertThrows(IllegalArgumentException.class, () -> new Share(-1, 2));
    }
}
