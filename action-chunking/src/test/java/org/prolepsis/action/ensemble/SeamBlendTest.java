package org.prolepsis.action.ensemble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SeamBlendTest {
    private static final double PERIOD = 0.005;
    private static final double SEAM = 0.08;

    /** Reads 0.1 t until tick 20, and from then on 0.3 t - 0.01: another place and another velocity. */
    private static double read(boolean changed, int tick) {
        double t = tick * PERIOD;
        return changed ? 0.3 * t - 0.01 : 0.1 * t;
    }

    private static double[] command(double seamSeconds) {
        SeamBlend blend = new SeamBlend(1, seamSeconds, PERIOD);
        double[] commands = new double[300];
        for (int tick = 0; tick < commands.length; tick++) {
            blend.advance();
            if (tick == 20) {
                blend.seam(
                        new double[] {read(false, 20)},
                        new double[] {read(false, 21)},
                        new double[] {read(true, 20)},
                        new double[] {read(true, 21)});
            }
            double[] target = {read(tick >= 20, tick)};
            blend.addTo(target);
            commands[tick] = target[0];
        }
        return commands;
    }

    private static double largestSecondDifference(double[] values) {
        double largest = 0;
        for (int i = 1; i < values.length - 1; i++) {
            largest = Math.max(largest, Math.abs(values[i + 1] - 2 * values[i] + values[i - 1]));
        }
        return largest;
    }

    @Test
    void shouldGoOnAsItWentAndEndInTheNewAverage() {
        double[] commands = command(SEAM);
        assertEquals(read(false, 20), commands[20], 1e-15, "no jump in position");
        assertEquals(
                (read(false, 21) - read(false, 20)) / PERIOD,
                (commands[21] - commands[20]) / PERIOD,
                0.02,
                "nor in velocity");
        assertEquals(read(true, 299), commands[299], 1e-6, "it fades out");
    }

    @Test
    void shouldAccelerateNoMoreThanTheSpringDoes() {
        double x = read(false, 20) - read(true, 20);
        double v = 0.1 - 0.3;
        double w = 1 / SEAM;
        double bound = (w * w * Math.abs(x) + 2 * w * Math.abs(v)) * PERIOD * PERIOD;
        assertTrue(largestSecondDifference(command(SEAM)) <= bound);
        assertTrue(largestSecondDifference(command(0)) > 10 * bound, "without the blend it jumps");
    }

    @Test
    void shouldChangeNothingWhenSwitchedOff() {
        assertFalse(new SeamBlend(1, 0, PERIOD).active());
        double[] commands = command(0);
        for (int tick = 0; tick < commands.length; tick++) {
            assertEquals(read(tick >= 20, tick), commands[tick]);
        }
    }

    @Test
    void shouldBecomeExactlyNothing() {
        SeamBlend blend = new SeamBlend(1, SEAM, PERIOD);
        blend.seam(new double[] {1}, new double[] {1}, new double[] {0}, new double[] {0});
        for (int tick = 0; tick < 2000; tick++) {
            blend.advance();
        }
        double[] target = {2};
        blend.addTo(target);
        assertEquals(2, target[0]);
    }
}
