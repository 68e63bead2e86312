package org.prolepsis.flow.metrics;

/** A running mean; NaN until something was added. */
final class Mean {
    private double sum;
    private long count;

    void add(double value) {
        sum += value;
        count++;
    }

    double value() {
        return count == 0 ? Double.NaN : sum / count;
    }
}
