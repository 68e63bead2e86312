package org.prolepsis.flow.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.dataset.MotionSpace;

class TrajectoryTest {
    private static double[] pose(double x, double angle) {
        return new double[] {x, 0, 0, 0, 0, Math.sin(angle / 2), Math.cos(angle / 2)};
    }

    private static Motion motion(double duration, DoubleFunction<double[]> byTime) {
        return new Motion() {
            @Override
            public double duration() {
                return duration;
            }

            @Override
            public void read(double phase, double[] out) {
                double[] point = byTime.apply(phase * duration);
                System.arraycopy(point, 0, out, 0, out.length);
            }
        };
    }

    private static Trajectory poses(DoubleFunction<double[]> byTime) {
        return Trajectory.of(MotionSpace.SE3, motion(1, byTime), 7);
    }

    @Test
    void shouldWeighRotationTenTimesAndPositionOnce() {
        double distance = poses(t -> pose(0.3, 0.2)).distance(poses(t -> pose(0, 0)));
        assertEquals(10 * 0.2 * 0.2 + 0.3 * 0.3, distance, 1e-12);
        assertEquals(10 * Math.PI * Math.PI, poses(t -> pose(0, Math.PI)).distance(poses(t -> pose(0, 0))), 1e-9);
    }

    @Test
    void shouldNotLoseSmallAnglesOrTheSignOfAQuaternion() {
        assertEquals(1e-9, Trajectory.angle(pose(0, 1e-9), pose(0, 0)), 1e-16);
        double[] negated = pose(0, 0.5);
        for (int j = 3; j < 7; j++) {
            negated[j] = -negated[j];
        }
        assertEquals(0, Trajectory.angle(negated, pose(0, 0.5)), 1e-15);
    }

    @Test
    void shouldSumSquaresOverJointsAndAverageOverTime() {
        Trajectory still = Trajectory.of(MotionSpace.JOINT, motion(1, t -> new double[] {0, 0}), 2);
        Trajectory off = Trajectory.of(MotionSpace.JOINT, motion(1, t -> new double[] {1, 2}), 2);
        assertEquals(5, off.distance(still), 1e-12);
        // a ramp from 0 to 1: the mean of i²/50² over i = 0..50 is 50 * 51 * 101 / 6 / 51 / 2500
        Trajectory ramp = Trajectory.of(MotionSpace.JOINT, motion(1, t -> new double[] {t, 0}), 2);
        assertEquals(50 * 51 * 101 / 6.0 / 51 / 2500, ramp.distance(still), 1e-12);
    }

    @Test
    void shouldCompareOverNormalisedTime() {
        Trajectory slow = Trajectory.of(MotionSpace.JOINT, motion(4, t -> new double[] {t / 4}), 1);
        Trajectory fast = Trajectory.of(MotionSpace.JOINT, motion(1, t -> new double[] {t}), 1);
        assertEquals(0, slow.distance(fast), 1e-15);
        double[] times = {3, 3.5, 4, 4.5, 5};
        double[][] values = {{0}, {0.25}, {0.5}, {0.75}, {1}};
        Demonstration recorded = new Demonstration("d", times, values, Map.of(), List.of("x"));
        assertEquals(0, Trajectory.of(MotionSpace.JOINT, recorded).distance(fast), 1e-12);
    }

    @Test
    void shouldFindTheJerkOfACubicExactly() {
        Jerk jerk = new Jerk(MotionSpace.JOINT, 2);
        Motion cubic = motion(1, t -> new double[] {t * t * t, 2 * t * t * t});
        assertEquals(6 * 6 + 12 * 12, jerk.ofMotion(cubic, 100), 1e-5);
    }

    @Test
    void shouldFindTheJerkOfTurningAboutAnAxis() {
        Jerk jerk = new Jerk(MotionSpace.SE3, 7);
        Motion turning = motion(1, t -> pose(t * t * t, t * t * t));
        assertEquals(6 * 6 + 10 * 6 * 6, jerk.ofMotion(turning, 100), 1e-4);
    }

    @Test
    void shouldFindNearlyTheTrueJerkWhateverTheRecordingRate() {
        double truth = Math.pow(2 * Math.PI, 6) / 2;
        Jerk jerk = new Jerk(MotionSpace.JOINT, 1);
        Motion sine = motion(5, t -> new double[] {Math.sin(2 * Math.PI * t)});
        for (double rate : new double[] {50, 83, 100, 240}) {
            assertEquals(truth, jerk.ofMotion(sine, rate), 0.03 * truth, "recorded at " + rate + " Hz");
        }
    }

    @Test
    void shouldReadARecordingThroughEverySample() {
        double[] times = {0, 0.1, 0.3, 0.35, 1};
        double[][] values = {{1}, {-1}, {2}, {0}, {5}};
        Motion recorded = new RecordedMotion(MotionSpace.JOINT, times, values);
        double[] out = new double[1];
        for (int i = 0; i < times.length; i++) {
            recorded.read(times[i], out);
            assertEquals(values[i][0], out[0], 1e-12);
        }
    }
}
