package org.prolepsis.action.limit;

/**
 * Exact braking in discrete time. A joint moves by {@code velocity * period} a tick and may change its velocity by
 * {@code step = acceleration * period}. Moving at u this tick and losing one step of velocity at each later tick takes
 * {@code T ((n + 1) u - step n (n + 1) / 2)} with {@code n = floor(u / step)}: piecewise linear, so it can be inverted
 * without iteration and without the overshoot of the continuous formula {@code sqrt(2 a d)}.
 */
final class Braking {
    private Braking() {}

    /** Way to rest, this tick included, moving at {@code velocity >= 0} in this tick. */
    static double distance(double velocity, double acceleration, double period) {
        double step = acceleration * period;
        double n = Math.floor(velocity / step);
        return period * ((n + 1) * velocity - step * n * (n + 1) / 2);
    }

    /** Fastest velocity for this tick from which rest is reached within {@code distance >= 0}; inverse of the above. */
    static double fastest(double distance, double acceleration, double period) {
        double unit = acceleration * period * period;
        if (distance <= unit) {
            return distance / period;
        }
        double n = Math.floor((Math.sqrt(1 + 8 * distance / unit) - 1) / 2);
        return (distance + unit * n * (n + 1) / 2) / ((n + 1) * period);
    }
}
