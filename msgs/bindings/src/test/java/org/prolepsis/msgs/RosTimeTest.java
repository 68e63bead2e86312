package org.prolepsis.msgs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RosTimeTest {
    private static final long LAST_TIME = 4_294_967_295_999_999_999L;
    private static final long LAST_DURATION = 2_147_483_647_999_999_999L;
    private static final long FIRST_DURATION = -2_147_483_648_000_000_000L;

    @Property
    void shouldKeepEveryTimeThatFits(@ForAll @LongRange(min = 0, max = LAST_TIME) long nanos) {
        assertEquals(nanos, RosTime.ofNanos(nanos).toNanos());
    }

    @Property
    void shouldKeepEveryDurationThatFits(@ForAll @LongRange(min = FIRST_DURATION, max = LAST_DURATION) long nanos) {
        RosDuration duration = RosDuration.ofNanos(nanos);
        assertEquals(nanos, duration.toNanos());
        assertEquals(Math.floorMod(nanos, 1_000_000_000L), duration.nsecs);
    }

    @Test
    void shouldRefuseTimesThatDoNotFitAndKeepTheOld() {
        RosTime time = new RosTime(3, 4);
        assertThrows(IllegalArgumentException.class, () -> time.setNanos(-1));
        assertThrows(IllegalArgumentException.class, () -> time.setNanos(LAST_TIME + 1));
        assertEquals(new RosTime(3, 4), time);
        RosDuration duration = new RosDuration(3, 4);
        assertThrows(IllegalArgumentException.class, () -> duration.setNanos(LAST_DURATION + 1));
        assertThrows(IllegalArgumentException.class, () -> duration.setNanos(FIRST_DURATION - 1));
        assertEquals(new RosDuration(3, 4), duration);
    }

    @Test
    void shouldPrintSecondsWithNineDigits() {
        assertEquals("12.000000345", new RosTime(12, 345).toString());
    }
}
