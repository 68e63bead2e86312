package org.prolepsis.flow.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhaseEstimatorTest {
    private static final long SECOND = 1_000_000_000L;

    /** Raise, wave several times, lower: rest at both ends, the same joints again and again in between. */
    static final class Wave implements JointPath {
        final double duration;
        final double waves;

        Wave(double duration, double waves) {
            this.duration = duration;
            this.waves = waves;
        }

        @Override
        public int joints() {
            return 3;
        }

        @Override
        public double durationSeconds() {
            return duration;
        }

        @Override
        public void position(double s, double[] out) {
            double up = smooth(s / 0.3) - smooth((s - 0.7) / 0.3);
            double middle = smooth((s - 0.25) / 0.1) - smooth((s - 0.65) / 0.1);
            out[0] = 0.8 * up;
            out[1] = -0.5 * up + 0.4 * middle * Math.sin(2 * Math.PI * waves * s);
            out[2] = 0.1 * middle * Math.sin(2 * Math.PI * waves * s);
        }

        private static double smooth(double u) {
            double x = Math.max(0, Math.min(1, u));
            return x * x * x * (10 - 15 * x + 6 * x * x);
        }
    }

    private final JointPath path = new Wave(4, 5);
    private PhaseEstimator estimator;
    private long now;
    private double last;
    private final double[] q = new double[3];

    @BeforeEach
    void setUp() {
        estimator = new PhaseEstimator(PhaseSettings.DEFAULT);
        now = 17 * SECOND;
        estimator.start(path, 0, now, 1);
    }

    /** Measures every 5 ms the joints at the true phase that the operator gives for the time since the start. */
    private double run(double fromSeconds, double toSeconds, DoubleUnaryOperator truth, double noise, long seed) {
        Random random = new Random(seed);
        double worst = 0;
        for (double t = fromSeconds; t <= toSeconds; t += 0.005) {
            now += 5_000_000;
            double s = truth.applyAsDouble(t);
            path.position(s, q);
            for (int j = 0; j < q.length; j++) {
                q[j] += noise * random.nextGaussian();
            }
            double estimate = estimator.update(q, now);
            assertTrue(estimate >= last, "went back at " + t);
            last = estimate;
            worst = Math.max(worst, Math.abs(estimate - s) * path.durationSeconds());
        }
        return worst;
    }

    @Test
    void shouldFollowAMotionAtItsOwnPace() {
        double worst = run(0, 4.2, t -> Math.min(1, t / 4), 0, 0);
        assertTrue(worst < 0.02, "off by " + worst + " s");
        assertEquals(1, estimator.phase());
    }

    @Test
    void shouldFollowAMotionAtOtherPaces() {
        for (double pace : new double[] {0.5, 1.5, 2, 3}) {
            setUp();
            last = 0;
            double worst = run(0, 4 / pace + 0.5, t -> Math.min(1, t * pace / 4), 0, 0);
            assertEquals(1, estimator.phase(), 1e-9, "pace " + pace);
            assertTrue(worst < 0.35, "pace " + pace + " off by " + worst + " s");
            setUp();
            last = 0;
            run(0, 2 / pace, t -> Math.min(1, t * pace / 4), 0, 0);
            assertEquals(0.5, estimator.phase(), 0.01, "in the middle at pace " + pace);
            assertEquals(pace, estimator.pace(), 0.3 * pace);
        }
    }

    @Test
    void shouldFollowThroughNoise() {
        for (int seed = 0; seed < 20; seed++) {
            setUp();
            last = 0;
            double worst = run(0, 4.3, t -> Math.min(1, t / 4), 0.003, seed);
            assertTrue(worst < 0.12, "seed " + seed + " off by " + worst + " s");
            assertEquals(1, estimator.phase(), 1e-9, "seed " + seed);
        }
    }

    @Test
    void shouldWaitWhereTheArmIsHeldBack() {
        for (double held : new double[] {0.12, 0.3, 0.41, 0.5, 0.55, 0.8}) {
            setUp();
            last = 0;
            run(0, 4 * held, t -> t / 4, 0, 0);
            run(0, 5, t -> held, 0, 0);
            // No farther than an arm that stands may be passed by.
            assertEquals(held, estimator.phase(), 0.1, "held at " + held);
            run(0, 4 * (1 - held) + 0.5, t -> Math.min(1, held + t / 4), 0, 0);
            assertEquals(1, estimator.phase(), 1e-9, "let go after " + held);
        }
    }

    @Test
    void shouldNotCreepThroughNoiseWhileHeldBack() {
        for (int seed = 0; seed < 10; seed++) {
            setUp();
            last = 0;
            run(0, 2, t -> t / 4, 0.003, seed);
            run(0, 10, t -> 0.5, 0.003, seed + 100);
            assertEquals(0.5, estimator.phase(), 0.035, "seed " + seed);
        }
    }

    @Test
    void shouldNotJumpToALaterWaveWhenTheArmIsPushedBackAlongIt() {
        run(0, 2, t -> t / 4, 0, 0);
        double before = estimator.phase();
        run(0, 0.4, t -> 0.5 - 0.2 * t, 0, 0);
        run(0, 2, t -> 0.42, 0.002, 1);
        assertTrue(estimator.phase() < before + 0.02, "went on to " + estimator.phase());
        run(0, 0.4, t -> 0.42 + 0.2 * t, 0, 0);
        assertEquals(0.5, estimator.phase(), 0.02);
        assertTrue(goOn(0.5, 4) < 3.6, "the loop goes on");
    }

    @Test
    void shouldWaitWhenTheArmIsPushedFarBack() {
        run(0, 0.8, t -> t / 4, 0, 0);
        double before = estimator.phase();
        run(0, 1, t -> 0.2 - 0.15 * t, 0, 0);
        run(0, 2, t -> 0.05, 0.002, 2);
        assertTrue(estimator.phase() < before + 0.02, "went on to " + estimator.phase());
    }

    @Test
    void shouldWaitWhenTheArmIsPushedAside() {
        Random random = new Random(3);
        for (int trial = 0; trial < 20; trial++) {
            setUp();
            last = 0;
            run(0, 2, t -> t / 4, 0, 0);
            double before = estimator.phase();
            double[] push = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
            for (int i = 0; i < 400; i++) {
                now += 5_000_000;
                path.position(0.5, q);
                for (int j = 0; j < 3; j++) {
                    q[j] += 0.3 * push[j] * Math.min(1, i / 100.0);
                }
                estimator.update(q, now);
            }
            // A push may look like the way to the next turn of the wave, but not beyond it.
            assertTrue(estimator.phase() < before + 0.06, "trial " + trial + " went on to " + estimator.phase());
        }
    }

    @Test
    void shouldNotStartWhileTheArmStandsBeforeTheMotion() {
        run(0, 10, t -> 0, 0, 0);
        assertTrue(estimator.phase() < 0.12, "went on to " + estimator.phase());
    }

    @Test
    void shouldLeaveAStandstillByPredictionAlone() {
        // The arm trails a command by 50 ms that is 50 ms ahead of the estimate: without prediction it would never
        // start.
        double s = 0;
        double seconds = 0;
        while (seconds < 8 && estimator.phase() < 1) {
            seconds += 0.005;
            now += 5_000_000;
            double command = estimator.phase() + 0.05 / 4;
            s += (Math.min(1, command) - s) * 0.005 / 0.05;
            path.position(s, q);
            estimator.update(q, now);
        }
        assertEquals(4, seconds, 0.4);
    }

    @Test
    void shouldIgnoreAnOffsetBesideThePath() {
        for (double t = 0; t <= 2; t += 0.005) {
            now += 5_000_000;
            path.position(t / 4, q);
            q[0] += 0.02;
            estimator.update(q, now);
        }
        assertEquals(0.5, estimator.phase(), 0.03);
    }

    @Test
    void shouldKeepUpWhenMeasurementsComeSeldom() {
        for (double t = 0.04; t <= 4.2; t += 0.04) {
            now += 40_000_000;
            path.position(Math.min(1, t / 4), q);
            estimator.update(q, now);
        }
        assertEquals(1, estimator.phase(), 1e-9);
    }

    /** How far behind the estimate is at worst, s, while a motion of little movement goes over from pace 1 to 4. */
    private double worstWhileSpeedingUp(boolean known, long seed) {
        JointPath small = new JointPath() {
            @Override
            public int joints() {
                return 3;
            }

            @Override
            public double durationSeconds() {
                return 4;
            }

            @Override
            public void position(double s, double[] out) {
                path.position(s, out);
                out[0] = 0;
                out[1] *= 0.2;
            }
        };
        setUp();
        estimator.start(small, 0.3, now, 1);
        Random random = new Random(seed);
        double s = 0.3;
        double worst = 0;
        for (double pace = 1; s < 0.65; pace = Math.min(4, pace + 5 * 0.005)) {
            s += pace * 0.005 / 4;
            now += 5_000_000;
            small.position(s, q);
            for (int j = 0; j < 3; j++) {
                q[j] += 0.002 * random.nextGaussian();
            }
            if (known) {
                estimator.executing(pace);
            }
            worst = Math.max(worst, 4 * Math.abs(s - estimator.update(q, now)));
        }
        return worst;
    }

    /** A phase predicted by its own pace falls behind a motion that speeds up; this is where stalls began. */
    @Test
    void shouldKeepUpWithAPaceThatIsKnown() {
        for (int seed = 0; seed < 5; seed++) {
            double known = worstWhileSpeedingUp(true, seed);
            assertTrue(known < 0.05, "behind by " + known + " s");
            double unknown = worstWhileSpeedingUp(false, seed);
            assertTrue(unknown > 0.1, "without it behind by " + unknown + " s only");
        }
    }

    @Test
    void shouldStandWhileNothingIsExecuted() {
        run(0, 1, t -> t / 4, 0, 0);
        double before = estimator.phase();
        estimator.executing(0);
        run(0, 10, t -> before, 0.003, 5);
        assertEquals(before, estimator.phase(), 0.02);
        estimator.executing(1);
        run(0, 3.5, t -> Math.min(1, before + t / 4), 0, 0);
        assertEquals(1, estimator.phase(), 1e-9);
    }

    /** Phase times of a push back from 0.5 by so many waves, and of the way back: the operator of {@link #run}. */
    private static double pushed(double t, double waves, double seconds) {
        double back = waves / 5;
        double u = t < seconds ? t / seconds : t < seconds + 1 ? 1 : Math.max(0, 2 - (t - 1) / seconds);
        return HELD - back * u * u * (3 - 2 * u);
    }

    private static final double HELD = 0.5;

    /** An arm that trails a command by 50 ms that is 50 ms ahead of the estimate; returns how long it took to the end. */
    private double goOn(double from, long seed) {
        Random random = new Random(seed);
        double s = from;
        double seconds = 0;
        while (seconds < 8 && estimator.phase() < 1) {
            seconds += 0.005;
            now += 5_000_000;
            s += (Math.min(1, estimator.phase() + 0.05 / 4) - s) * 0.005 / 0.05;
            path.position(s, q);
            for (int j = 0; j < 3; j++) {
                q[j] += 0.002 * random.nextGaussian();
            }
            estimator.update(q, now);
        }
        return seconds;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.25, 0.4, 0.5, 0.6, 0.75})
    void shouldWaitWhileTheArmIsPushedBackAlongItsWavesAndThenGoOn(double waves) {
        for (double seconds : new double[] {waves > 0.5 ? 0.6 : 0.4, 0.8, 1.5}) {
            for (int seed = 0; seed < 5; seed++) {
                setUp();
                last = 0;
                run(0, 4 * HELD, t -> t / 4, 0.002, seed);
                double before = estimator.phase();
                run(0, 2 * seconds + 1, t -> pushed(t, waves, seconds), 0.002, seed + 50);
                String what = waves + " waves in " + seconds + " s, seed " + seed;
                assertTrue(estimator.phase() < before + 0.04, what + ": went on to " + estimator.phase());
                assertTrue(goOn(HELD, seed + 90) < 3.6, what);
                assertEquals(1, estimator.phase(), 1e-9, what);
            }
        }
    }

    /** A whole wave back the arm stands as at the held place, and nothing tells that it is not there. */
    @ParameterizedTest
    @ValueSource(doubles = {0.9, 1, 1.2, 2})
    void shouldStillComeToTheEndWhenTheArmWasPushedBackByAWholeWaveOrMore(double waves) {
        for (double seconds : new double[] {0.4, 0.8, 1.5}) {
            setUp();
            last = 0;
            run(0, 4 * HELD, t -> t / 4, 0.002, 1);
            run(0, 2 * seconds + 1, t -> pushed(t, waves, seconds), 0.002, 2);
            assertTrue(goOn(HELD, 3) < 4.5, waves + " waves in " + seconds + " s");
            assertEquals(1, estimator.phase(), 1e-9);
        }
    }

    @Test
    void shouldNeverGoBackAndStillComeToTheEndWhateverIsDoneToTheArm() {
        for (int seed = 0; seed < 40; seed++) {
            setUp();
            last = 0;
            Random random = new Random(seed);
            double truth = 0;
            double pace = 1;
            for (int i = 0; i < 6000 && estimator.phase() < 1; i++) {
                if (i % 100 == 0) {
                    // held, pushed back, let go, hurried
                    pace = new double[] {0, -0.7, 1, 1, 2}[random.nextInt(5)];
                }
                truth = Math.max(0, Math.min(1, truth + pace * 0.005 / 4));
                now += 5_000_000;
                boolean dropped = random.nextInt(4) == 0;
                path.position(truth, q);
                for (int j = 0; j < 3; j++) {
                    q[j] += 0.003 * random.nextGaussian();
                }
                if (!dropped) {
                    double estimate = estimator.update(q, now);
                    assertTrue(estimate >= last && estimate <= 1, "went back");
                    last = estimate;
                }
            }
            assertTrue(goOn(truth, seed) < 8, "seed " + seed + " is stuck at " + estimator.phase());
        }
    }

    @Test
    void shouldSurviveJointStatesThatStopForAWhile() {
        for (double gap : new double[] {0.05, 0.1, 0.2}) {
            setUp();
            last = 0;
            run(0, 1.5, t -> t / 4, 0.002, 3);
            now += Math.round(gap * SECOND);
            run(1.5 + gap, 4.3, t -> Math.min(1, t / 4), 0.002, 4);
            assertEquals(1, estimator.phase(), 1e-9, "after a gap of " + gap + " s");
        }
    }
}
