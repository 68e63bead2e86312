package org.prolepsis.flow.curve;

import java.util.Arrays;
import java.util.Objects;
import org.prolepsis.flow.dataset.MotionSpace;
import org.prolepsis.flow.metrics.Motion;

/**
 * A motion: a quintic B-spline over phase s in [0, 1] and a duration. Velocity, acceleration and jerk are exact at any
 * phase. Immutable and thread-safe; evaluation into a caller's array allocates nothing. A phase outside [0, 1] is read at the nearer end; a NaN phase gives NaN.
 *
 * <p>The parametric motion of MMP++ (Lee, arXiv 2310.17072, section IV), with B-splines for its basis.
 */
public final class MotionCurve implements Motion {
    private final Chart chart;
    private final SplineBasis basis;
    private final double[] coefficients;
    private final double duration;
    private final double[] pieces;
    private final Blend[] blends;

    /**
     * Builds a motion from control points.
     *
     * @param chart what the coordinates mean
     * @param basis the basis
     * @param coefficients {@code [coordinates * basis.count()]}, all control points of coordinate 0 first; copied
     * @param duration s, positive and finite
     * @throws IllegalArgumentException if the length does not fit, a coefficient is not finite or the duration is not
     *     positive
     */
    public MotionCurve(Chart chart, SplineBasis basis, double[] coefficients, double duration) {
        this(chart, basis, checked(chart, basis, coefficients), checked(duration), new Blend[0]);
    }

    private MotionCurve(Chart chart, SplineBasis basis, double[] coefficients, double duration, Blend[] blends) {
        this.chart = chart;
        this.basis = basis;
        this.coefficients = coefficients;
        this.duration = duration;
        this.blends = blends;
        int coordinates = chart.coordinates();
        this.pieces = new double[basis.spans() * coordinates * SplineBasis.ORDER];
        for (int span = 0; span < basis.spans(); span++) {
            for (int d = 0; d < coordinates; d++) {
                basis.toPolynomial(coefficients, d * basis.count(), span, pieces, pieceOffset(span, d));
            }
        }
    }

    private static double[] checked(Chart chart, SplineBasis basis, double[] coefficients) {
        int expected = chart.coordinates() * basis.count();
        if (coefficients.length != expected) {
            throw new IllegalArgumentException("got " + coefficients.length + " coefficients, must be "
                    + chart.coordinates() + " coordinates times " + basis.count() + " control points = " + expected);
        }
        for (int i = 0; i < expected; i++) {
            if (!Double.isFinite(coefficients[i])) {
                throw new IllegalArgumentException("coefficient " + i + " is " + coefficients[i] + ", must be finite");
            }
        }
        return coefficients.clone();
    }

    private static double checked(double duration) {
        if (!(duration > 0) || Double.isInfinite(duration)) {
            throw new IllegalArgumentException("duration is " + duration + " s, must be positive and finite");
        }
        return duration;
    }

    /**
     * What the coordinates mean.
     *
     * @return the chart
     */
    public Chart chart() {
        return chart;
    }

    /**
     * The basis.
     *
     * @return the basis
     */
    public SplineBasis basis() {
        return basis;
    }

    /**
     * The control points, without what {@link #startingAt} added.
     *
     * @return {@code [coordinates * basis.count()]}, a copy
     */
    public double[] coefficients() {
        return coefficients.clone();
    }

    /**
     * The number of values of a configuration.
     *
     * @return the joints, or 7 for poses
     */
    public int width() {
        return chart.width();
    }

    @Override
    public double duration() {
        return duration;
    }

    /**
     * Reads the configuration at a phase.
     *
     * @param phase in [0, 1]
     * @param out {@code [width]} at least: joint positions, rad, or x, y, z (m), qx, qy, qz, qw, sign-continuous
     */
    @Override
    public void read(double phase, double[] out) {
        if (chart.space() == MotionSpace.JOINT) {
            derivative(phase, 0, out);
        } else {
            readPose(phase, out);
        }
    }

    private void readPose(double phase, double[] out) {
        // the rotation vector goes where the quaternion will be, so that no scratch array is needed
        for (int d = 0; d < 6; d++) {
            out[d] = coordinate(phase, d, 0);
        }
        chart.toConfiguration(phase, out, out);
    }

    /**
     * Reads a derivative of the coordinates with respect to phase (order 0: the coordinates themselves). With respect
     * to time divide by duration to the order.
     *
     * @param phase in [0, 1]
     * @param order at least 0
     * @param out {@code [coordinates]} at least: rad, or m and rotation vector in rad
     */
    public void derivative(double phase, int order, double[] out) {
        for (int d = 0; d < chart.coordinates(); d++) {
            out[d] = coordinate(phase, d, order);
        }
    }

    /**
     * Reads the velocity.
     *
     * @param phase in [0, 1]
     * @param out {@code [coordinates]}: joint velocities, rad/s, or linear (m/s) and angular velocity (rad/s) in the
     *     fixed frame
     */
    public void velocity(double phase, double[] out) {
        derivative(phase, 1, out);
        for (int d = 0; d < chart.coordinates(); d++) {
            out[d] /= duration;
        }
        if (chart.space() == MotionSpace.SE3) {
            chart.ratesToVelocity(
                    phase, duration, coordinate(phase, 3, 0), coordinate(phase, 4, 0), coordinate(phase, 5, 0), out);
        }
    }

