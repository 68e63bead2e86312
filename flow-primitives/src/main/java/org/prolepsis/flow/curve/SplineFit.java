package org.prolepsis.flow.curve;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Least-squares fits of a spline to samples, with a small ridge on jerk that settles what the samples leave open.
 * Immutable; any thread.
 */
public final class SplineFit {
    /** The ridge against the data, as a ratio of matrix traces; it acts near the highest frequencies of the basis. */
    private static final double RIDGE = 1e-4;

    private final SplineBasis basis;
    private final boolean restAtEnds;
    private final boolean closed;

    /**
     * Prepares fits.
     *
     * @param basis the basis, with at least 8 control points if the ends are at rest
     * @param restAtEnds true to hold velocity and acceleration at both ends at zero
     */
    public SplineFit(SplineBasis basis, boolean restAtEnds) {
        this(basis, restAtEnds, false);
    }

    /**
     * Prepares fits of motions that may end where they start.
     *
     * @param basis the basis, with at least 8 control points if the ends are at rest
     * @param restAtEnds true to hold velocity and acceleration at both ends at zero
     * @param closed true to hold the end at the start
     */
    public SplineFit(SplineBasis basis, boolean restAtEnds, boolean closed) {
        this.basis = basis;
        this.restAtEnds = restAtEnds;
        this.closed = closed;
    }

    /**
     * Fits samples.
     *
     * @param phases {@code [samples]}, increasing, in [0, 1]
     * @param values {@code [samples][coordinates]}
     * @return {@code [coordinates * count]}, all control points of coordinate 0 first
     */
    public double[] fit(double[] phases, double[][] values) {
        RealMatrix design = basis.design(phases, 0);
        RealMatrix weighted = weightRows(design, phases);
        RealMatrix normal = weighted.transpose().multiply(design);
        RealMatrix jerk = basis.gram(3);
        normal = normal.add(jerk.scalarMultiply(RIDGE * normal.getTrace() / jerk.getTrace()));
        RealMatrix right = weighted.transpose().multiply(new Array2DRowRealMatrix(values, false));
        RealMatrix solution;
        if (restAtEnds || closed) {
            RealMatrix ties = ties();
            RealMatrix reduced = ties.transpose().multiply(normal).multiply(ties);
            solution = ties.multiply(solve(reduced, ties.transpose().multiply(right)));
        } else {
            solution = solve(normal, right);
        }
        return byCoordinate(solution);
    }

    private static RealMatrix solve(RealMatrix normal, RealMatrix right) {
        return new CholeskyDecomposition(normal, 1e-9, 0).getSolver().solve(right);
    }

    /** Rows weighted by the stretch of phase they stand for, so that uneven sampling does not shift the fit. */
    private static RealMatrix weightRows(RealMatrix design, double[] phases) {
        RealMatrix weighted = design.copy();
        int n = phases.length;
        for (int i = 0; i < n; i++) {
            double weight = 0.5 * (phases[Math.min(i + 1, n - 1)] - phases[Math.max(i - 1, 0)]);
            weighted.setRowVector(i, design.getRowVector(i).mapMultiply(weight));
        }
        return weighted;
    }

    /**
     * At rest the first three and the last three control points are tied: then velocity and acceleration vanish at the
     * ends. Closed, the last is tied to the first.
     */
    private RealMatrix ties() {
        int count = basis.count();
        int tied = restAtEnds ? 2 : 0;
        int free = count - 2 * tied;
        RealMatrix ties = MatrixUtils.createRealMatrix(count, closed ? free - 1 : free);
        for (int i = 0; i < count; i++) {
            int column = Math.max(0, Math.min(free - 1, i - tied));
            ties.setEntry(i, closed && column == free - 1 ? 0 : column, 1);
        }
        return ties;
    }

    private double[] byCoordinate(RealMatrix solution) {
        int count = basis.count();
        double[] out = new double[count * solution.getColumnDimension()];
        for (int d = 0; d < solution.getColumnDimension(); d++) {
            System.arraycopy(solution.getColumn(d), 0, out, d * count, count);
        }
        return out;
    }

    /**
     * The squared residuals of a fit, averaged over the samples.
     *
     * @param coefficients as {@link #fit} gave them
     * @param phases {@code [samples]}
     * @param values {@code [samples][coordinates]}
     * @return {@code [coordinates]}
     */
    public double[] meanSquaredResiduals(double[] coefficients, double[] phases, double[][] values) {
        int coordinates = values[0].length;
        double[] sums = new double[coordinates];
        double[] functions = new double[SplineBasis.ORDER];
        for (int row = 0; row < phases.length; row++) {
            int first = basis.evaluate(phases[row], 0, functions);
            for (int d = 0; d < coordinates; d++) {
                double value = -values[row][d];
                for (int i = 0; i < SplineBasis.ORDER; i++) {
                    value += functions[i] * coefficients[d * basis.count() + first + i];
                }
                sums[d] += value * value / phases.length;
            }
        }
        return sums;
    }
}
