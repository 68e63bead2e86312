package org.prolepsis.action.ensemble;

import java.util.List;
import java.util.Objects;

/**
 * How the adaptive strategy chooses pace and look-ahead.
 *
 * @param maxLookAheadSteps farthest look-ahead, policy steps
 * @param toleranceRad how far the arm may leave the predicted path in free motion, rad; what disagreement, curvature and
 *     tracking error are measured by
 * @param eventPace pace at which a gripper acts
 * @param eventSeconds how long before a gripper acts the pace is down to {@code eventPace}, s at pace 1
 * @param gripperJoints names of the joints that are grippers; the others are the arm
 */
public record AdaptiveSettings(
        double maxLookAheadSteps,
        double toleranceRad,
        double eventPace,
        double eventSeconds,
        List<String> gripperJoints) {
    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a value is out of its range; the field is named
     */
    public AdaptiveSettings {
        requireIn("maxLookAheadSteps", maxLookAheadSteps, 0, 1000);
        requireIn("toleranceRad", toleranceRad, 1e-4, 10);
        requireIn("eventPace", eventPace, 0.01, 10);
        requireIn("eventSeconds", eventSeconds, 0, 10);
        gripperJoints = List.copyOf(Objects.requireNonNull(gripperJoints, "gripperJoints"));
    }

    /** At most 25 steps ahead, 0.05 rad off the path, pace 1 from 0.2 s before a gripper acts; no gripper. */
    public static AdaptiveSettings defaults() {
        return new AdaptiveSettings(25, 0.05, 1, 0.2, List.of());
    }

    /** These settings with grippers, by their joints' names. */
    public AdaptiveSettings withGripperJoints(List<String> names) {
        return new AdaptiveSettings(maxLookAheadSteps, toleranceRad, eventPace, eventSeconds, names);
    }

    private static void requireIn(String field, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(field + " is " + value + "; it must be from " + min + " to " + max);
        }
    }
}
