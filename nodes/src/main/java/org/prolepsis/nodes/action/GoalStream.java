package org.prolepsis.nodes.action;

import java.util.Arrays;
import java.util.Locale;
import org.prolepsis.action.control.ActionExecutor;
import org.prolepsis.action.control.Setpoint;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.TimeProvider;
import org.prolepsis.graph.action.FollowJointTrajectoryClient;
import org.prolepsis.graph.action.GoalState;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.nodes.loop.Scheduler;
import org.prolepsis.nodes.loop.SchedulerActionClock;

/**
 * Setpoints as goals of a controller's {@code follow_joint_trajectory}: several times a second the knots that are still
 * ahead go out as a goal that takes the place of the one before. While the arm stands no goal is sent, so the last one
 * succeeds. A goal that the controller refuses or aborts, or that somebody else's takes the place of, disables the executor:
 * nothing more is sent, and enabling it goes on from where the arm then is.
 *
 * <p>The control thread only puts down knots; goals are sent by a thread of the scheduler.
 */
final class GoalStream implements CommandSink {
    private static final int MOST_KNOTS = 1000;

    private final TimeProvider time;
    private final ActionExecutor executor;
    private final SetpointTrail trail;
    private final TrajectoryWriter writer;
    private final FollowJointTrajectoryClient client;
    private final Scheduler.Task sending;
    private long sentEnd;
    private volatile long newestGoal;
    private volatile boolean broken;
    private volatile String problem = "";

    GoalStream(ConnectedNode node, ActionParameters parameters, Scheduler scheduler, ActionExecutor executor) {
        this.time = node.getTimeProvider();
        this.executor = executor;
        trail = new SetpointTrail(parameters.robot().size(), parameters.periodNanos(), parameters.aheadNanos());
        writer = new TrajectoryWriter(parameters.robot(), MOST_KNOTS);
        client =
                FollowJointTrajectoryClient.connect(node, parameters.controller(), new SchedulerActionClock(scheduler));
        sending = scheduler.every("action goals", parameters.aheadNanos() / 2, now -> send());
    }

    @Override
    public void command(Setpoint setpoint, long stampNanos) {
        if (stampNanos != 0) {
            trail.add(setpoint.positions(), stampNanos);
        }
    }

    @Override
    public void silent() {
        trail.clear();
        broken = false;
    }

    private void send() {
        if (broken) {
            return;
        }
        long end = trail.endKnot();
        long begin = Math.max(trail.firstKnot(), end - MOST_KNOTS);
        if (end <= begin || stands(Math.max(begin, sentEnd - 1), end)) {
            sentEnd = end;
            return;
        }
        long first = end - 1;
        long now = time.nowNanos();
        while (first > begin && trail.due(first) > now) {
            first--;
        }
        sentEnd = end;
        JointTrajectory trajectory = writer.write(trail, first, end);
        long goal = newestGoal + 1;
        newestGoal = goal;
        var unused = client.send(trajectory).outcome().thenAccept(outcome -> ended(goal, outcome));
    }

    /** Whether all knots are where the last one is: what was sent then holds the arm there. */
    private boolean stands(long from, long end) {
        double[] there = trail.positions(end - 1);
        for (long knot = from; knot < end; knot++) {
            if (!Arrays.equals(trail.positions(knot), there)) {
                return false;
            }
        }
        return true;
    }

    private void ended(long goal, FollowJointTrajectoryClient.Outcome outcome) {
        if (goal != newestGoal) {
            return; // a newer goal of ours took its place
        }
        if (outcome.state() == GoalState.SUCCEEDED) {
            problem = "";
            return;
        }
        broken = true;
        executor.enable(false);
        problem = String.format(
                Locale.ROOT,
                "the controller's goal ended %s%s%s; ~enable goes on from where the arm is",
                outcome.state().name().toLowerCase(Locale.ROOT),
                outcome.code()
                        .map(code -> ", " + code.name().toLowerCase(Locale.ROOT))
                        .orElse(""),
                outcome.message().isEmpty() ? "" : ": " + outcome.message());
    }

    @Override
    public String problem() {
        return problem;
    }

    @Override
    public void close() {
        sending.close();
        client.close();
    }
}
