package org.prolepsis.sim.expert;

/**
 * One motion of the hand from a pose to another: least jerk along a line that bows a little to the side (Flash and Hogan,
 * J. Neurosci. 1985). The goal may move while the hand is under way.
 *
 * @param from where it starts
 * @param seconds how long it takes
 * @param bow how far the middle of the path lies to the side, m
 */
record Reach(ToolPose from, double seconds, double bow) {
    ToolPose at(double elapsed, ToolPose goal) {
        double s = Math.max(0, Math.min(1, elapsed / seconds));
        double share = s * s * s * (10 + s * (6 * s - 15));
        double dx = goal.x() - from.x();
        double dy = goal.y() - from.y();
        double length = Math.hypot(dx, dy);
        double side = length < 0.02 ? 0 : bow * 16 * share * share * (1 - share) * (1 - share) / length;
        return new ToolPose(
                from.x() + share * dx - side * dy,
                from.y() + share * dy + side * dx,
                from.z() + share * (goal.z() - from.z()),
                from.yaw() + share * (goal.yaw() - from.yaw()));
    }
}
