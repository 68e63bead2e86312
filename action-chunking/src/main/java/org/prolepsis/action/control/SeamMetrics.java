package org.prolepsis.action.control;

/**
 * What the chunks that joined an average did to it, as read, before seams are blended and motion is limited. At each
 * seam the largest joint counts; grippers do not.
 *
 * @param seams seams measured
 * @param meanJump position jump, rad
 * @param maxJump the largest one
 * @param meanVelocityStep step of the velocity, rad/s
 * @param maxVelocityStep the largest one
 * @param meanJerkStep step of the jerk, rad/s^3
 * @param maxJerkStep the largest one
 */
public record SeamMetrics(
        long seams,
        double meanJump,
        double maxJump,
        double meanVelocityStep,
        double maxVelocityStep,
        double meanJerkStep,
        double maxJerkStep) {
    /** No seam yet. */
    public static final SeamMetrics NONE = new SeamMetrics(0, 0, 0, 0, 0, 0, 0);
}
