package org.prolepsis.cli.bench.ros;

/**
 * Looks for the highest rate that holds: doubles until one fails, then halves the ratio between what holds and what
 * fails until it is at most {@code precision}. Each step is tried by the caller, who may do other things in between.
 */
final class RateSearch {
    private final double floor;
    private final double ceiling;
    private final double precision;
    private double holds;
    private double fails = Double.POSITIVE_INFINITY;
    private double next;

    /** @param precision the ratio of neighbouring rates at which the search ends, above 1 */
    RateSearch(double first, double floor, double ceiling, double precision) {
        if (!(floor > 0 && floor <= first && first <= ceiling && precision > 1)) {
            throw new IllegalArgumentException("got floor " + floor + ", first " + first + ", ceiling " + ceiling
                    + ", precision " + precision + "; they must be ascending from above 0, the precision above 1");
        }
        this.floor = floor;
        this.ceiling = ceiling;
        this.precision = precision;
        next = first;
    }

    /** Whether {@link #highest} is found. */
    boolean isDone() {
        return holds >= ceiling || fails <= floor || fails / holds <= precision;
    }

    /** The rate to try now. */
    double next() {
        return next;
    }

    /** What became of the rate that was to be tried. */
    void record(boolean held) {
        if (held) {
            holds = next;
        } else {
            fails = next;
        }
        if (holds == 0) {
            next = Math.max(floor, next / 2);
        } else if (Double.isInfinite(fails)) {
            next = Math.min(ceiling, next * 2);
        } else {
            next = Math.sqrt(holds * fails);
        }
    }

    /** The highest rate that held; 0 if not even the lowest did. */
    double highest() {
        return holds;
    }
}
