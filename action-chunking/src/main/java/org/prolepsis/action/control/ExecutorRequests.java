package org.prolepsis.action.control;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.prolepsis.action.pace.LookAhead;
import org.prolepsis.action.pace.PaceSettings;

/**
 * What operators ask of an executor: put down by any thread, taken by the control thread in its next tick. The
 * {@code take...} methods belong to the control thread.
 */
final class ExecutorRequests {
    private final PaceSettings pace;
    private final AtomicInteger stops = new AtomicInteger();
    private final AtomicInteger resets = new AtomicInteger();
    private final AtomicInteger steps = new AtomicInteger();
    private volatile boolean enabled;
    private volatile boolean paused;
    private volatile double speed;
    private volatile LookAhead lookAhead;
    private int stopsSeen;
    private int resetsSeen;
    private int stepsSeen;

    ExecutorRequests(PaceSettings pace, LookAhead lookAhead) {
        this.pace = pace;
        this.speed = pace.speed();
        this.lookAhead = lookAhead;
    }

    void enable(boolean on) {
        enabled = on;
    }

    boolean enabled() {
        return enabled;
    }

    void stop() {
        stops.incrementAndGet();
    }

    /** Whether a stop was asked for since the last one taken; it stays pending. */
    boolean stopPending() {
        return stops.get() != stopsSeen;
    }

    /** Takes all stops asked for so far. */
    void takeStops() {
        stopsSeen = stops.get();
    }

    void reset() {
        resets.incrementAndGet();
    }

    /** Takes the resets asked for; whether there was one. */
    boolean takeResets() {
        int now = resets.get();
        boolean asked = now != resetsSeen;
        resetsSeen = now;
        return asked;
    }

    /**
     * Another pace.
     *
     * @throws IllegalArgumentException if it is not from 0 to the largest allowed; nothing is changed then
     */
    void speed(double asked) {
        speed = pace.withSpeed(asked).speed();
    }

    double speed() {
        return speed;
    }

    void pause(boolean on) {
        paused = on;
    }

    /** Whether a motion is to be held: by a pause, or because the pace asked for is 0. */
    boolean held() {
        return paused || speed == 0;
    }

    void step() {
        steps.incrementAndGet();
    }

    /** Takes the single steps asked for; how many there were. */
    int takeSteps() {
        int now = steps.get();
        int asked = now - stepsSeen;
        stepsSeen = now;
        return asked;
    }

    void lookAhead(LookAhead other) {
        lookAhead = Objects.requireNonNull(other, "lookAhead");
    }

    LookAhead lookAhead() {
        return lookAhead;
    }
}
