package org.prolepsis.nodes.simarm;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.prolepsis.graph.action.ActionServer;
import org.prolepsis.graph.action.GoalHandle;
import org.prolepsis.msgs.control_msgs.FollowJointTrajectoryFeedback;
import org.prolepsis.msgs.control_msgs.FollowJointTrajectoryGoal;
import org.prolepsis.msgs.control_msgs.FollowJointTrajectoryResult;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint;
import org.prolepsis.nodes.joints.InvalidInputException;
import org.prolepsis.nodes.joints.JointMatcher;
import org.prolepsis.nodes.status.RejectionLog;

/**
 * The action FollowJointTrajectory of the simulated arm, as ROS's joint_trajectory_controller serves it: a newer goal or
 * command preempts the one that is followed, cancelling holds the arm where it is, tolerances are watched on the way and
 * at the end. Thread-safe.
 */
final class TrajectoryGoals
        implements ActionServer.Handler<
                FollowJointTrajectoryGoal, FollowJointTrajectoryResult, FollowJointTrajectoryFeedback> {
    private static final long FEEDBACK_NANOS = 50_000_000L;

    private final SimulatedController controller;
    private final List<String> joints;
    private final JointMatcher matcher;
    private final GoalTolerances defaults;
    private final Clocks clocks;
    private final RejectionLog rejections;
    private final FollowJointTrajectoryFeedback feedback = new FollowJointTrajectoryFeedback();
    private final double[] positionError;
    private final double[] velocityError;
    private Optional<Active> active = Optional.empty();
    private long lastFeedbackNanos;

    /** The arm's clock and that of stamps. */
    interface Clocks {
        /** The arm's own clock. */
        long armNanos();

        /** The clock of stamps. */
        long rosNanos();

        /** Monotonic time, for the log. */
        long nanoTime();
    }

    /** The goal that is followed. Times are of the arm's clock. */
    private record Active(
            GoalHandle<FollowJointTrajectoryGoal, FollowJointTrajectoryResult, FollowJointTrajectoryFeedback> handle,
            GoalTolerances tolerances,
            long startNanos,
            long endNanos) {}

    TrajectoryGoals(
            SimulatedController controller,
            List<String> joints,
            GoalTolerances defaults,
            Clocks clocks,
            RejectionLog rejections) {
        this.controller = controller;
        this.joints = List.copyOf(joints);
        this.matcher = new JointMatcher(joints, false);
        this.defaults = defaults;
        this.clocks = clocks;
        this.rejections = rejections;
        positionError = new double[joints.size()];
        velocityError = new double[joints.size()];
        feedback.jointNames = joints.toArray(new String[0]);
        for (JointTrajectoryPoint point :
                new JointTrajectoryPoint[] {feedback.desired, feedback.actual, feedback.error}) {
            point.positions = new double[joints.size()];
            point.velocities = new double[joints.size()];
        }
    }

    @Override
    public synchronized void onGoal(
            GoalHandle<FollowJointTrajectoryGoal, FollowJointTrajectoryResult, FollowJointTrajectoryFeedback> goal) {
        int code = FollowJointTrajectoryResult.INVALID_JOINTS;
        try {
            matcher.match(goal.goal().trajectory.jointNames);
            code = FollowJointTrajectoryResult.INVALID_GOAL;
            GoalTolerances tolerances = defaults.with(goal.goal(), joints);
            long start = clocks.armNanos();
            long end = controller.follow(goal.goal().trajectory, start, clocks.rosNanos());
            preempt("another goal was accepted");
            goal.accept("");
            active = Optional.of(new Active(goal, tolerances, start, end));
            lastFeedbackNanos = start;
        } catch (InvalidInputException e) {
            refuse(goal, code, e.getMessage());
        }
    }

    private void refuse(
            GoalHandle<FollowJointTrajectoryGoal, FollowJointTrajectoryResult, FollowJointTrajectoryFeedback> goal,
            int code,
            String why) {
        rejections.reject("goal " + goal.id() + ": " + why, clocks.nanoTime());
        goal.reject(result(code, why), why);
    }

    private static FollowJointTrajectoryResult result(int code, String message) {
        FollowJointTrajectoryResult out = new FollowJointTrajectoryResult();
        out.errorCode = code;
        out.errorString = message;
        return out;
    }

    @Override
    public synchronized void onCancel(
            GoalHandle<FollowJointTrajectoryGoal, FollowJointTrajectoryResult, FollowJointTrajectoryFeedback> goal) {
        if (active.isPresent() && active.get().handle() == goal) {
            controller.hold(clocks.armNanos());
            preempt("cancelled; the arm is held");
        }
    }

    /** A command, or whatever moves the arm otherwise, takes the place of the goal that is followed. */
    synchronized void preempt(String why) {
        active.ifPresent(goal -> goal.handle().canceled(null, why));
        active = Optional.empty();
    }

    /** Watches the goal that is followed; called after each step of the simulation. */
    synchronized void update() {
        if (active.isEmpty()) {
            return;
        }
        Active goal = active.get();
        long now = controller.readTracking(
                feedback.desired.positions,
                feedback.desired.velocities,
                feedback.actual.positions,
                feedback.actual.velocities);
        for (int j = 0; j < positionError.length; j++) {
            positionError[j] = feedback.desired.positions[j] - feedback.actual.positions[j];
            velocityError[j] = feedback.desired.velocities[j] - feedback.actual.velocities[j];
        }
        if (now - lastFeedbackNanos >= FEEDBACK_NANOS || now < lastFeedbackNanos) {
            lastFeedbackNanos = now;
            publishFeedback(goal, now);
        }
        judge(goal, now);
    }

    private void judge(Active goal, long now) {
        if (now < goal.endNanos()) {
            int strayed = goal.tolerances().strayed(positionError, velocityError);
            if (strayed >= 0) {
                controller.hold(now);
                abort(goal, FollowJointTrajectoryResult.PATH_TOLERANCE_VIOLATED, "on the way", strayed);
            }
            return;
        }
        int notThere = goal.tolerances().notThere(positionError, velocityError);
        if (notThere < 0) {
            active = Optional.empty();
            goal.handle().succeed(result(FollowJointTrajectoryResult.SUCCESSFUL, ""), "");
        } else if ((now - goal.endNanos()) * 1e-9 > goal.tolerances().goalTimeSeconds()) {
            abort(goal, FollowJointTrajectoryResult.GOAL_TOLERANCE_VIOLATED, "at the end", notThere);
        }
    }

    private void abort(Active goal, int code, String where, int joint) {
        active = Optional.empty();
        String message = String.format(
                Locale.ROOT,
                "joint %s is %.4f rad and %.4f rad/s from its set-point %s; allowed is less",
                joints.get(joint),
                Math.abs(positionError[joint]),
                Math.abs(velocityError[joint]),
                where);
        goal.handle().abort(result(code, message), message);
    }

    private void publishFeedback(Active goal, long now) {
        long elapsed = Math.max(0, now - goal.startNanos());
        feedback.header.stamp.setNanos(clocks.rosNanos());
        for (JointTrajectoryPoint point :
                new JointTrajectoryPoint[] {feedback.desired, feedback.actual, feedback.error}) {
            point.timeFromStart.setNanos(elapsed);
        }
        System.arraycopy(positionError, 0, feedback.error.positions, 0, positionError.length);
        System.arraycopy(velocityError, 0, feedback.error.velocities, 0, velocityError.length);
        goal.handle().publishFeedback(feedback);
    }
}
