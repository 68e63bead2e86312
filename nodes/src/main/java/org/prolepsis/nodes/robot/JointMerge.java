package org.prolepsis.nodes.robot;

import java.util.Map;
import org.prolepsis.action.limit.JointLimit;

/**
 * The limits of one joint from a URDF and a joint_limits file. The file adds acceleration and jerk, and may tighten
 * positions and velocity. It may not widen them: the URDF says what the hardware stands, as the aggregator of MoveIt's
 * Pilz planner has it (MoveIt's own loader lets the file replace them).
 *
 * @param where source and joint, for messages
 * @param fields what the file says of the joint
 * @param urdf what the URDF says of it, or null
 */
record JointMerge(String where, Map<?, ?> fields, UrdfJoint urdf) {
    /** Stands in for a jerk limit that is not given: so high that it never binds at 1 kHz. */
    private static final double NO_JERK_LIMIT = 1e6;

    JointLimit limit(String name) {
        boolean turning = urdf != null && urdf.type().equals("continuous");
        double lower = urdf == null ? Double.NaN : urdf.lower();
        double upper = urdf == null ? Double.NaN : urdf.upper();
        double velocity = urdf == null ? Double.NaN : urdf.velocity();
        double minPosition = tighter("has_position_limits", "min_position", lower, turning, 1);
        double maxPosition = tighter("has_position_limits", "max_position", upper, turning, -1);
        double maxVelocity = tighter("has_velocity_limits", "max_velocity", velocity, false, -1);
        double maxAcceleration = number("has_acceleration_limits", "max_acceleration");
        double maxJerk = has("has_jerk_limits") ? number("has_jerk_limits", "max_jerk") : NO_JERK_LIMIT;
        try {
            return new JointLimit(name, minPosition, maxPosition, maxVelocity, maxAcceleration, maxJerk);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    private boolean has(String flag) {
        return Boolean.TRUE.equals(fields.get(flag));
    }

    /** The file's value if it has one; {@code inwards} is 1 where a greater value is tighter, -1 where a smaller is. */
    private double tighter(String flag, String field, double ofUrdf, boolean mayMiss, int inwards) {
        if (!has(flag) && (mayMiss || !Double.isNaN(ofUrdf))) {
            return ofUrdf;
        }
        double ofFile = number(flag, field);
        if (inwards * (ofFile - ofUrdf) < 0) {
            throw new IllegalArgumentException(where + ": " + field + " is " + ofFile + ", outside the URDF's " + ofUrdf
                    + "; the file may only tighten what the URDF allows");
        }
        return ofFile;
    }

    private double number(String flag, String field) {
        if (!has(flag) || !(fields.get(field) instanceof Number value)) {
            throw new IllegalArgumentException(where + ": " + field + " is " + fields.get(field) + " with " + flag + " "
                    + fields.get(flag) + "; a number with " + flag + ": true is needed, for the arm is moved inside its"
                    + " limits");
        }
        return value.doubleValue();
    }
}
