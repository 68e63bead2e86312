package org.prolepsis.sim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.action.limit.JointLimits;

class LimitCheckerTest {
    private static final double PERIOD = 0.01;
    private static final JointLimits LIMITS =
            new JointLimits(List.of(new JointLimit("a", -1, 1, 2, 10, 100), new JointLimit("b", -1, 1, 2, 10, 100)));

    private final LimitChecker checker = new LimitChecker(LIMITS, PERIOD);

    @Test
    void shouldFindTheSharesOfACubicThatStartsAtRest() {
        // jerk 50 rad/s³ for 0.1 s: a = 5 rad/s², v = 0.25 rad/s
        double x = 0;
        double v = 0;
        double a = 0;
        checker.accept(new double[] {0, 0});
        for (int i = 0; i < 10; i++) {
            a += 50 * PERIOD;
            v += a * PERIOD;
            x += v * PERIOD;
            checker.accept(new double[] {x, 0});
        }
        assertEquals(0, checker.violations());
        assertEquals(0.5, checker.jerkPeaks()[0], 1e-9);
        assertEquals(0.5, checker.accelerationPeaks()[0], 1e-9);
        assertEquals(v / 2, checker.velocityPeaks()[0], 1e-9);
        assertEquals(0, checker.velocityPeaks()[1]);
    }

    @Test
    void shouldCountAJumpAsLongAsItsDifferencesLast() {
        checker.accept(new double[] {0, 0});
        checker.accept(new double[] {0.001, 0}); // jerk 1000 rad/s³ at this command and the two after it
        for (int i = 0; i < 5; i++) {
            checker.accept(new double[] {0.001, 0});
        }
        assertEquals(3, checker.violations());
        assertEquals(20, checker.jerkPeaks()[0], 1e-9);
    }

    @Test
    void shouldCountPositionsOutsideTheirRange() {
        checker.accept(new double[] {1.1, 0});
        checker.accept(new double[] {1.1, 0});
        assertEquals(2, checker.violations());
    }

    @Test
    void shouldCountWhatIsNoNumber() {
        checker.accept(new double[] {0, 0});
        checker.accept(new double[] {Double.NaN, 0});
        assertEquals(1, checker.violations());
    }
}
