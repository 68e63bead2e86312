package org.prolepsis.action.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime(16);

    @Test
    void shouldBeTheSumOfThePaces() {
        time.advance(1);
        time.advance(0.5);
        time.advance(2);
        assertEquals(3, time.tick());
        assertEquals(3.5, time.now());
        assertEquals(1, time.at(1));
        assertEquals(1.5, time.at(2));
        assertEquals(1.25, time.at(1.5));
        assertEquals(2.5, time.at(2.5));
        assertEquals(0, time.at(-3));
    }

    @Test
    void shouldTakeTheFutureForThePresent() {
        time.advance(1);
        assertEquals(1, time.at(7));
    }

    @Test
    void shouldNotKnowWhatItHasForgotten() {
        for (int t = 0; t < 100; t++) {
            time.advance(1);
        }
        assertEquals(86, time.at(86));
        assertTrue(Double.isNaN(time.at(84)));
        assertTrue(Double.isNaN(time.at(-1)));
        assertTrue(Double.isNaN(time.at(Double.NaN)));
        assertTrue(Double.isNaN(time.at(Double.NEGATIVE_INFINITY)));
    }

    @Test
    void shouldStandStillAtAPaceThatIsNone() {
        time.advance(Double.NaN);
        time.advance(-1);
        time.advance(Double.POSITIVE_INFINITY);
        assertEquals(0, time.now());
        assertEquals(3, time.tick());
    }

    @Test
    void shouldRefuseACapacityThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> new VirtualTime(1));
    }
}
