package org.prolepsis.action.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.prolepsis.action.AllocationMeter;

class ControlLoopTest {
    private static final long PERIOD = 5_000_000;

    private final ManualClock clock = new ManualClock(1_000);
    private final List<Long> wakes = new ArrayList<>();

    @Test
    void shouldTickAtAbsoluteDeadlinesHoweverLongATickTakes() {
        ControlLoop loop = new ControlLoop("test", PERIOD, 0, clock, now -> {
            wakes.add(now);
            clock.advance(wakes.size() * 1_000_000L);
        });
        for (int i = 0; i < 4; i++) {
            loop.doWork();
        }
        assertEquals(List.of(1_000L, 5_001_000L, 10_001_000L, 15_001_000L), wakes);
        assertEquals(0, loop.snapshot().overruns());
    }

    @Test
    void shouldSkipDeadlinesThatHavePassedAndCountThem() {
        ControlLoop loop = new ControlLoop("test", PERIOD, 0, clock, now -> {
            wakes.add(now);
            clock.advance(wakes.size() == 1 ? 17_000_000L : 1_000_000L);
        });
        for (int i = 0; i < 3; i++) {
            loop.doWork();
        }
        assertEquals(List.of(1_000L, 20_001_000L, 25_001_000L), wakes);
        ControlLoop.Snapshot snapshot = loop.snapshot();
        assertEquals(1, snapshot.overruns());
        assertEquals(3, snapshot.skipped());
        assertEquals(3, snapshot.ticks());
    }

    @Test
    void shouldMeasureJitterAndDuration() {
        Clock late = new Clock() {
            @Override
            public long nanoTime() {
                return clock.nanoTime();
            }

            @Override
            public void waitUntil(long deadlineNanos, long spinNanos) {
                clock.waitUntil(deadlineNanos + 70_000, spinNanos);
            }
        };
        ControlLoop loop = new ControlLoop("test", PERIOD, 0, late, now -> clock.advance(250_000));
        for (int i = 0; i < 100; i++) {
            loop.doWork();
        }
        assertEquals(70_000.0, (double) loop.snapshot().jitter().p50(), 70);
        assertEquals(250_000.0, (double) loop.snapshot().duration().max(), 250);
        loop.doWork();
        assertEquals(
                70_000.0, (double) loop.snapshot().jitter().p999(), 70, "snapshots add up, none takes from the next");
    }

    @Test
    void shouldGoOnWhenATickThrows() {
        ControlLoop loop = new ControlLoop("test", PERIOD, 0, clock, now -> {
            wakes.add(now);
            throw new IllegalStateException("meant to");
        });
        loop.doWork();
        loop.doWork();
        assertEquals(2, wakes.size());
        assertEquals(2, loop.snapshot().failures());
    }

    @Test
    void shouldAllocateNothingPerTick() {
        ControlLoop loop = new ControlLoop("test", PERIOD, 0, clock, now -> clock.advance(1000));
        assertEquals(0, AllocationMeter.bytesOf(20_000, i -> loop.doWork()));
    }

    @Test
    void shouldRunOnItsOwnNamedThreadAndEndWhenClosed() throws InterruptedException {
        CountDownLatch ticked = new CountDownLatch(3);
        AtomicReference<Thread> seen = new AtomicReference<>();
        ControlLoop loop = new ControlLoop("control-test", 1_000_000, 0, Clock.system(), now -> {
            seen.set(Thread.currentThread());
            ticked.countDown();
        });
        loop.close();
        loop.start();
        assertThrows(IllegalStateException.class, loop::start);
        assertTrue(ticked.await(10, TimeUnit.SECONDS));
        loop.close();
        loop.close();
        assertEquals("control-test", seen.get().getName());
        assertFalse(seen.get().isAlive());
    }

    @Test
    void shouldNotTickEarlyWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();
        long deadline = System.nanoTime() + 2_000_000;
        Clock.system().waitUntil(deadline, 0);
        assertTrue(System.nanoTime() - deadline >= 0);
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void shouldRefusePeriodsAndSpinsThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> new ControlLoop("x", 0, 0, clock, now -> {}));
        assertThrows(IllegalArgumentException.class, () -> new ControlLoop("x", 10, 11, clock, now -> {}));
    }
}
