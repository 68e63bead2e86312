package org.prolepsis.flow.manifold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/** Finds the principal components of demonstrations. */
final class PrincipalAnalysis {
    /** The share of duration in the variance, if durations differ at all. */
    private static final double DURATION_SHARE = 0.1;
    /** Components whose variance in sum is below this share of the whole are dropped. */
    private static final double NEGLIGIBLE = 1e-7;

    private PrincipalAnalysis() {}

    static PrincipalMotions of(FittedDemonstrations fitted) {
        List<double[]> rows =
                fitted.curves().stream().map(PrincipalMotions::vector).toList();
        int n = rows.size();
        int width = rows.get(0).length;
        double[] mean = new double[width];
        for (double[] row : rows) {
            for (int i = 0; i < width; i++) {
                mean[i] += row[i] / n;
            }
        }
        PrincipalMotions plain = new PrincipalMotions(fitted.chart(), fitted.basis(), 1, 1, mean, new double[0][]);
        double durationWeight = chooseDurationWeight(plain, rows);
        PrincipalMotions weighted =
                new PrincipalMotions(fitted.chart(), fitted.basis(), durationWeight, 1, mean, new double[0][]);
        return analyse(weighted, rows);
    }

    private static double chooseDurationWeight(PrincipalMotions plain, List<double[]> rows) {
        double motion = 0;
        double duration = 0;
        for (double[] row : rows) {
            double[] deviation = plain.deviation(row);
            double logDuration = deviation[deviation.length - 1];
            duration += logDuration * logDuration / rows.size();
            motion += (PrincipalMotions.dot(deviation, plain.metric(deviation)) - logDuration * logDuration)
                    / rows.size();
        }
        // durations that hardly differ must not be blown up to a tenth of the variance: cap at 4 times motion
        double floor = DURATION_SHARE / 4;
        return Math.max(motion, 1e-12) * DURATION_SHARE / Math.max(duration, floor);
    }

    /** Components from the eigenvectors of the small matrix of inner products between demonstrations. */
    private static PrincipalMotions analyse(PrincipalMotions centred, List<double[]> rows) {
        int n = rows.size();
        double[][] deviations = rows.stream().map(centred::deviation).toArray(double[][]::new);
        RealMatrix inner = MatrixUtils.createRealMatrix(n, n);
        for (int i = 0; i < n; i++) {
            double[] weighted = centred.metric(deviations[i]);
            for (int j = 0; j < n; j++) {
                inner.setEntry(i, j, PrincipalMotions.dot(weighted, deviations[j]));
            }
        }
        RealMatrix symmetric = inner.add(inner.transpose()).scalarMultiply(0.5);
        EigenDecomposition eigen = new EigenDecomposition(symmetric);
        double[] values = eigen.getRealEigenvalues();
        double left = Arrays.stream(values).filter(value -> value > 0).sum();
        double negligible = Math.max(NEGLIGIBLE * left, 1e-18);
        List<double[]> found = new ArrayList<>();
        for (int k = 0; k < n && (found.isEmpty() || left > negligible); k++) {
            found.add(combine(deviations, eigen.getEigenvector(k).toArray(), values[k]));
            left -= values[k];
        }
        double largest = Math.sqrt(Math.max(values[0], 0) / n);
        return new PrincipalMotions(
                centred.chart(),
                centred.basis(),
                centred.durationWeight(),
                largest > 1e-9 ? largest : 1,
                centred.mean(),
                found.toArray(double[][]::new));
    }

    private static double[] combine(double[][] deviations, double[] eigenvector, double eigenvalue) {
        double[] component = new double[deviations[0].length];
        if (eigenvalue < 1e-18) {
            return component; // a single demonstration, or equal ones: nothing varies
        }
        for (int i = 0; i < deviations.length; i++) {
            for (int k = 0; k < component.length; k++) {
                component[k] += eigenvector[i] / Math.sqrt(eigenvalue) * deviations[i][k];
            }
        }
        return component;
    }
}
