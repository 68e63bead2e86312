package org.prolepsis.action.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MeasurementExchangeTest {
    @Test
    void shouldGiveTheLatestMeasurementOnce() {
        MeasurementExchange exchange = new MeasurementExchange(1);
        assertFalse(exchange.poll());
        exchange.publish(new double[] {1}, 10, 100);
        exchange.publish(new double[] {2}, 20, 200);
        assertTrue(exchange.poll());
        assertEquals(2, exchange.latest().positions[0]);
        assertEquals(20, exchange.latest().tick);
        assertEquals(200, exchange.latest().arrivalNanos);
        assertFalse(exchange.poll());
        assertEquals(2, exchange.latest().positions[0], "stays readable");
    }

    @Test
    void shouldNeverShowAHalfWrittenMeasurement() throws InterruptedException {
        MeasurementExchange exchange = new MeasurementExchange(16);
        long count = 200_000;
        Thread producer = new Thread(() -> {
            double[] positions = new double[16];
            for (long n = 1; n <= count; n++) {
                Arrays.fill(positions, (double) n);
                exchange.publish(positions, (double) n, n);
            }
        });
        producer.start();
        long last = 0;
        while (last < count) {
            if (exchange.poll()) {
                MeasurementExchange.Measurement latest = exchange.latest();
                assertTrue(latest.arrivalNanos > last, "goes forward");
                last = latest.arrivalNanos;
                assertEquals((double) last, latest.tick);
                for (double position : latest.positions) {
                    assertEquals((double) last, position);
                }
            }
        }
        producer.join();
    }
}
