package org.prolepsis.graph.action;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.msgs.ActionType;
import org.prolepsis.msgs.control_msgs.FollowJointTrajectoryAction;
import org.prolepsis.msgs.control_msgs.FollowJointTrajectoryFeedback;
import org.prolepsis.msgs.control_msgs.FollowJointTrajectoryGoal;
import org.prolepsis.msgs.control_msgs.FollowJointTrajectoryResult;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint;

/**
 * A client of a controller's {@code follow_joint_trajectory} action, such as that of ROS's joint_trajectory_controller.
 * A newer trajectory preempts the one that is followed. Any thread; see {@link ActionClient}.
 */
public final class FollowJointTrajectoryClient implements AutoCloseable {
    private static final ActionType<
                    FollowJointTrajectoryGoal, FollowJointTrajectoryResult, FollowJointTrajectoryFeedback>
            TYPE = FollowJointTrajectoryAction.ACTION;

    private final ActionClient<FollowJointTrajectoryGoal, FollowJointTrajectoryResult, FollowJointTrajectoryFeedback>
            client;

    private FollowJointTrajectoryClient(
            ActionClient<FollowJointTrajectoryGoal, FollowJointTrajectoryResult, FollowJointTrajectoryFeedback>
                    client) {
        this.client = client;
    }

    /** How a controller judged a trajectory: {@code control_msgs/FollowJointTrajectoryResult}. */
    public enum Code {
        /** Nothing was wrong; the goal may yet have been cancelled. */
        SUCCESSFUL(FollowJointTrajectoryResult.SUCCESSFUL),
        /** The trajectory cannot be followed. */
        INVALID_GOAL(FollowJointTrajectoryResult.INVALID_GOAL),
        /** The joints are not those of the controller. */
        INVALID_JOINTS(FollowJointTrajectoryResult.INVALID_JOINTS),
        /** All of the trajectory lies in the past. */
        OLD_HEADER_TIMESTAMP(FollowJointTrajectoryResult.OLD_HEADER_TIMESTAMP),
        /** A joint strayed too far on the way. */
        PATH_TOLERANCE_VIOLATED(FollowJointTrajectoryResult.PATH_TOLERANCE_VIOLATED),
        /** A joint was not near enough to the end in time. */
        GOAL_TOLERANCE_VIOLATED(FollowJointTrajectoryResult.GOAL_TOLERANCE_VIOLATED),
        /** A code that control_msgs does not define. */
        UNKNOWN(Integer.MIN_VALUE);

        private final int value;

        Code(int value) {
            this.value = value;
        }

        static Code of(int value) {
            for (Code code : values()) {
                if (code.value == value) {
                    return code;
                }
            }
            return UNKNOWN;
        }
    }

    /**
     * How a trajectory ended.
     *
     * @param state of the goal; {@link GoalState#SUCCEEDED} if the trajectory was followed to its end
     * @param code the controller's judgement; empty if the goal was lost
     * @param message the controller's words, else those of its action server; may be empty
     */
    public record Outcome(GoalState state, Optional<Code> code, String message) {
        /** Whether the trajectory was followed to its end, inside all tolerances. */
        public boolean successful() {
            return state == GoalState.SUCCEEDED && code.equals(Optional.of(Code.SUCCESSFUL));
        }

        private static Outcome of(GoalOutcome<FollowJointTrajectoryResult> goal) {
            Optional<FollowJointTrajectoryResult> result = goal.result();
            return new Outcome(
                    goal.state(),
                    result.map(r -> Code.of(r.errorCode)),
                    result.map(r -> r.errorString).filter(s -> !s.isEmpty()).orElse(goal.text()));
        }
    }

    /** A trajectory that was sent. Any thread. */
    public static final class Execution {
        private final ClientGoal<FollowJointTrajectoryResult, FollowJointTrajectoryFeedback> goal;

