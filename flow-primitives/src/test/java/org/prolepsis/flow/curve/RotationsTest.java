package org.prolepsis.flow.curve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class RotationsTest {
    private static final double LIMIT = 3.5;

    @Property(tries = 300)
    void shouldComeBackThroughTheExponentialWhenToldWhereItWas(
            @ForAll @DoubleRange(min = -LIMIT, max = LIMIT) double x,
            @ForAll @DoubleRange(min = -LIMIT, max = LIMIT) double y,
            @ForAll @DoubleRange(min = -LIMIT, max = LIMIT) double z) {
        double[] r = {x, y, z};
        double[] q = new double[4];
        Rotations.exp(r, 0, q);
        assertEquals(1, q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3], 1e-12);
        double[] back = new double[3];
        Rotations.log(q, r, back, 0);
        assertArrayEquals(r, back, 1e-5);
        for (int i = 0; i < 4; i++) {
            q[i] = -q[i];
        }
        Rotations.log(q, r, back, 0);
        assertArrayEquals(r, back, 1e-5, "the sign of a quaternion carries nothing");
    }

    @Property(tries = 300)
    void shouldGiveTheAngularVelocityThatFiniteDifferencesGive(
            @ForAll @DoubleRange(min = -2, max = 2) double x,
            @ForAll @DoubleRange(min = -2, max = 2) double y,
            @ForAll @DoubleRange(min = -2, max = 2) double z,
            @ForAll @DoubleRange(min = -1, max = 1) double rate) {
        double[] direction = {rate, 0.7, -0.4};
        double h = 1e-5;
        double[] before = quaternion(x - h * direction[0], y - h * direction[1], z - h * direction[2]);
        double[] after = quaternion(x + h * direction[0], y + h * direction[1], z + h * direction[2]);
        double[] conjugate = {-before[0], -before[1], -before[2], before[3]};
        double[] step = new double[4];
        Rotations.multiply(after, conjugate, step); // the step seen from the fixed frame
        double[] finite = new double[3];
        Rotations.log(step, new double[3], finite, 0);

        double[] omega = direction.clone();
        Rotations.rateToFixed(x, y, z, omega, 0);
        for (int i = 0; i < 3; i++) {
            assertEquals(finite[i] / (2 * h), omega[i], 1e-6);
        }
        Rotations.fixedToRate(x, y, z, omega, 0);
        assertArrayEquals(direction, omega, 1e-9);
    }

    @Test
    void shouldStayRegularNearNoRotationAndAtHalfATurn() {
        for (double angle : new double[] {0, 1e-12, 9e-5, 1.1e-4, Math.PI}) {
            double[] rate = {0.1, 0.2, 0.3};
            Rotations.rateToFixed(angle, 0, 0, rate, 0);
            Rotations.fixedToRate(angle, 0, 0, rate, 0);
            assertArrayEquals(new double[] {0.1, 0.2, 0.3}, rate, 1e-9);
        }
    }

    @Test
    void shouldTurnVectorsAsTheQuaternionSays() {
        double[] v = {0, 1, 0, 0};
        Rotations.rotate(quaternion(0, 0, Math.PI / 2), v, 1);
        assertArrayEquals(new double[] {0, 0, 1, 0}, v, 1e-12);
    }

    @Test
    void shouldFindOneOrientationFromAnother() {
        double[] a = quaternion(0.3, -0.2, 0.9);
        double[] b = quaternion(-0.5, 0.1, 0.4);
        double[] relative = new double[4];
        Rotations.relative(a, b, relative);
        Rotations.multiply(a, relative, relative);
        assertArrayEquals(b, relative, 1e-12);
    }

    private static double[] quaternion(double x, double y, double z) {
        double[] q = new double[4];
        Rotations.exp(new double[] {x, y, z}, 0, q);
        return q;
    }
}
