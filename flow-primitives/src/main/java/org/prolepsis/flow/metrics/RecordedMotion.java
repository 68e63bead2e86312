package org.prolepsis.flow.metrics;

import org.apache.commons.math3.analysis.interpolation.SplineInterpolator;
import org.apache.commons.math3.analysis.polynomials.PolynomialSplineFunction;
import org.prolepsis.flow.dataset.MotionSpace;

/**
 * A recording read between its samples by natural cubic splines, one for each column: they pass through every sample,
 * so nothing is smoothed away.
 */
final class RecordedMotion implements Motion {
    private static final int QUATERNION_START = 3;

    private final MotionSpace space;
    private final double start;
    private final double duration;
    private final PolynomialSplineFunction[] columns;

    RecordedMotion(MotionSpace space, double[] times, double[][] values) {
        this.space = space;
        this.start = times[0];
        this.duration = times[times.length - 1] - times[0];
        this.columns = new PolynomialSplineFunction[values[0].length];
        double[] column = new double[values.length];
        for (int j = 0; j < columns.length; j++) {
            for (int i = 0; i < column.length; i++) {
                column[i] = values[i][j];
            }
            columns[j] = new SplineInterpolator().interpolate(times, column);
        }
    }

    @Override
    public double duration() {
        return duration;
    }

    @Override
    public void read(double phase, double[] out) {
        double time = Math.min(start + phase * duration, start + duration);
        for (int j = 0; j < columns.length; j++) {
            out[j] = columns[j].value(time);
        }
        if (space == MotionSpace.SE3) {
            double norm = 0;
            for (int j = QUATERNION_START; j < out.length; j++) {
                norm += out[j] * out[j];
            }
            for (int j = QUATERNION_START; j < out.length; j++) {
                out[j] /= Math.sqrt(norm);
            }
        }
    }
}