    /**
     * Reads the acceleration of the coordinates, in rad/s^2, or m/s^2 and second derivative of the rotation vector.
     *
     * @param phase in [0, 1]
     * @param out {@code [coordinates]} at least
     */
    public void acceleration(double phase, double[] out) {
        derivative(phase, 2, out);
        for (int d = 0; d < chart.coordinates(); d++) {
            out[d] /= duration * duration;
        }
    }

    /**
     * The integral over phase of the weighted squared derivative, rotation counted 10 times; without blends.
     *
     * @param order of the derivative with respect to phase
     * @return at least 0
     */
    public double energy(int order) {
        var gram = basis.gram(order);
        double sum = 0;
        for (int d = 0; d < chart.coordinates(); d++) {
            double[] w = Arrays.copyOfRange(coefficients, d * basis.count(), (d + 1) * basis.count());
            double[] gw = gram.operate(w);
            for (int i = 0; i < w.length; i++) {
                sum += chart.weight(d) * w[i] * gw[i];
            }
        }
        return sum;
    }

    /**
     * The same motion with another duration.
     *
     * @param newDuration s, positive and finite
     * @return the motion, faster or slower
     * @throws IllegalArgumentException if the duration is not positive and finite
     */
    public MotionCurve withDuration(double newDuration) {
        return new MotionCurve(chart, basis, coefficients, checked(newDuration), blends);
    }

    /**
     * This motion continued from a measured state at its start: {@code startingAt(configuration, velocity, null, 0,
     * blendPhase)}.
     *
     * @param configuration {@code [width]}
     * @param velocity {@code [coordinates]}, as {@link #velocity} gives it
     * @param blendPhase length of the blend in phase, in (0, 1]
     * @return the motion
     * @throws IllegalArgumentException as the longer form
     */
    public MotionCurve startingAt(double[] configuration, double[] velocity, double blendPhase) {
        return startingAt(configuration, velocity, null, 0, blendPhase);
    }

    /**
     * This motion, joined from a measured state. The difference between the state and the motion at {@code phase} is
     * added and fades out by a quintic polynomial until {@code phase + blendPhase}, so that position, velocity and
     * acceleration are continuous at both ends of the blend. Before {@code phase} the whole offset is added; read the
     * motion from {@code phase} on.
     *
     * @param configuration {@code [width]}: joint positions, or a pose
     * @param velocity {@code [coordinates]}: rad/s, or linear and angular velocity in the fixed frame
     * @param acceleration {@code [coordinates]} as {@link #acceleration} gives it, or null to keep this motion's own
     * @param phase where the motion is joined, in [0, 1)
     * @param blendPhase length of the blend in phase, positive, {@code phase + blendPhase} at most 1
     * @return the joined motion
     * @throws IllegalArgumentException if a length does not fit, a value is not finite or a phase is out of range
     */
    public MotionCurve startingAt(
            double[] configuration, double[] velocity, double[] acceleration, double phase, double blendPhase) {
        check("configuration", configuration, chart.width());
        check("velocity", velocity, chart.coordinates());
        if (acceleration != null) {
            check("acceleration", acceleration, chart.coordinates());
        }
        if (!(phase >= 0 && phase < 1 && blendPhase > 0 && phase + blendPhase <= 1 + 1e-12)) {
            throw new IllegalArgumentException("blend from phase " + phase + " over " + blendPhase
                    + "; it must start in [0, 1) and end at most at 1");
        }
        Blend[] more = Arrays.copyOf(blends, blends.length + 1);
        more[blends.length] = difference(configuration, velocity, acceleration, phase, blendPhase);
        return new MotionCurve(chart, basis, coefficients, duration, more);
    }

    private Blend difference(
            double[] configuration, double[] velocity, double[] acceleration, double s, double length) {
        int n = chart.coordinates();
        double[] own = new double[n];
        derivative(s, 0, own);
        double[] position = new double[n];
        chart.toCoordinates(s, configuration, own, position);
        double[] rates = Arrays.copyOf(velocity, n);
        chart.velocityToRates(s, duration, position, rates);
        double[][] deltas = new double[n][3];
        for (int d = 0; d < n; d++) {
            deltas[d][0] = position[d] - own[d];
            deltas[d][1] = rates[d] * duration - coordinate(s, d, 1);
            deltas[d][2] = acceleration == null ? 0 : acceleration[d] * duration * duration - coordinate(s, d, 2);
        }
        return new Blend(s, length, deltas);
    }

    private static void check(String name, double[] values, int length) {
        Objects.requireNonNull(values, name);
        if (values.length != length) {
            throw new IllegalArgumentException(name + " has " + values.length + " values, must have " + length);
        }
        for (int i = 0; i < length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(name + "[" + i + "] is " + values[i] + ", must be finite");
            }
        }
    }

    private double coordinate(double phase, int d, int order) {
        double s = SplineBasis.clamp(phase);
        int span = basis.span(s);
        double value = SplineBasis.horner(pieces, pieceOffset(span, d), s * basis.spans() - span, order);
        for (int k = 0; k < order; k++) {
            value *= basis.spans();
        }
        for (Blend blend : blends) {
            value += blend.value(s, d, order);
        }
        return value;
    }

    private int pieceOffset(int span, int d) {
        return (span * chart.coordinates() + d) * SplineBasis.ORDER;
    }
}
