package org.prolepsis.cli.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ControlTimesTest {
    private static final long PERIOD = 5_000_000;

    @Test
    void shouldRecoverTheTicksFromArrivalsThatJitter() {
        long[] sent = new long[400];
        long[] arrived = new long[400];
        Random random = new Random(5);
        for (int i = 0; i < sent.length; i++) {
            sent[i] = 1_000_000_000L + (i < 200 ? i : i + 3) * PERIOD;
            // The last command before the skip is prompt: of a late one nobody could tell which side of the skip it is
            // on.
            long jitter = i % 7 == 0 || i == 199 ? 0 : (long) (random.nextDouble() * 2.5 * PERIOD);
            arrived[i] = Math.max(sent[i] + jitter, i == 0 ? 0 : arrived[i - 1]);
        }
        for (int i = sent.length - 50; i < sent.length; i++) {
            arrived[i] = Math.max(sent[i], arrived[i - 1]);
        }
        double[] expected = new double[sent.length];
        for (int i = 0; i < sent.length; i++) {
            expected[i] = (sent[i] - 900_000_000L) * 1e-9;
        }
        double[] found = ControlTimes.seconds(arrived, PERIOD, 900_000_000L);
        for (int i = 0; i < sent.length; i++) {
            assertEquals(expected[i], found[i], 1e-9, "command " + i);
        }
    }

    @Test
    void shouldTakeNoCommands() {
        assertArrayEquals(new double[0], ControlTimes.seconds(new long[0], PERIOD, 0));
    }
}
