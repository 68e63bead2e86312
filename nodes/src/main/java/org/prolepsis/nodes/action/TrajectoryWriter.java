package org.prolepsis.nodes.action;

import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint;
import org.prolepsis.nodes.robot.RobotDescription;

/**
 * Writes knots of a {@link SetpointTrail} into one trajectory message that it reuses, as a joint_trajectory_controller
 * passes them through unspoiled: the stamp is when the knot before the first is due, where the controller is on the same
 * curve already, so that its bridge to the first point is the curve itself. A last point lies behind the knots, at rest: when
 * nothing comes any more, the controller brakes by itself. For one thread; allocates nothing but in the constructor.
 */
final class TrajectoryWriter {
    /** The last point is so far off that braking takes at most three quarters of the acceleration limit. */
    private static final double BRAKING = 2;

    private final JointLimit[] limits;
    private final JointTrajectory message = new JointTrajectory();
    private final JointTrajectoryPoint[][] byCount;

    /**
     * A writer of messages.
     *
     * @param mostKnots knots in a message at most
     */
    TrajectoryWriter(RobotDescription robot, int mostKnots) {
        limits = robot.limits().joints().toArray(new JointLimit[0]);
        message.jointNames = robot.jointNames().toArray(new String[0]);
        byCount = new JointTrajectoryPoint[mostKnots + 2][];
        JointTrajectoryPoint[] points = new JointTrajectoryPoint[mostKnots + 1];
        for (int i = 0; i < points.length; i++) {
            points[i] = new JointTrajectoryPoint();
            points[i].positions = new double[limits.length];
            points[i].velocities = new double[limits.length];
            points[i].accelerations = new double[limits.length];
        }
        for (int count = 0; count < byCount.length; count++) {
            byCount[count] = java.util.Arrays.copyOf(points, count);
        }
    }

    /** The message with the knots from {@code first} to {@code end}, without {@code end}: at least one, at most the most. */
    JointTrajectory write(SetpointTrail trail, long first, long end) {
        int count = (int) (end - first);
        long start = first > trail.firstKnot() ? trail.due(first - 1) : trail.due(first) - trail.periodNanos();
        message.header.stamp.setNanos(start);
        message.points = byCount[count + 1];
        for (int i = 0; i < count; i++) {
            JointTrajectoryPoint point = message.points[i];
            long knot = first + i;
            point.timeFromStart.setNanos(trail.due(knot) - start);
            System.arraycopy(trail.positions(knot), 0, point.positions, 0, limits.length);
            System.arraycopy(trail.velocities(knot), 0, point.velocities, 0, limits.length);
            System.arraycopy(trail.accelerations(knot), 0, point.accelerations, 0, limits.length);
        }
        brake(message.points[count - 1], message.points[count], trail.periodNanos());
        return message;
    }

    /** A point at rest that the last knot can brake to. */
    private void brake(JointTrajectoryPoint last, JointTrajectoryPoint rest, long periodNanos) {
        double seconds = periodNanos * 1e-9;
        for (int j = 0; j < limits.length; j++) {
            seconds = Math.max(seconds, BRAKING * Math.abs(last.velocities[j]) / limits[j].maxAcceleration());
        }
        for (int j = 0; j < limits.length; j++) {
            double way = last.positions[j] + last.velocities[j] * seconds / 2;
            rest.positions[j] = Math.min(Math.max(way, limits[j].minPosition()), limits[j].maxPosition());
            rest.velocities[j] = 0;
            rest.accelerations[j] = 0;
        }
        rest.timeFromStart.setNanos(last.timeFromStart.toNanos() + Math.round(seconds * 1e9));
    }
}
