package org.prolepsis.report;

/**
 * The limits a recording is held against, [joints] each.
 *
 * @param minPosition rad
 * @param maxPosition rad
 * @param maxVelocity rad/s
 * @param maxAcceleration rad/s²
 */
public record Limits(double[] minPosition, double[] maxPosition, double[] maxVelocity, double[] maxAcceleration) {
    /**
     * Checks the shapes.
     *
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public Limits {
        int joints = minPosition.length;
        if (maxPosition.length != joints || maxVelocity.length != joints || maxAcceleration.length != joints) {
            throw new IllegalArgumentException("limits have " + joints + ", " + maxPosition.length + ", "
                    + maxVelocity.length + " and " + maxAcceleration.length + " values; one a joint is needed in each");
        }
    }

    /** The number of joints. */
    public int joints() {
        return minPosition.length;
    }
}
