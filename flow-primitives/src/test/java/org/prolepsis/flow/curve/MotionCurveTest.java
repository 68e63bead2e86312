package org.prolepsis.flow.curve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MotionCurveTest {
    private static final double DURATION = 2.5;

    @Test
    void shouldHaveVelocityAndAccelerationInSeconds() {
        MotionCurve curve = joints();
        double h = 1e-5;
        double[] before = new double[2];
        double[] after = new double[2];
        double[] velocity = new double[2];
        double[] acceleration = new double[2];
        for (double s = 0.05; s < 0.95; s += 0.07) {
            curve.read(s - h, before);
            curve.read(s + h, after);
            curve.velocity(s, velocity);
            assertEquals((after[0] - before[0]) / (2 * h * DURATION), velocity[0], 1e-5);
            curve.velocity(s - h, before);
            curve.velocity(s + h, after);
            curve.acceleration(s, acceleration);
            assertEquals((after[1] - before[1]) / (2 * h * DURATION), acceleration[1], 1e-4);
        }
    }

    @Test
    void shouldGiveUnitSignContinuousQuaternionsAndTheirAngularVelocity() {
        MotionCurve curve = poses();
        double[] pose = new double[7];
        double[] last = new double[7];
        curve.read(0, last);
        for (double s = 0.001; s < 1; s += 0.001) {
            curve.read(s, pose);
            double dot = pose[3] * last[3] + pose[4] * last[4] + pose[5] * last[5] + pose[6] * last[6];
            assertTrue(dot > 0.99, "jump of the quaternion at " + s);
            assertEquals(1, Math.sqrt(sumOfSquares(pose, 3, 7)), 1e-12);
            System.arraycopy(pose, 0, last, 0, 7);
        }
        checkAngularVelocity(curve, 0.413);
    }

    private static void checkAngularVelocity(MotionCurve curve, double s) {
        double h = 1e-6;
        double[] before = new double[7];
        double[] after = new double[7];
        curve.read(s - h, before);
        curve.read(s + h, after);
        double[] conjugate = {-before[3], -before[4], -before[5], before[6]};
        double[] step = new double[4];
        Rotations.multiply(new double[] {after[3], after[4], after[5], after[6]}, conjugate, step);
        double[] turned = new double[3];
        Rotations.log(step, new double[3], turned, 0);
        double[] velocity = new double[6];
        curve.velocity(s, velocity);
        for (int i = 0; i < 3; i++) {
            assertEquals((after[i] - before[i]) / (2 * h * DURATION), velocity[i], 1e-6);
            assertEquals(turned[i] / (2 * h * DURATION), velocity[3 + i], 1e-6);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3})
    void shouldContinueFromAMeasuredStateWithoutAJump(double phase) {
        MotionCurve curve = joints();
        double[] position = {0.4, -0.9};
        double[] velocity = {0.5, -0.2};
        double[] acceleration = {1.5, 0.7};
        MotionCurve joined = curve.startingAt(position, velocity, acceleration, phase, 0.4);

        double[] out = new double[2];
        joined.read(phase, out);
        assertArrayEquals(position, out, 1e-12);
        joined.velocity(phase, out);
        assertArrayEquals(velocity, out, 1e-12);
        joined.acceleration(phase, out);
        assertArrayEquals(acceleration, out, 1e-10);
        double[] own = new double[2];
        for (int order = 0; order <= 2; order++) {
            joined.derivative(phase + 0.4 - 1e-9, order, out);
            curve.derivative(phase + 0.4 - 1e-9, order, own);
            assertArrayEquals(own, out, 1e-4, "the blend ends with a jump of derivative " + order);
            joined.derivative(phase + 0.5, order, out);
            curve.derivative(phase + 0.5, order, own);
            assertArrayEquals(own, out, "after the blend it is the motion itself");
        }
    }

    @Test
    void shouldContinueAContinuedMotion() {
        MotionCurve once = joints().startingAt(new double[] {0.1, 0.1}, new double[2], 0.5);
        MotionCurve twice = once.startingAt(new double[] {0.7, -0.7}, new double[] {1, 1}, null, 0.2, 0.5);
        double[] out = new double[2];
        twice.read(0.2, out);
        assertArrayEquals(new double[] {0.7, -0.7}, out, 1e-12);
        twice.velocity(0.2, out);
        assertArrayEquals(new double[] {1, 1}, out, 1e-12);
        double[] own = new double[2];
        twice.acceleration(0.2, out);
        once.acceleration(0.2, own);
        assertArrayEquals(own, out, 1e-9, "without a measured acceleration the motion keeps its own");
        twice.read(0.9, out);
        joints().read(0.9, own);
        assertArrayEquals(own, out);
    }

    @Test
    void shouldContinueAPoseFromAMeasuredPoseAndTwist() {
        MotionCurve curve = poses();
        double[] r = {0.4, 0.1, -0.2};
        double[] q = new double[4];
        Rotations.exp(r, 0, q);
        double[] pose = {0.1, 0.2, 0.3, -q[0], -q[1], -q[2], -q[3]};
        double[] twist = {0.1, 0, -0.1, 0.3, 0.2, -0.4};
        MotionCurve joined = curve.startingAt(pose, twist, 0.3);
        double[] out = new double[7];
        joined.read(0, out);
        double sign = Math.signum(out[3] * pose[3] + out[4] * pose[4] + out[5] * pose[5] + out[6] * pose[6]);
        for (int i = 3; i < 7; i++) {
            out[i] *= sign;
        }
        assertArrayEquals(pose, out, 1e-9);
        double[] velocity = new double[6];
        joined.velocity(0, velocity);
        assertArrayEquals(twist, velocity, 1e-9);
    }

    @Test
    void shouldAllocateNothingWhenRead() {
        MotionCurve joint = joints().startingAt(new double[] {0.1, 0.1}, new double[2], 0.5);
        MotionCurve pose = poses();
        double[] out = new double[7];
        assertEquals(0, allocated(() -> {
            for (int i = 0; i < 1000; i++) {
                joint.read(i * 0.001, out);
                joint.velocity(i * 0.001, out);
                joint.acceleration(i * 0.001, out);
                pose.read(i * 0.001, out);
                pose.velocity(i * 0.001, out);
            }
        }));
    }

    private static long allocated(Runnable work) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            work.run();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @Test
    void shouldMeasureEnergiesAsIntegralsOfSquares() {
        MotionCurve curve = joints();
        double[] out = new double[2];
        double sum = 0;
        int n = 20000;
        for (int i = 0; i < n; i++) {
            curve.derivative((i + 0.5) / n, 3, out);
            sum += (out[0] * out[0] + out[1] * out[1]) / n;
        }
        assertEquals(sum, curve.energy(3), 1e-6 * sum);
    }

    @Test
    void shouldNameWhatIsWrongWithItsArguments() {
        MotionCurve curve = joints();
        assertMessage(
                "configuration has 3 values, must have 2", () -> curve.startingAt(new double[3], new double[2], 0.1));
        assertMessage("velocity[1] is NaN", () -> curve.startingAt(new double[2], new double[] {0, Double.NaN}, 0.1));
        assertMessage(
                "blend from phase 0.9 over 0.2", () -> curve.startingAt(new double[2], new double[2], null, 0.9, 0.2));
        assertMessage("duration is 0.0 s", () -> curve.withDuration(0));
        assertMessage("duration is NaN s", () -> curve.withDuration(Double.NaN));
        assertMessage(
                "must be 2 coordinates times 12 control points = 24",
                () -> new MotionCurve(Chart.joint(2), new SplineBasis(12), new double[23], 1));
        assertMessage("unit quaternion", () -> Chart.se3(new double[] {0, 0, 0, 2}));
        assertMessage("got 0 joints", () -> Chart.joint(0));
    }

    @Test
    void shouldReadNaNAtPhaseNaN() {
        double[] out = new double[2];
        joints().read(Double.NaN, out);
        assertTrue(Double.isNaN(out[0]), "got " + out[0]);
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable call) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call);
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    private static double sumOfSquares(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i] * values[i];
        }
        return sum;
    }

    private static MotionCurve joints() {
        return new MotionCurve(Chart.joint(2), new SplineBasis(12), random(24, 3, 1), DURATION);
    }

    private static MotionCurve poses() {
        Chart chart = Chart.se3(new double[] {0, Math.sin(0.4), 0, Math.cos(0.4)});
        return new MotionCurve(chart, new SplineBasis(12), random(72, 5, 1.5), DURATION);
    }

    private static double[] random(int count, long seed, double scale) {
        return new Random(seed).doubles(count, -scale, scale).toArray();
    }
}
