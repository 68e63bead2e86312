package org.prolepsis.flow.curve;

import java.util.Arrays;

/**
 * An orientation that moves with phase: the cumulative quintic B-spline on unit quaternions, Q(s) = q_0 prod_i
 * exp(B~_i(s) d_i) with d_i = log(q_(i-1)^-1 q_i) and B~_i the sum of the basis functions from i on (Kim, Kim and Shin,
 * SIGGRAPH 1995, equation 4). With a single orientation it stands still. Immutable; evaluation allocates nothing.
 */
final class MovingOrientation {
    private static final int ACTIVE = SplineBasis.DEGREE;

    private final double[][] control;
    /** {@code [span][x, y, z, w]}: what all earlier factors of a span come to. */
    private final double[][] start;
    /** {@code [span][factor]}: axis and angle of the increments that are under way. */
    private final double[][][] increments;
    /** {@code [span][factor * 6]}: B~ of these as a polynomial of the local phase. */
    private final double[][] shares;

    /**
     * Builds it.
     *
     * @param control one orientation or at least six, each x, y, z, w of length 1, neighbours less than pi apart
     */
    MovingOrientation(double[][] control) {
        this.control = Arrays.stream(control).map(double[]::clone).toArray(double[][]::new);
        int spans = control.length == 1 ? 0 : control.length - SplineBasis.DEGREE;
        this.start = new double[spans][];
        this.increments = new double[spans][ACTIVE][];
        this.shares = new double[spans][ACTIVE * SplineBasis.ORDER];
        for (int span = 0; span < spans; span++) {
            prepare(span, new SplineBasis(control.length));
        }
    }

    private void prepare(int span, SplineBasis basis) {
        start[span] = control[span];
        for (int i = 0; i < ACTIVE; i++) {
            double[] step = new double[4];
            Rotations.relative(control[span + i], control[span + i + 1], step);
            double[] r = new double[3];
            Rotations.log(step, new double[3], r, 0);
            double angle = Math.sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2]);
            double scale = angle < 1e-12 ? 0 : 1 / angle;
            increments[span][i] = new double[] {scale * r[0], scale * r[1], scale * r[2], angle};
            double[] ones = new double[basis.count()];
            Arrays.fill(ones, span + i + 1, ones.length, 1);
            basis.toPolynomial(ones, 0, span, shares[span], i * SplineBasis.ORDER);
        }
    }

    boolean moves() {
        return control.length > 1;
    }

    double[][] control() {
        return Arrays.stream(control).map(double[]::clone).toArray(double[][]::new);
    }

    /** Writes x, y, z, w at a phase. */
    void read(double phase, double[] out, int offset) {
        if (!moves()) {
            System.arraycopy(control[0], 0, out, offset, 4);
            return;
        }
        double s = SplineBasis.clamp(phase);
        int span = span(s);
        System.arraycopy(start[span], 0, out, offset, 4);
        for (int i = 0; i < ACTIVE; i++) {
            turn(span, i, share(span, i, s, 0), out, offset);
        }
    }

    /** Turns a vector by the orientation at a phase. */
    void rotate(double phase, double[] v, int offset) {
        if (!moves()) {
            Rotations.rotate(control[0], v, offset);
            return;
        }
        double s = SplineBasis.clamp(phase);
        int span = span(s);
        // the last factor acts first
        for (int i = ACTIVE - 1; i >= 0; i--) {
            turnVector(increments[span][i], share(span, i, s, 0), v, offset);
        }
        Rotations.rotate(start[span], v, offset);
    }

    /**
     * Adds the derivative of the orientation with respect to phase, as an angular velocity in the fixed frame.
     *
     * @param scale factor on it
     * @param out added to at {@code offset}
     */
    void addRate(double phase, double scale, double[] out, int offset) {
        if (!moves()) {
            return;
        }
        double s = SplineBasis.clamp(phase);
        int span = span(s);
        // what is there already goes into the moving frame and back with the rate, so that no scratch array is needed
        Rotations.rotateBack(start[span], out, offset);
        for (int i = 0; i < ACTIVE; i++) {
            double[] d = increments[span][i];
            turnVector(d, -share(span, i, s, 0), out, offset);
            double rate = scale * share(span, i, s, 1) * start.length * d[3];
            out[offset] += rate * d[0];
            out[offset + 1] += rate * d[1];
            out[offset + 2] += rate * d[2];
        }
        rotate(phase, out, offset);
    }

    private int span(double s) {
        return Math.max(0, Math.min(start.length - 1, (int) (s * start.length)));
    }

    private double share(int span, int i, double s, int order) {
        return SplineBasis.horner(shares[span], i * SplineBasis.ORDER, s * start.length - span, order);
    }

    /** q := q exp(share d). */
    private void turn(int span, int i, double share, double[] q, int offset) {
        double[] d = increments[span][i];
        double sine = Math.sin(0.5 * share * d[3]);
        double w = Math.cos(0.5 * share * d[3]);
        Rotations.timesRight(q, offset, sine * d[0], sine * d[1], sine * d[2], w);
    }

    /** v := exp(share d) v (Rodrigues). */
    private static void turnVector(double[] d, double share, double[] v, int offset) {
        double sine = Math.sin(share * d[3]);
        double less = 1 - Math.cos(share * d[3]);
        double x = v[offset];
        double y = v[offset + 1];
        double z = v[offset + 2];
        double along = less * (d[0] * x + d[1] * y + d[2] * z);
        v[offset] = x - less * x + sine * (d[1] * z - d[2] * y) + along * d[0];
        v[offset + 1] = y - less * y + sine * (d[2] * x - d[0] * z) + along * d[1];
        v[offset + 2] = z - less * z + sine * (d[0] * y - d[1] * x) + along * d[2];
    }
}
