package org.prolepsis.action.control;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands the latest measured joints from one producer to the control thread: a triple buffer, so neither waits for the
 * other and neither sees a half-written measurement.
 */
final class MeasurementExchange {
    private static final int FRESH = 4;
    private static final int SLOT = 3;

    private final Measurement[] slots = new Measurement[3];
    private final AtomicInteger middle = new AtomicInteger(1);
    private int back;
    private int front = 2;

    /** Measured joints; of the thread that holds the slot. */
    static final class Measurement {
        final double[] positions;
        double tick;
        long arrivalNanos;

        Measurement(int joints) {
            positions = new double[joints];
        }
    }

    MeasurementExchange(int joints) {
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new Measurement(joints);
        }
    }

    /** Producer thread: publishes a copy. */
    void publish(double[] positions, double tick, long arrivalNanos) {
        Measurement slot = slots[back];
        System.arraycopy(positions, 0, slot.positions, 0, slot.positions.length);
        slot.tick = tick;
        slot.arrivalNanos = arrivalNanos;
        back = middle.getAndSet(back | FRESH) & SLOT;
    }

    /** Control thread: takes the latest measurement if it is new since the last call. */
    boolean poll() {
        if ((middle.get() & FRESH) == 0) {
            return false;
        }
        front = middle.getAndSet(front) & SLOT;
        return true;
    }

    /** Control thread: the measurement taken last. */
    Measurement latest() {
        return slots[front];
    }
}