        private Execution(ClientGoal<FollowJointTrajectoryResult, FollowJointTrajectoryFeedback> goal) {
            this.goal = goal;
        }

        /** Where the goal is. */
        public CommState state() {
            return goal.state();
        }

        /** Asks the controller to stop, which then holds the arm. */
        public void cancel() {
            goal.cancel();
        }

        /** Completes when the trajectory has ended one way or another; see {@link ClientGoal#outcome}. */
        public CompletableFuture<Outcome> outcome() {
            return goal.outcome().thenApply(Outcome::of);
        }
    }

    /** A client of the action {@code CONTROLLER/follow_joint_trajectory}. */
    public static FollowJointTrajectoryClient connect(ConnectedNode node, String controller) {
        return connect(node, controller, ActionClock.system());
    }

    /** The same on a given clock. */
    public static FollowJointTrajectoryClient connect(ConnectedNode node, String controller, ActionClock clock) {
        return new FollowJointTrajectoryClient(
                ActionClient.connect(node, controller + "/follow_joint_trajectory", TYPE, clock));
    }

    /** Waits for the controller; see {@link ActionClient#awaitServer}. */
    public boolean awaitController(Duration atMost) throws InterruptedException {
        return client.awaitServer(atMost);
    }

    /** Sends a trajectory with the controller's own tolerances, not listening to it. */
    public Execution send(JointTrajectory trajectory) {
        return send(trajectory, TrajectoryTolerances.CONTROLLERS, new GoalListener<>() {});
    }

    /**
     * Sends a trajectory; see {@link ActionClient#send}.
     *
     * @param trajectory a stamp of 0 means now; a trajectory without points asks for a stop
     * @throws IllegalArgumentException if it has no joints, a joint twice, a point of another width or a value that is not
     *     finite, or times that do not grow; the message names joint and point
     */
    public Execution send(
            JointTrajectory trajectory,
            TrajectoryTolerances tolerances,
            GoalListener<FollowJointTrajectoryFeedback> listener) {
        requireSound(trajectory);
        FollowJointTrajectoryGoal goal = new FollowJointTrajectoryGoal();
        goal.trajectory.copyFrom(trajectory);
        tolerances.writeTo(goal);
        return new Execution(client.send(goal, listener));
    }

    /** Cancels whatever the controller follows, also for others. */
    public void cancelAll() {
        client.cancelAll();
    }

    private static void requireSound(JointTrajectory trajectory) {
        Set<String> names = new HashSet<>();
        for (String joint : trajectory.jointNames) {
            require(names.add(joint), "joint " + joint + " is named twice");
        }
        require(!names.isEmpty(), "the trajectory names no joints");
        long before = -1;
        for (int i = 0; i < trajectory.points.length; i++) {
            JointTrajectoryPoint point = trajectory.points[i];
            long time = point.timeFromStart.toNanos();
            require(
                    time > before,
                    "time_from_start of point " + i + " is " + time * 1e-9 + " s; it must not be negative, and grow");
            before = time;
            requireValues("positions", point.positions, trajectory.jointNames, i, false);
            requireValues("velocities", point.velocities, trajectory.jointNames, i, true);
            requireValues("accelerations", point.accelerations, trajectory.jointNames, i, true);
            requireValues("effort", point.effort, trajectory.jointNames, i, true);
        }
    }

    private static void requireValues(String field, double[] values, String[] joints, int point, boolean mayBeEmpty) {
        if (mayBeEmpty && values.length == 0) {
            return;
        }
        require(
                values.length == joints.length,
                "point " + point + " has " + values.length + " " + field + " for " + joints.length + " joints");
        for (int j = 0; j < values.length; j++) {
            require(
                    Double.isFinite(values[j]),
                    field + " of joint " + joints[j] + " at point " + point + " is " + values[j]
                            + "; it must be finite");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Stops following what was sent; the controller goes on with it. */
    @Override
    public void close() {
        client.close();
    }
}
