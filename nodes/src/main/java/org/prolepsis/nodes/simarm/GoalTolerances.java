package org.prolepsis.nodes.simarm;

import java.util.Arrays;
import java.util.List;
import org.prolepsis.msgs.control_msgs.FollowJointTrajectoryGoal;
import org.prolepsis.msgs.control_msgs.JointTolerance;
import org.prolepsis.nodes.joints.InvalidInputException;

/** How far the joints may stray from a trajectory. Arrays are [joints]; a value that is 0 or less is no limit. */
final class GoalTolerances {
    /** A joint at its end is no faster than this, rad/s, unless the goal says otherwise, as in ROS's controller. */
    private static final double STOPPED = 0.01;

    /** On the way, rad. */
    private final double[] pathPosition;
    /** On the way, rad/s. */
    private final double[] pathVelocity;
    /** At the end, rad. */
    private final double[] goalPosition;
    /** At the end, rad/s. */
    private final double[] goalVelocity;

    private final double goalTimeSeconds;

    private GoalTolerances(
            double[] pathPosition,
            double[] pathVelocity,
            double[] goalPosition,
            double[] goalVelocity,
            double goalTimeSeconds) {
        this.pathPosition = pathPosition;
        this.pathVelocity = pathVelocity;
        this.goalPosition = goalPosition;
        this.goalVelocity = goalVelocity;
        this.goalTimeSeconds = goalTimeSeconds;
    }

    /** The same for all joints. */
    static GoalTolerances uniform(int joints, double path, double goal, double goalTimeSeconds) {
        return new GoalTolerances(
                filled(joints, path),
                new double[joints],
                filled(joints, goal),
                filled(joints, STOPPED),
                goalTimeSeconds);
    }

    private static double[] filled(int joints, double value) {
        double[] out = new double[joints];
        Arrays.fill(out, value);
        return out;
    }

    /**
     * These tolerances with what a goal says otherwise: 0 keeps them, a negative value lifts them.
     *
     * @throws InvalidInputException if it names an unknown joint, or a value that is not finite or a negative time
     */
    GoalTolerances with(FollowJointTrajectoryGoal goal, List<String> joints) {
        long time = goal.goalTimeTolerance.toNanos();
        if (time < 0) {
            throw new InvalidInputException("goal_time_tolerance is " + time * 1e-9 + " s; it must not be negative");
        }
        GoalTolerances out = new GoalTolerances(
                pathPosition.clone(),
                pathVelocity.clone(),
                goalPosition.clone(),
                goalVelocity.clone(),
                time == 0 ? goalTimeSeconds : time * 1e-9);
        apply("path_tolerance", goal.pathTolerance, joints, out.pathPosition, out.pathVelocity);
        apply("goal_tolerance", goal.goalTolerance, joints, out.goalPosition, out.goalVelocity);
        return out;
    }

    private static void apply(
            String field, JointTolerance[] given, List<String> joints, double[] position, double[] velocity) {
        for (JointTolerance each : given) {
            int j = joints.indexOf(each.name);
            if (j < 0) {
                throw new InvalidInputException(field + " names joint " + each.name + "; the arm has " + joints);
            }
            if (!Double.isFinite(each.position) || !Double.isFinite(each.velocity)) {
                throw new InvalidInputException(field + " of joint " + each.name + " is " + each.position + " rad and "
                        + each.velocity + " rad/s; both must be finite");
            }
            position[j] = each.position == 0 ? position[j] : each.position;
            velocity[j] = each.velocity == 0 ? velocity[j] : each.velocity;
        }
    }

    /** How long after its end a trajectory may take to get there, s. */
    double goalTimeSeconds() {
        return goalTimeSeconds;
    }

    /** The first joint that strays too far on the way, or -1. */
    int strayed(double[] positionError, double[] velocityError) {
        return first(positionError, pathPosition, velocityError, pathVelocity);
    }

    /** The first joint that is not at its goal, or -1. */
    int notThere(double[] positionError, double[] velocityError) {
        return first(positionError, goalPosition, velocityError, goalVelocity);
    }

    private static int first(double[] position, double[] maxPosition, double[] velocity, double[] maxVelocity) {
        for (int j = 0; j < position.length; j++) {
            if ((maxPosition[j] > 0 && Math.abs(position[j]) > maxPosition[j])
                    || (maxVelocity[j] > 0 && Math.abs(velocity[j]) > maxVelocity[j])) {
                return j;
            }
        }
        return -1;
    }
}
