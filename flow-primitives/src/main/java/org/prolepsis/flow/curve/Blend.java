package org.prolepsis.flow.curve;

/**
 * An offset that fades out: the quintic on [start, start + length] with given value, slope and curvature at its start
 * and none of them at its end. Immutable.
 */
final class Blend {
    private final double start;
    private final double length;
    private final double[] polynomials;

    /**
     * Builds the quintic.
     *
     * @param start phase
     * @param length phase, positive
     * @param deltas {@code [coordinates][3]}: value and first and second derivative with respect to phase
     */
    Blend(double start, double length, double[][] deltas) {
        this.start = start;
        this.length = length;
        this.polynomials = new double[deltas.length * SplineBasis.ORDER];
        for (int d = 0; d < deltas.length; d++) {
            double p0 = deltas[d][0];
            double p1 = deltas[d][1] * length;
            double p2 = deltas[d][2] * length * length;
            int at = d * SplineBasis.ORDER;
            polynomials[at] = p0;
            polynomials[at + 1] = p1;
            polynomials[at + 2] = 0.5 * p2;
            polynomials[at + 3] = -10 * p0 - 6 * p1 - 1.5 * p2;
            polynomials[at + 4] = 15 * p0 + 8 * p1 + 1.5 * p2;
            polynomials[at + 5] = -6 * p0 - 3 * p1 - 0.5 * p2;
        }
    }

    /** The offset of a coordinate, or a derivative of it with respect to phase. */
    double value(double s, int coordinate, int order) {
        double u = (s - start) / length;
        if (u >= 1) {
            return 0;
        }
        if (u < 0) {
            return order == 0 ? polynomials[coordinate * SplineBasis.ORDER] : 0;
        }
        double value = SplineBasis.horner(polynomials, coordinate * SplineBasis.ORDER, u, order);
        for (int k = 0; k < order; k++) {
            value /= length;
        }
        return value;
    }
}
