package org.prolepsis.graph.action;

import java.time.Duration;
import java.util.List;
import org.prolepsis.msgs.control_msgs.FollowJointTrajectoryGoal;
import org.prolepsis.msgs.control_msgs.JointTolerance;

/**
 * How far a controller may stray from a trajectory.
 *
 * @param path on the way; joints that are left out keep the controller's own tolerance
 * @param goal at the end; the same
 * @param goalTime how long after its end the trajectory may take to get inside the goal's tolerances; zero: the
 *     controller's own
 */
public record TrajectoryTolerances(List<Joint> path, List<Joint> goal, Duration goalTime) {
    /** The controller's own. */
    public static final TrajectoryTolerances CONTROLLERS =
            new TrajectoryTolerances(List.of(), List.of(), Duration.ZERO);

    /** Stands for no limit. */
    public static final double NO_LIMIT = -1;

    public TrajectoryTolerances {
        path = List.copyOf(path);
        goal = List.copyOf(goal);
        if (goalTime.isNegative()) {
            throw new IllegalArgumentException("goalTime is " + goalTime + "; it must not be negative");
        }
    }

    /**
     * The tolerance of a joint. Each value is positive, 0 for the controller's own, or {@link #NO_LIMIT}.
     *
     * @param name of the joint
     * @param position rad or m
     * @param velocity rad/s or m/s
     * @param acceleration rad/s² or m/s²
     */
    public record Joint(String name, double position, double velocity, double acceleration) {
        public Joint {
            for (double value : new double[] {position, velocity, acceleration}) {
                if (!(value >= 0 || value == NO_LIMIT) || Double.isInfinite(value)) {
                    throw new IllegalArgumentException("tolerance of joint " + name + " is " + value
                            + "; it must be positive, 0 for the controller's own, or -1 for no limit");
                }
            }
        }

        /** A tolerance of position alone, rad or m. */
        public static Joint position(String name, double position) {
            return new Joint(name, position, 0, 0);
        }
    }

    /** The same position tolerances for all joints, rad or m. */
    public static TrajectoryTolerances positions(List<String> joints, double path, double goal, Duration goalTime) {
        return new TrajectoryTolerances(
                joints.stream().map(joint -> Joint.position(joint, path)).toList(),
                joints.stream().map(joint -> Joint.position(joint, goal)).toList(),
                goalTime);
    }

    void writeTo(FollowJointTrajectoryGoal out) {
        out.pathTolerance = messages(path);
        out.goalTolerance = messages(goal);
        out.goalTimeTolerance.setNanos(goalTime.toNanos());
    }

    private static JointTolerance[] messages(List<Joint> joints) {
        return joints.stream()
                .map(joint -> {
                    JointTolerance message = new JointTolerance();
                    message.name = joint.name();
                    message.position = joint.position();
                    message.velocity = joint.velocity();
                    message.acceleration = joint.acceleration();
                    return message;
                })
                .toArray(JointTolerance[]::new);
    }
}
