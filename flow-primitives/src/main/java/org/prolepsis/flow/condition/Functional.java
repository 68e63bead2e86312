package org.prolepsis.flow.condition;

import org.prolepsis.flow.curve.SplineBasis;

/** A derivative of one coordinate at one phase, as a linear function of the control points. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Functional(int coordinate, int first, double[] values, double noise) {
    static Functional of(SplineBasis basis, int coordinate, double phase, int derivative, double noise) {
        double[] values = new double[SplineBasis.ORDER];
        int first = basis.evaluate(phase, derivative, values);
        return new Functional(coordinate, first, values, noise);
    }

    /** The value of it at control points {@code [coordinates * count]}. */
    double at(double[] coefficients, int count) {
        int start = coordinate * count + first;
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * coefficients[start + i];
        }
        return sum;
    }
}
