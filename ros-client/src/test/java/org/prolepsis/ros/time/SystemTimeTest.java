package org.prolepsis.ros.time;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SystemTimeTest {
    @Test
    void shouldTellTheWallTimeAndNeverGoBack() {
        SystemTime time = new SystemTime();
        assertFalse(time.isSimulated());
        long last = 0;
        for (int i = 0; i < 100_000; i++) {
            long now = time.nowNanos();
            assertTrue(now >= last, () -> "went back at " + now);
            last = now;
        }
        Instant wall = Instant.now();
        long wallNanos = wall.getEpochSecond() * 1_000_000_000L + wall.getNano();
        assertTrue(Math.abs(wallNanos - time.nowNanos()) < 100_000_000L);
    }
}
