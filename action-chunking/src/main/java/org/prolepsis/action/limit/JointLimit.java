package org.prolepsis.action.limit;

import java.util.Objects;

/**
 * What one joint may do.
 *
 * @param name the joint
 * @param minPosition rad; may be negative infinity
 * @param maxPosition rad; may be infinity
 * @param maxVelocity rad/s
 * @param maxAcceleration rad/s^2
 * @param maxJerk rad/s^3
 */
public record JointLimit(
        String name,
        double minPosition,
        double maxPosition,
        double maxVelocity,
        double maxAcceleration,
        double maxJerk) {
    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a limit is NaN, not positive or not finite, or the position range is empty;
     *     joint and field are named
     */
    public JointLimit {
        Objects.requireNonNull(name, "name");
        if (!(minPosition < maxPosition)) {
            throw new IllegalArgumentException("joint " + name + ": minPosition is " + minPosition + " and maxPosition "
                    + maxPosition + "; the minimum must be below the maximum");
        }
        requirePositive(name, "maxVelocity", maxVelocity);
        requirePositive(name, "maxAcceleration", maxAcceleration);
        requirePositive(name, "maxJerk", maxJerk);
    }

    private static void requirePositive(String name, String field, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "joint " + name + ": " + field + " is " + value + "; it must be positive and finite");
        }
    }
}
