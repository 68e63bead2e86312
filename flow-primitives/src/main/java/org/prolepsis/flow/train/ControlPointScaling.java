package org.prolepsis.flow.train;

import java.util.List;
import org.prolepsis.flow.curve.MotionCurve;

/** Control points and log-duration brought to mean 0 and deviation 1, each by itself. */
final class ControlPointScaling {
    /** Numbers that hardly vary are not blown up beyond this share of the largest deviation. */
    private static final double LEAST_SHARE = 0.01;

    private final double[] mean;
    private final double[] deviation;

    private ControlPointScaling(double[] mean, double[] deviation) {
        this.mean = mean;
        this.deviation = deviation;
    }

    static ControlPointScaling of(List<MotionCurve> curves) {
        double[][] rows = curves.stream().map(ControlPointScaling::vector).toArray(double[][]::new);
        double[] mean = new double[rows[0].length];
        double[] deviation = new double[mean.length];
        double largest = 1e-9;
        for (int i = 0; i < mean.length; i++) {
            for (double[] row : rows) {
                mean[i] += row[i] / rows.length;
            }
            for (double[] row : rows) {
                deviation[i] += (row[i] - mean[i]) * (row[i] - mean[i]) / rows.length;
            }
            deviation[i] = Math.sqrt(deviation[i]);
            largest = Math.max(largest, deviation[i]);
        }
        for (int i = 0; i < mean.length; i++) {
            deviation[i] = Math.max(deviation[i], LEAST_SHARE * largest);
        }
        return new ControlPointScaling(mean, deviation);
    }

    private static double[] vector(MotionCurve curve) {
        double[] coefficients = curve.coefficients();
        double[] vector = java.util.Arrays.copyOf(coefficients, coefficients.length + 1);
        vector[coefficients.length] = Math.log(curve.duration());
        return vector;
    }

    float[] scale(MotionCurve curve) {
        double[] vector = vector(curve);
        float[] scaled = new float[vector.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) ((vector[i] - mean[i]) / deviation[i]);
        }
        return scaled;
    }

    /** Writes the control points and returns the duration, s. */
    double restore(float[] scaled, double[] coefficients) {
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] = mean[i] + deviation[i] * scaled[i];
        }
        int last = mean.length - 1;
        return Math.exp(mean[last] + deviation[last] * scaled[last]);
    }
}
