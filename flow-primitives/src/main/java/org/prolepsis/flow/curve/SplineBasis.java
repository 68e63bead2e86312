package org.prolepsis.flow.curve;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The clamped quintic B-spline basis with uniform knots over phase s in [0, 1]: x(s) = sum_i Phi_i(s) w_i.
 *
 * <p>Each basis function is held as its polynomial on every knot span, so values, derivatives of any order and the
 * integrals of their products are exact up to rounding. Immutable and thread-safe. A NaN phase gives NaN values.
 *
 * <p>De Boor, A Practical Guide to Splines, chapter IX (the recurrence).
 */
public final class SplineBasis {
    /** The polynomial degree. */
    public static final int DEGREE = 5;
    /** Coefficients of a polynomial of this degree, and basis functions that are not zero on a span. */
    public static final int ORDER = DEGREE + 1;

    private final int count;
    private final int spans;
    /** {@code [span][basis function in the span][power of u]}, u in [0, 1] local to the span. */
    private final double[][][] polynomials;

    /**
     * Builds the basis.
     *
     * @param count the number of control points, at least 6
     * @throws IllegalArgumentException if there are fewer than 6
     */
    public SplineBasis(int count) {
        if (count < ORDER) {
            throw new IllegalArgumentException(
                    "got " + count + " control points, a quintic spline needs at least " + ORDER);
        }
        this.count = count;
        this.spans = count - DEGREE;
        this.polynomials = new double[spans][][];
        for (int span = 0; span < spans; span++) {
            polynomials[span] = spanPolynomials(span);
        }
    }

    /**
     * The number of control points.
     *
     * @return at least 6
     */
    public int count() {
        return count;
    }

    /**
     * The number of knot spans, each of length 1 / spans.
     *
     * @return {@code count() - 5}
     */
    public int spans() {
        return spans;
    }

    /**
     * The span that a phase falls in; phases outside [0, 1] fall in the first or last.
     *
     * @param s phase
     * @return in {@code [0, spans())}
     */
    public int span(double s) {
        int span = (int) (s * spans);
        return Math.max(0, Math.min(spans - 1, span));
    }

    /**
     * Evaluates a derivative of the basis functions that are not zero at a phase.
     *
     * @param s phase, clamped to [0, 1]
     * @param derivative order of the derivative with respect to phase, at least 0
     * @param out {@code [6]}, receives the values
     * @return the index of the first of the six functions
     */
    public int evaluate(double s, int derivative, double[] out) {
        double clamped = clamp(s);
        int span = span(clamped);
        double u = clamped * spans - span;
        double scale = Math.pow(spans, derivative);
        for (int i = 0; i < ORDER; i++) {
            out[i] = scale * horner(polynomials[span][i], 0, u, derivative);
        }
        return span;
    }

    /**
     * The design matrix of a list of phases.
     *
     * @param phases in [0, 1]
     * @param derivative order of the derivative with respect to phase
     * @return {@code [phases][count]}
     */
    public RealMatrix design(double[] phases, int derivative) {
        double[][] rows = new double[phases.length][count];
        double[] values = new double[ORDER];
        for (int row = 0; row < phases.length; row++) {
            int first = evaluate(phases[row], derivative, values);
            System.arraycopy(values, 0, rows[row], first, ORDER);
        }
        return new Array2DRowRealMatrix(rows, false);
    }

    /**
     * The Gram matrix of a derivative: G_ij = integral over [0, 1] of Phi_i^(k) Phi_j^(k) ds, so that the integral of
     * the squared k-th derivative of a curve is w' G w.
     *
     * @param derivative k, at least 0
     * @return {@code [count][count]}, symmetric
     */
    public RealMatrix gram(int derivative) {
        double[][] gram = new double[count][count];
        double scale = Math.pow(spans, 2 * derivative - 1.0);
        for (int span = 0; span < spans; span++) {
            for (int i = 0; i < ORDER; i++) {
                for (int j = 0; j < ORDER; j++) {
                    gram[span + i][span + j] +=
                            scale * productIntegral(polynomials[span][i], polynomials[span][j], derivative);
                }
            }
        }
        return new Array2DRowRealMatrix(gram, false);
    }

    /**
     * Turns control points into polynomials of the local phase of each span.
     *
     * @param coefficients control points of one coordinate from {@code offset} on
     * @param offset index of its first control point
     * @param span the span
     * @param out receives six coefficients, lowest power first
     * @param outOffset where they go
     */
    void toPolynomial(double[] coefficients, int offset, int span, double[] out, int outOffset) {
        for (int power = 0; power < ORDER; power++) {
            double sum = 0;
            for (int i = 0; i < ORDER; i++) {
                sum += coefficients[offset + span + i] * polynomials[span][i][power];
            }
            out[outOffset + power] = sum;
        }
    }

    /** The derivative, with respect to u, of the polynomial whose six coefficients start at an offset. */
    static double horner(double[] polynomial, int offset, double u, int derivative) {
        double value = 0;
        for (int power = DEGREE; power >= derivative; power--) {
            value = value * u + polynomial[offset + power] * fallingFactorial(power, derivative);
        }
        return value;
    }

    static double clamp(double s) {
        return s < 0 ? 0 : s > 1 ? 1 : s;
    }

    private static double fallingFactorial(int power, int derivative) {
        double product = 1;
        for (int k = 0; k < derivative; k++) {
            product *= power - k;
        }
        return product;
    }

    private static double productIntegral(double[] a, double[] b, int derivative) {
        double sum = 0;
        for (int i = derivative; i < ORDER; i++) {
            for (int j = derivative; j < ORDER; j++) {
                sum += a[i]
                        * fallingFactorial(i, derivative)
                        * b[j]
                        * fallingFactorial(j, derivative)
                        / (i + j - 2 * derivative + 1);
            }
        }
        return sum;
    }

    /** Knot {@code i} in units of spans: five extra knots at either end. */
    private double knot(int i) {
        return Math.max(0, Math.min(spans, i - DEGREE));
    }

    /** Cox and de Boor's recurrence carried out on polynomials of u = t - span instead of on numbers. */
    private double[][] spanPolynomials(int span) {
        double[][] basis = new double[ORDER][ORDER];
        // at degree p, basis[i] is the function of index span + DEGREE - p + i, for i in 0..p
        basis[0][0] = 1;
        for (int p = 1; p <= DEGREE; p++) {
            double[][] next = new double[ORDER][ORDER];
            for (int i = 0; i <= p; i++) {
                int index = span + DEGREE - p + i;
                if (i > 0) {
                    double width = knot(index + p) - knot(index);
                    addLinearTimes(next[i], basis[i - 1], (span - knot(index)) / width, 1 / width);
                }
                if (i < p) {
                    double width = knot(index + p + 1) - knot(index + 1);
                    addLinearTimes(next[i], basis[i], (knot(index + p + 1) - span) / width, -1 / width);
                }
            }
            basis = next;
        }
        return basis;
    }

    private static void addLinearTimes(double[] target, double[] polynomial, double constant, double slope) {
        for (int power = 0; power < ORDER; power++) {
            target[power] += constant * polynomial[power];
            if (power + 1 < ORDER) {
                target[power + 1] += slope * polynomial[power];
            }
        }
    }
}
