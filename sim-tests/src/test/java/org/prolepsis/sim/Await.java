package org.prolepsis.sim;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for real processes and threads: bounded, by asking. */
final class Await {
    private static final long POLL_MILLIS = 5;

    private Await() {}

    /** Waits until the condition holds; fails with what the evidence then says. */
    static void until(String what, Duration patience, BooleanSupplier condition, Supplier<String> evidence) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                fail("waited " + patience.toSeconds() + " s for " + what + "; seen: " + evidence.get());
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                fail("interrupted while waiting for " + what);
            }
        }
    }

    /** Lets time pass in which something must not happen. */
    static void pass(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        until("time to pass", time.plusSeconds(10), () -> System.nanoTime() - deadline >= 0, () -> "");
    }
}
