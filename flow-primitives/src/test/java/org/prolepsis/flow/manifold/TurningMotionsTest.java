package org.prolepsis.flow.manifold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.curve.Rotations;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.dataset.MotionSpace;

/** Poses that turn far: nothing may wrap around, jump or hang on the signs of quaternions. */
class TurningMotionsTest {
    private static final int SAMPLES = 240;

    /** Turns by an angle about an axis from any start, with a wobble of its own; quaternion signs flipped by chance. */
    private static Demonstration turn(String id, double angle, Random start, long own) {
        double[] from = {start.nextGaussian(), start.nextGaussian(), start.nextGaussian(), start.nextGaussian()};
        double length = Math.sqrt(from[0] * from[0] + from[1] * from[1] + from[2] * from[2] + from[3] * from[3]);
        double[] axis = {start.nextGaussian(), start.nextGaussian(), start.nextGaussian()};
        double axisLength = Math.sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]);
        Random random = new Random(own);
        double wobble = 0.2 * random.nextGaussian();
        double[] times = new double[SAMPLES];
        double[][] values = new double[SAMPLES][];
        for (int i = 0; i < SAMPLES; i++) {
            double s = i / (SAMPLES - 1.0);
            times[i] = 4 * s;
            double eased = s * s * s * (10 - 15 * s + 6 * s * s);
            double[] q = new double[4];
            double[] r = new double[3];
            for (int k = 0; k < 3; k++) {
                r[k] = eased * angle * axis[k] / axisLength;
            }
            Rotations.exp(r, 0, q);
            double[] aside = new double[4];
            Rotations.exp(new double[] {wobble * Math.sin(Math.PI * eased), 0.5 * wobble * eased, 0}, 0, aside);
            Rotations.multiply(q, aside, q);
            double[] unit = {from[0] / length, from[1] / length, from[2] / length, from[3] / length};
            Rotations.multiply(unit, q, q);
            int sign = random.nextBoolean() ? 1 : -1;
            values[i] =
                    new double[] {0.1 * eased, wobble * eased, 0, sign * q[0], sign * q[1], sign * q[2], sign * q[3]};
        }
        return new Demonstration(id, times, values, Map.of(), List.of("turn"));
    }

    private static Dataset dataset(List<Demonstration> demonstrations) {
        return new Dataset("turns", MotionSpace.SE3, "tool", List.of(), "turn", Map.of(), demonstrations, "");
    }

    private static double angle(double[] a, double[] b) {
        double minus = 0;
        double plus = 0;
        for (int k = 3; k < 7; k++) {
            minus += Math.pow(a[k] - b[k], 2);
            plus += Math.pow(a[k] + b[k], 2);
        }
        return 4 * Math.asin(Math.min(1, Math.sqrt(Math.min(minus, plus)) / 2));
    }

    @Property(tries = 40)
    void shouldFollowAnyTurnFromAnyStartWithAnySigns(
            @ForAll @DoubleRange(min = -20, max = 20) double turned,
            @ForAll @LongRange(min = 1, max = 1000) long seed) {
        List<Demonstration> demonstrations = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            demonstrations.add(turn("d" + i, turned * (1 + 0.02 * i), new Random(seed), seed + i));
        }
        FittedDemonstrations fitted = FittedDemonstrations.fit(dataset(demonstrations), 40);
        double[] pose = new double[7];
        double[] last = new double[7];
        for (int d = 0; d < 4; d++) {
            MotionCurve curve = fitted.curves().get(d);
            for (int i = 0; i < SAMPLES; i++) {
                curve.read(i / (SAMPLES - 1.0), pose);
                assertEquals(0, angle(pose, demonstrations.get(d).values()[i]), 0.02, "sample " + i);
                double dot = pose[3] * last[3] + pose[4] * last[4] + pose[5] * last[5] + pose[6] * last[6];
                assertTrue(i == 0 || dot > 0.9, "the quaternion jumps at sample " + i + ": product " + dot);
                System.arraycopy(pose, 0, last, 0, 7);
            }
        }
    }

    @Property(tries = 40)
    void shouldGiveTheVelocityOfFiniteDifferencesAboutAMovingReference(
            @ForAll @LongRange(min = 1, max = 1000) long seed, @ForAll @DoubleRange(min = 0.05, max = 0.95) double s) {
        FittedDemonstrations fitted = FittedDemonstrations.fit(
                dataset(List.of(turn("a", 9, new Random(seed), seed), turn("b", 9.5, new Random(seed), seed + 1))), 24);
        assertTrue(fitted.chart().references().length > 1, "nine radians need a reference that moves");
        MotionCurve curve = fitted.curves().get(0);
        double h = 1e-5;
        double[] before = new double[7];
        double[] after = new double[7];
        curve.read(s - h, before);
        curve.read(s + h, after);
        double[] velocity = new double[6];
        curve.velocity(s, velocity);
        // the rotation from before to after, in the fixed frame
        double[] a = {-before[3], -before[4], -before[5], before[6]};
        double[] b = {after[3], after[4], after[5], after[6]};
        double[] step = new double[4];
        Rotations.multiply(b, a, step);
        double[] r = new double[3];
        Rotations.log(step, new double[3], r, 0);
        for (int k = 0; k < 3; k++) {
            assertEquals(r[k] / (2 * h * curve.duration()), velocity[3 + k], 1e-4);
        }
        // and back: a motion joined from its own state is itself
        double[] pose = new double[7];
        curve.read(s, pose);
        MotionCurve joined = curve.startingAt(pose, velocity, null, s, 0.04);
        joined.read(s + 0.01, after);
        curve.read(s + 0.01, pose);
        assertEquals(0, angle(after, pose), 1e-6);
    }

    @Test
    void shouldMixTwoMotionsOnEitherSideOfHalfATurnBetweenThem() {
        Demonstration less = turn("less", Math.toRadians(165), new Random(5), 1);
        Demonstration more = turn("more", Math.toRadians(195), new Random(5), 1);
        FittedDemonstrations fitted = FittedDemonstrations.fit(dataset(List.of(less, more)), 24);
        double[] a = fitted.curves().get(0).coefficients();
        double[] b = fitted.curves().get(1).coefficients();
        double[] middle = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            middle[i] = 0.5 * (a[i] + b[i]);
        }
        double[] pose = new double[7];
        new MotionCurve(fitted.chart(), fitted.basis(), middle, 4).read(1, pose);
        double[] end = less.values()[SAMPLES - 1];
        double[] otherEnd = more.values()[SAMPLES - 1];
        assertEquals(Math.toRadians(30), angle(end, otherEnd), 0.01);
        assertEquals(Math.toRadians(15), angle(end, pose), 0.01);
        assertEquals(Math.toRadians(15), angle(otherEnd, pose), 0.01);
    }

    @Test
    void shouldMeasureTheGeodesicDistanceOfMotionsThatTurnSeveralTimes() {
        FittedDemonstrations fitted = FittedDemonstrations.fit(
                dataset(List.of(turn("a", 15, new Random(8), 3), turn("b", 15.4, new Random(8), 4))), 40);
        PrincipalMotions principal = PrincipalMotions.of(fitted);
        float[] a = principal.project(fitted.curves().get(0));
        float[] b = principal.project(fitted.curves().get(1));
        double components = 0;
        for (int k = 0; k < a.length; k++) {
            components += Math.pow(principal.scale() * (a[k] - b[k]), 2);
        }
        double geodesic = 0;
        double[] one = new double[7];
        double[] other = new double[7];
        for (int i = 0; i < 2000; i++) {
            fitted.curves().get(0).read((i + 0.5) / 2000, one);
            fitted.curves().get(1).read((i + 0.5) / 2000, other);
            geodesic += (10 * Math.pow(angle(one, other), 2) + Math.pow(one[1] - other[1], 2)) / 2000;
        }
        assertEquals(geodesic, components, 0.01 * geodesic);
    }

    @Test
    void shouldKeepOneReferenceWhereOneSuffices() {
        FittedDemonstrations fitted = FittedDemonstrations.fit(
                dataset(List.of(turn("a", 3.5, new Random(2), 3), turn("b", 3.6, new Random(2), 4))), 24);
        assertEquals(1, fitted.chart().references().length);
    }

    @Test
    void shouldNameTheDemonstrationThatTurnsTheOtherWayTooFar() {
        Dataset opposite = dataset(List.of(turn("there", 5.5, new Random(2), 3), turn("back", -5.5, new Random(2), 3)));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> FittedDemonstrations.fit(opposite, 24));
        assertTrue(
                e.getMessage()
                        .matches("demonstration there is turned by \\d+ degrees from the mean .* train on it apart"),
                e.getMessage());
    }
}
