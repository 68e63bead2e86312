package org.prolepsis.action.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BrakingTest {
    /** The definition: move, lose a step of velocity, move, … */
    private static double simulatedDistance(double velocity, double acceleration, double period) {
        double sum = 0;
        for (double v = velocity; v > 0; v -= acceleration * period) {
            sum += v * period;
        }
        return sum;
    }

    @Test
    void shouldNeedTheWayThatBrakingTickByTickTakes() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            double velocity = random.nextDouble(0, 5);
            double acceleration = random.nextDouble(1, 30);
            double period = random.nextDouble(0.001, 0.02);
            double expected = simulatedDistance(velocity, acceleration, period);
            assertEquals(expected, Braking.distance(velocity, acceleration, period), 1e-11);
        }
    }

    @Test
    void shouldFindTheFastestVelocityThatStillStopsInTime() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 10_000; i++) {
            double distance = Math.pow(10, random.nextDouble(-9, 1));
            double acceleration = random.nextDouble(1, 30);
            double period = random.nextDouble(0.001, 0.02);
            double velocity = Braking.fastest(distance, acceleration, period);
            assertEquals(distance, simulatedDistance(velocity, acceleration, period), 1e-10 * Math.max(1, distance));
            assertTrue(simulatedDistance(velocity + 1e-6, acceleration, period) > distance);
        }
    }
}
