package org.prolepsis.ros.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prolepsis.graph.Registration;
import org.prolepsis.graph.TimeJump;
import org.prolepsis.msgs.rosgraph_msgs.Clock;

class SimulatedTimeTest {
    private static final long SECOND = 1_000_000_000L;

    private final SimulatedTime time = new SimulatedTime();
    private final List<TimeJump> jumps = new ArrayList<>();

    private void tick(long nanos) {
        Clock clock = new Clock();
        clock.clock.setNanos(nanos);
        time.update(clock);
    }

    @Test
    void shouldTakeTheFirstTickForABeginningAndNotForAJump() {
        time.addJumpListener(SECOND, jumps::add);
        assertEquals(0, time.nowNanos());
        tick(1_600_000_000L * SECOND);
        assertEquals(List.of(), jumps);
        assertEquals(1_600_000_000L * SECOND, time.nowNanos());
    }

    @Test
    void shouldTellOfEveryStepBackAndOfLongStepsAhead() {
        time.addJumpListener(SECOND, jumps::add);
        tick(100 * SECOND);
        tick(101 * SECOND);
        tick(101 * SECOND);
        assertEquals(List.of(), jumps, "the clock runs");
        tick(103 * SECOND);
        tick(103 * SECOND - 1);
        tick(20 * SECOND);
        assertEquals(
                List.of(
                        new TimeJump(101 * SECOND, 103 * SECOND),
                        new TimeJump(103 * SECOND, 103 * SECOND - 1),
                        new TimeJump(103 * SECOND - 1, 20 * SECOND)),
                jumps);
        assertTrue(jumps.get(1).isBackward() && !jumps.get(0).isBackward());
        assertEquals(2 * SECOND, jumps.get(0).deltaNanos());
    }

    @Test
    void shouldHaveTheNewTimeWhenItTells() {
        List<Long> seen = new ArrayList<>();
        time.addJumpListener(SECOND, jump -> seen.add(time.nowNanos()));
        tick(50 * SECOND);
        tick(10 * SECOND);
        assertEquals(List.of(10 * SECOND), seen);
    }

    @Test
    void shouldGoOnWhenAListenerFailsAndForgetThoseTakenBack() {
        time.addJumpListener(SECOND, jump -> {
            throw new IllegalStateException("on purpose");
        });
        Registration registration = time.addJumpListener(Long.MAX_VALUE, jumps::add);
        tick(50 * SECOND);
        tick(10 * SECOND);
        assertEquals(1, jumps.size());
        tick(1000 * SECOND);
        assertEquals(1, jumps.size(), "only jumps back were asked for");
        registration.close();
        tick(5 * SECOND);
        assertEquals(1, jumps.size());
        assertEquals(5 * SECOND, time.nowNanos());
    }

    @Test
    void shouldRefuseAThresholdThatEveryTickExceeds() {
        assertThrows(IllegalArgumentException.class, () -> time.addJumpListener(0, jumps::add));
        assertThrows(IllegalArgumentException.class, () -> new SystemTime().addJumpListener(-1, jumps::add));
    }

    @Test
    void shouldTickAndReadWithoutAllocating() {
        time.addJumpListener(SECOND, jumps::add);
        Clock clock = new Clock();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        long sum = 0;
        long before = 0;
        for (int i = 1; i <= 40_000; i++) {
            if (i == 20_000) {
                before = threads.getThreadAllocatedBytes(id);
            }
            clock.clock.setNanos(i * 1000L);
            time.update(clock);
            sum += time.nowNanos();
        }
        long allocated = threads.getThreadAllocatedBytes(id) - before;
        assertTrue(sum > 0 && allocated < 1000, allocated + " bytes for 20,000 ticks");
    }
}
