package org.prolepsis.nodes.robot;

/**
 * What a URDF says of the motion of one joint.
 *
 * @param type revolute, continuous, prismatic, fixed, floating or planar
 * @param lower rad (m for a prismatic joint), soft limits taken into account; negative infinity for a continuous joint
 * @param upper likewise
 * @param velocity rad/s or m/s; NaN where there is no limit element
 * @param effort N m or N; NaN where there is none
 * @param mimics the joint that it follows; empty if it moves by itself
 */
record UrdfJoint(String name, String type, double lower, double upper, double velocity, double effort, String mimics) {
    /** Says why the joint cannot be commanded, or is empty if it can. */
    String whyNotCommanded() {
        if (!mimics.isEmpty()) {
            return "it mimics joint " + mimics + ", which must be named instead";
        }
        return switch (type) {
            case "revolute", "continuous", "prismatic" -> "";
            default -> "its type is " + type + "; it must be revolute, continuous or prismatic";
        };
    }
}
