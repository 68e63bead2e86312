package org.prolepsis.action.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BrakingTest {
    private static final int CASES = 40_000;

    /** A joint in motion, in ticks and jerks. */
    private record State(double v, double a, double cap) {
        static State random(SplittableRandom random) {
            double cap = random.nextInt(4) == 0 ? random.nextInt(1, 6) : Math.pow(10, random.nextDouble(-0.3, 1.6));
            double a = random.nextInt(8) == 0 ? cap : random.nextDouble(-cap, cap);
            double whole = random.nextInt(6) == 0 ? Math.min(Math.rint(a), cap) : a;
            double v = random.nextInt(5) == 0
                    ? -Braking.released(whole)
                    : random.nextDouble(-1, 1) * Math.pow(10, random.nextDouble(-3, 2.5));
            return new State(v, Math.max(whole, -cap), cap);
        }

        /** Least velocity change of n ticks that end without acceleration: the definition. */
        double least(int n) {
            double sum = 0;
            for (int i = 1; i <= n; i++) {
                sum += Math.max(-cap, Math.max(a - i, i - n));
            }
            return sum;
        }

        double most(int n) {
            return -new State(-v, -a, cap).least(n);
        }

        int fewestTicks() {
            int n = 0;
            while (n < Math.abs(a) - 1e-9 || -v < least(n) - 1e-9 || -v > most(n) + 1e-9) {
                n++;
            }
            return n;
        }
    }

    @Test
    void shouldStopInTheFewestTicksThatAnySequenceOfJerksNeeds() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < CASES; i++) {
            State start = State.random(random);
            int fewest = start.fewestTicks();
            double v = start.v;
            double a = start.a;
            int ticks = 0;
            while (Math.abs(v) > 1e-9 || Math.abs(a) > 1e-9) {
                double next = Braking.next(v, a, start.cap, start.cap);
                assertTrue(Math.abs(next - a) <= 1 + 1e-9 && Math.abs(next) <= start.cap + 1e-12, start.toString());
                a = next;
                v += a;
                ticks++;
            }
            assertTrue(ticks <= fewest, ticks + " ticks instead of " + fewest + " from " + start);
        }
    }

    @Test
    void shouldTakeTheTimeThatTheContinuousOptimumTakes() {
        // from full speed: v / A + A / J if the cap is reached, 2 sqrt(v / J) else
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < CASES; i++) {
            double cap = Math.pow(10, random.nextDouble(0, 2));
            double v = Math.pow(10, random.nextDouble(0, 4));
            double optimum = v > cap * cap ? v / cap + cap : 2 * Math.sqrt(v);
            int fewest = new State(v, 0, cap).fewestTicks();
            assertTrue(fewest >= optimum - 1e-6 && fewest < optimum + 2, fewest + " ticks, optimum " + optimum);
        }
    }

    @Test
    void shouldNeedTheWayAndReachThatMovingTickByTickTakes() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < CASES; i++) {
            State start = State.random(random);
            double v = start.v;
            double a = start.a;
            double way = 0;
            double farthest = 0;
            while (Math.abs(v) > 1e-9 || Math.abs(a) > 1e-9) {
                a = Braking.next(v, a, start.cap, start.cap);
                v += a;
                way += v;
                farthest = Math.max(farthest, way);
            }
            double rounding = 1e-8 * (1 + farthest + Math.abs(way));
            assertEquals(way, Braking.way(start.v, start.a, start.cap, start.cap), rounding, start.toString());
            assertEquals(farthest, Braking.farthest(start.v, start.a, start.cap), rounding, start.toString());
        }
    }

    @Test
    void shouldGoFartherTheStrongerTheAcceleration() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < CASES; i++) {
            State s = State.random(random);
            double more = Math.min(Math.pow(10, random.nextDouble(-6, 0)), s.cap - s.a);
            double before = s.v + Braking.way(s.v, s.a, s.cap, s.cap);
            double after = s.v + more + Braking.way(s.v + more, s.a + more, s.cap, s.cap);
            assertTrue(after >= before - 1e-9 * (1 + Math.abs(before)), s + " and " + more);
        }
    }

    @Test
    void shouldFindTheStrongestAccelerationThatGainsNoMoreThanAllowed() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < CASES; i++) {
            double gain = Math.pow(10, random.nextDouble(-6, 4));
            double a = Braking.strongest(gain);
            assertEquals(gain, a + Braking.released(a), 1e-11 * Math.max(1, gain));
        }
    }
}
