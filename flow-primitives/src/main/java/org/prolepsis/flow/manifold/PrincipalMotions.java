package org.prolepsis.flow.manifold;

import java.util.Arrays;
import org.apache.commons.math3.linear.RealMatrix;
import org.prolepsis.flow.curve.Chart;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.curve.SplineBasis;

/**
 * Principal components of motions in the trajectory metric: the squared distance of two motions is the integral over
 * phase of |position difference|^2 + 10 |rotation difference|^2 (joints: |difference|^2) plus a weight times the
 * squared difference of log-durations. Squared distances of component vectors, times {@code scale()^2}, are exactly
 * these distances. Immutable and thread-safe.
 */
public final class PrincipalMotions {
    private final Chart chart;
    private final SplineBasis basis;
    private final double durationWeight;
    private final double scale;
    private final double[] mean;
    private final double[][] components;
    private final RealMatrix gram;

    /**
     * Restores the components, as from a bundle.
     *
     * @param chart what the coordinates mean
     * @param basis the basis
     * @param durationWeight weight of a squared difference of log-durations, positive
     * @param scale the length that one unit of a component stands for, positive
     * @param mean {@code [coordinates * count + 1]}: mean control points and mean log-duration
     * @param components {@code [components][coordinates * count + 1]}, orthonormal in the metric
     * @throws IllegalArgumentException if a length does not fit
     */
    public PrincipalMotions(
            Chart chart, SplineBasis basis, double durationWeight, double scale, double[] mean, double[][] components) {
        int width = chart.coordinates() * basis.count() + 1;
        if (mean.length != width || Arrays.stream(components).anyMatch(component -> component.length != width)) {
            throw new IllegalArgumentException("mean and components must have " + width + " values each");
        }
        this.chart = chart;
        this.basis = basis;
        this.durationWeight = durationWeight;
        this.scale = scale;
        this.mean = mean.clone();
        this.components = Arrays.stream(components).map(double[]::clone).toArray(double[][]::new);
        this.gram = basis.gram(0);
    }

    /**
     * Analyses demonstrations.
     *
     * @param fitted at least one
     * @return their mean and components, the largest variance first; at least one component
     */
    public static PrincipalMotions of(FittedDemonstrations fitted) {
        return PrincipalAnalysis.of(fitted);
    }

    /** Control points and log-duration. */
    static double[] vector(MotionCurve curve) {
        double[] coefficients = curve.coefficients();
        double[] vector = Arrays.copyOf(coefficients, coefficients.length + 1);
        vector[coefficients.length] = Math.log(curve.duration());
        return vector;
    }

    double[] deviation(double[] vector) {
        double[] deviation = new double[vector.length];
        for (int i = 0; i < deviation.length; i++) {
            deviation[i] = vector[i] - mean[i];
        }
        return deviation;
    }

    /** The metric applied to a vector of control points and log-duration. */
    double[] metric(double[] vector) {
        double[] out = applyByCoordinate(gram, vector);
        out[out.length - 1] = durationWeight * vector[vector.length - 1];
        return out;
    }

    private double[] applyByCoordinate(RealMatrix matrix, double[] vector) {
        double[] out = new double[vector.length];
        int count = basis.count();
        for (int d = 0; d < chart.coordinates(); d++) {
            double[] product = matrix.operate(Arrays.copyOfRange(vector, d * count, (d + 1) * count));
            for (int i = 0; i < count; i++) {
                out[d * count + i] = chart.weight(d) * product[i];
            }
        }
        return out;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /**
     * The components of a motion.
     *
     * @param curve of the same chart and basis
     * @return {@code [count()]}, in units of {@link #scale}
     */
    public float[] project(MotionCurve curve) {
        double[] weighted = metric(deviation(vector(curve)));
        float[] out = new float[components.length];
        for (int k = 0; k < out.length; k++) {
            out[k] = (float) (dot(weighted, components[k]) / scale);
        }
        return out;
    }

    /**
     * The motion of given components. Allocates nothing.
     *
     * @param values {@code [count()]} at least, in units of {@link #scale}
     * @param coefficients {@code [coordinates * basis.count()]}, receives the control points
     * @return the duration, s
     */
    public double expand(float[] values, double[] coefficients) {
        int last = mean.length - 1;
        System.arraycopy(mean, 0, coefficients, 0, last);
        double logDuration = mean[last];
        for (int k = 0; k < components.length; k++) {
            double value = scale * values[k];
            double[] component = components[k];
            for (int i = 0; i < last; i++) {
                coefficients[i] += value * component[i];
            }
            logDuration += value * component[last];
        }
        return Math.exp(logDuration);
    }

    /**
     * The jerk of motions as a quadratic form of their components: with a = (1, components), jerk = a' Q a, where jerk
     * is the integral over phase of the weighted squared third derivative.
     *
     * @return Q, {@code [count() + 1][count() + 1]}, symmetric
     */
    public double[][] jerkForm() {
        RealMatrix jerkGram = basis.gram(3);
        int n = components.length + 1;
        double[][] form = new double[n][n];
        for (int i = 0; i < n; i++) {
            double[] product = applyByCoordinate(jerkGram, direction(i));
            for (int j = 0; j < n; j++) {
                form[i][j] = dot(product, direction(j));
            }
        }
        return form;
    }

    private double[] direction(int index) {
        return index == 0
                ? mean
                : Arrays.stream(components[index - 1])
                        .map(value -> scale * value)
                        .toArray();
    }

    /**
     * The number of components.
     *
     * @return at least 1
     */
    public int count() {
        return components.length;
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
     * The weight of a squared difference of log-durations.
     *
     * @return positive
     */
    public double durationWeight() {
        return durationWeight;
    }

    /**
     * The length that one unit of a component stands for: the deviation along the first.
     *
     * @return positive
     */
    public double scale() {
        return scale;
    }

    /**
     * Mean control points and mean log-duration.
     *
     * @return {@code [coordinates * basis.count() + 1]}, a copy
     */
    public double[] mean() {
        return mean.clone();
    }

    /**
     * The components.
     *
     * @return {@code [count()][coordinates * basis.count() + 1]}, copies
     */
    public double[][] components() {
        return Arrays.stream(components).map(double[]::clone).toArray(double[][]::new);
    }
}
