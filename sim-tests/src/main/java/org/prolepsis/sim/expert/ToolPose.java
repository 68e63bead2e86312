package org.prolepsis.sim.expert;

/**
 * A pose of the gripper that points straight down.
 *
 * @param x of the point between the finger tips, frame of the base, m
 * @param y see x
 * @param z see x
 * @param yaw rotation about the vertical, rad; at 0 the fingers close along y
 */
public record ToolPose(double x, double y, double z, double yaw) {
    /** The distance between the points, m. */
    public double distance(ToolPose other) {
        return Math.sqrt((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y) + (z - other.z) * (z - other.z));
    }
}
