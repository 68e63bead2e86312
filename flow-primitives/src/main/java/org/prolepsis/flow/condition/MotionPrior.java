package org.prolepsis.flow.condition;

import java.util.List;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.prolepsis.flow.curve.Chart;
import org.prolepsis.flow.curve.SplineBasis;

/**
 * How motions deviate from a sample, as a Gaussian over control points: along the differences of other samples of the same
 * model, and for what these cannot express, smoothly. The covariance is
 *
 * <pre>V Vᵀ + β² (W ⊗ (G₀ + τ⁶ G₃))⁻¹,</pre>
 *
 * where the columns of V are centred samples, G_k the exact Gram matrices of the k-th derivative, W the weights of the
 * trajectory distance, τ a length in phase and β² such that both terms have the same variance. Its
 * quadratic form is the least correction: of two that meet the same constraints, the one in the manner of the samples wins,
 * and beside them the one with less distance and less jerk.
 *
 * <p>Where the model's motions rest at their ends, so do corrected ones: the smooth term lives on the same subspace.
 * Immutable and thread-safe.
 *
 * <p>Conditioning as for probabilistic movement primitives (Paraschos et al. 2013, section 2.2), with an exact smooth term
 * in place of a diagonal one.
 */
public final class MotionPrior {
    /**
     * The variance of the smooth term against that of the samples. With less of it, via-points that no sample comes near are
     * met by overdoing what samples differ in: at 0.05, three random ones make a motion 26 times as jerky.
     */
    static final double SMOOTH_SHARE = 1;
    /** The length over which a smooth correction fades, in phase; longer is jerkier in the same way. */
    static final double LENGTH = 0.1;
    /** The least deviation of the smooth term in the trajectory metric, for models that hardly vary. */
    private static final double LEAST_DEVIATION = 0.02;

    private final Chart chart;
    private final SplineBasis basis;
    /** {@code [samples][coordinates * count]}, scaled so that their outer products sum to the covariance. */
    private final double[][] variation;
    /** Inverse of the smoothness form on the subspace of motions, {@code [count][count]}. */
    private final double[][] smooth;
    /** The same where the start may move. */
    private final double[][] smoothFromStart;

    private final double smoothVariance;

    /**
     * Learns from samples.
     *
     * @param chart what the coordinates mean
     * @param basis of the motions
     * @param restAtEnds whether every motion starts and ends at rest
     * @param samples control points of samples, {@code [coordinates * count]} each, at least one
     * @return the prior
     * @throws IllegalArgumentException if there are no samples or a length does not fit
     */
    public static MotionPrior of(Chart chart, SplineBasis basis, boolean restAtEnds, List<double[]> samples) {
        int width = chart.coordinates() * basis.count();
        if (samples.isEmpty() || samples.stream().anyMatch(sample -> sample.length != width)) {
            throw new IllegalArgumentException(
                    "got " + samples.size() + " samples, must be at least one of " + width + " control points each");
        }
        return new MotionPrior(chart, basis, restAtEnds, centred(samples, width), SMOOTH_SHARE, LENGTH);
    }

    /** The same prior with another share and length of the smooth term. */
    MotionPrior with(boolean restAtEnds, double share, double length) {
        return new MotionPrior(chart, basis, restAtEnds, variation, share, length);
    }

    private static double[][] centred(List<double[]> samples, int width) {
        int n = samples.size();
        double[] mean = new double[width];
        for (double[] sample : samples) {
            for (int i = 0; i < width; i++) {
                mean[i] += sample[i] / n;
            }
        }
        double scale = 1 / Math.sqrt(Math.max(1, n - 1));
        double[][] out = new double[n][width];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < width; i++) {
                out[k][i] = scale * (samples.get(k)[i] - mean[i]);
            }
        }
        return out;
    }

    private MotionPrior(
            Chart chart, SplineBasis basis, boolean restAtEnds, double[][] variation, double share, double length) {
        this.chart = chart;
        this.basis = basis;
        this.variation = variation;
        RealMatrix distance = basis.gram(0);
        RealMatrix form = distance.add(basis.gram(3).scalarMultiply(Math.pow(length, 6)));
        this.smooth = inverse(form, ties(basis.count(), restAtEnds, restAtEnds));
        this.smoothFromStart = inverse(form, ties(basis.count(), false, restAtEnds));
        double size = chart.coordinates()
                * distance.multiply(MatrixUtils.createRealMatrix(smooth)).getTrace();
        this.smoothVariance = Math.max(share * variance(distance), LEAST_DEVIATION * LEAST_DEVIATION) / size;
    }

    /** The mean squared trajectory distance of the samples from their mean. */
    private double variance(RealMatrix distance) {
        int count = basis.count();
        double sum = 0;
        for (double[] column : variation) {
            for (int d = 0; d < chart.coordinates(); d++) {
                double[] w = java.util.Arrays.copyOfRange(column, d * count, (d + 1) * count);
                double[] gw = distance.operate(w);
                for (int i = 0; i < count; i++) {
                    sum += chart.weight(d) * w[i] * gw[i];
                }
            }
        }
        return sum;
    }

    /** Control points as functions of the free ones: equal in threes at an end that is at rest. */
    private static RealMatrix ties(int count, boolean start, boolean end) {
        int first = start ? 2 : 0;
        int free = count - first - (end ? 2 : 0);
        RealMatrix ties = MatrixUtils.createRealMatrix(count, free);
        for (int i = 0; i < count; i++) {
            ties.setEntry(i, Math.max(0, Math.min(free - 1, i - first)), 1);
        }
        return ties;
    }

    private static double[][] inverse(RealMatrix form, RealMatrix ties) {
        RealMatrix reduced = ties.transpose().multiply(form).multiply(ties);
        // products of matrices are symmetric up to rounding only
        RealMatrix symmetric = reduced.add(reduced.transpose()).scalarMultiply(0.5);
        RealMatrix inverse =
                new CholeskyDecomposition(symmetric, 1e-9, 0).getSolver().getInverse();
        return ties.multiply(inverse).multiply(ties.transpose()).getData();
    }

    Chart chart() {
        return chart;
    }

    SplineBasis basis() {
        return basis;
    }

    /** How a functional goes along with each sample. */
    double[] along(Functional f) {
        double[] out = new double[variation.length];
        for (int k = 0; k < out.length; k++) {
            out[k] = f.at(variation[k], basis.count());
        }
        return out;
    }

    /** The smooth covariance of a functional with the control points of its coordinate. */
    double[] smoothly(Functional f, boolean startMoves) {
        double[][] inverse = startMoves ? smoothFromStart : smooth;
        double variance = smoothVariance / chart.weight(f.coordinate());
        double[] out = new double[basis.count()];
        for (int i = 0; i < f.values().length; i++) {
            double[] row = inverse[f.first() + i];
            double factor = variance * f.values()[i];
            for (int k = 0; k < out.length; k++) {
                out[k] += factor * row[k];
            }
        }
        return out;
    }

    /** Adds the samples, each so many times, to control points. */
    void addVariation(double[] shares, double[] coefficients) {
        for (int k = 0; k < shares.length; k++) {
            double[] column = variation[k];
            for (int i = 0; i < column.length; i++) {
                coefficients[i] += shares[k] * column[i];
            }
        }
    }
}
