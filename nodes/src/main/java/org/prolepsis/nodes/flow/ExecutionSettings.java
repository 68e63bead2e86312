package org.prolepsis.nodes.flow;

/**
 * When a motion is done, and when it is given up.
 *
 * @param timeoutSeconds a motion that makes no progress for so long is given up, s
 * @param settlePosition at the end every joint must be so near, rad
 * @param settleVelocity and no faster than this, rad/s
 */
public record ExecutionSettings(double timeoutSeconds, double settlePosition, double settleVelocity) {
    public static final ExecutionSettings DEFAULT = new ExecutionSettings(2.0, 0.05, 0.05);

    public ExecutionSettings {
        requirePositive("timeoutSeconds", timeoutSeconds);
        requirePositive("settlePosition", settlePosition);
        requirePositive("settleVelocity", settleVelocity);
    }

    private static void requirePositive(String field, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(field + " is " + value + "; it must be positive and finite");
        }
    }
}
