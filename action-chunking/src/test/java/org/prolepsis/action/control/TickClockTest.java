package org.prolepsis.action.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TickClockTest {
    private static final long PERIOD = 5_000_000;
    private static final long START = 1_700_000_000_000_000_000L;

    private final TickClock clock = new TickClock(PERIOD);

    @Test
    void shouldNotKnowATickBeforeItHasSeenTime() {
        assertFalse(clock.known());
        assertTrue(Double.isNaN(clock.tickOf(START)));
        assertTrue(clock.observe(1, 0));
        assertFalse(clock.known());
    }

    @Test
    void shouldPlaceStampsBetweenTicksAndInTheFuture() {
        clock.observe(100, START);
        assertEquals(100, clock.tickOf(START), 1e-9);
        assertEquals(97.5, clock.tickOf(START - 12_500_000), 1e-9);
        assertEquals(104, clock.tickOf(START + 4 * PERIOD), 1e-9);
        assertEquals(-100, clock.tickOf(START - 200 * PERIOD), 1e-9);
    }

    @Test
    void shouldSmoothTheJitterOfWakingUp() {
        SplittableRandom random = new SplittableRandom(5);
        for (int t = 0; t < 2000; t++) {
            assertTrue(clock.observe(t, START + t * PERIOD + random.nextLong(0, 400_000)));
        }
        assertEquals(2000 - 0.04, clock.tickOf(START + 2000 * PERIOD), 0.02);
    }

    @Test
    void shouldFollowTicksThatWereSkipped() {
        clock.observe(1, START);
        for (int t = 2; t < 400; t++) {
            clock.observe(t, START + (t + 3) * PERIOD);
        }
        assertEquals(399, clock.tickOf(START + 402 * PERIOD), 0.01);
        assertEquals(0, clock.jumps());
    }

    @Test
    void shouldKnowWithinFourTicksThatTicksWereSkippedForGood() {
        clock.observe(1, START);
        for (int t = 2; t < 6; t++) {
            clock.observe(t, START + (t + 9) * PERIOD);
        }
        assertEquals(5, clock.tickOf(START + 14 * PERIOD), 0.01);
        assertEquals(0, clock.jumps());
    }

    @Test
    void shouldNotFollowALateWakeUp() {
        clock.observe(1, START);
        for (int t = 2; t < 400; t++) {
            clock.observe(t, START + (t - 1) * PERIOD + (t % 10 < 3 ? 2 * PERIOD : 0));
        }
        assertEquals(399, clock.tickOf(START + 398 * PERIOD), 0.01);
    }

    @Test
    void shouldMakeTheMappingAnewWhenTimeGoesBack() {
        clock.observe(1000, START);
        assertFalse(clock.observe(1001, START - 60_000_000_000L));
        assertEquals(1, clock.jumps());
        assertEquals(1001, clock.tickOf(START - 60_000_000_000L), 1e-9);
    }

    @Test
    void shouldMakeTheMappingAnewWhenTimeJumpsAhead() {
        clock.observe(1000, START);
        assertFalse(clock.observe(1001, START + 3_600_000_000_000L));
        assertEquals(1001, clock.tickOf(START + 3_600_000_000_000L), 1e-9);
        assertTrue(clock.observe(1002, START + 3_600_000_000_000L + PERIOD));
    }

    @Test
    void shouldRefuseAPeriodThatIsNotPositive() {
        assertThrows(IllegalArgumentException.class, () -> new TickClock(0));
    }
}
