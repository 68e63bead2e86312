package org.prolepsis.nodes.simarm;

import java.util.concurrent.atomic.AtomicLong;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.SubscriberOptions;
import org.prolepsis.graph.action.ActionServer;
import org.prolepsis.msgs.control_msgs.FollowJointTrajectoryAction;
import org.prolepsis.msgs.control_msgs.FollowJointTrajectoryFeedback;
import org.prolepsis.msgs.control_msgs.FollowJointTrajectoryGoal;
import org.prolepsis.msgs.control_msgs.FollowJointTrajectoryResult;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.rosgraph_msgs.Clock;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_msgs.Float64MultiArray;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.nodes.joints.InvalidInputException;
import org.prolepsis.nodes.loop.Scheduler;
import org.prolepsis.nodes.loop.SchedulerActionClock;
import org.prolepsis.nodes.loop.ThreadScheduler;
import org.prolepsis.nodes.params.NodeDescription;
import org.prolepsis.nodes.status.NodeStatus;
import org.prolepsis.nodes.status.RejectionLog;
import org.prolepsis.nodes.status.StatusReporter;
import org.prolepsis.nodes.status.TimeJumps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulated arm as a node. Its time is the monotonic clock, or simulated time where {@code /use_sim_time} is set, or
 * its own where it publishes {@code /clock}.
 */
public final class SimArmNode implements NodeMain {
    /** What the user of the node may know. */
    public static final NodeDescription DESCRIPTION = SimArmParameters.DESCRIPTION;

    private static final Logger LOG = LoggerFactory.getLogger(SimArmNode.class);
    private static final long STATUS_PERIOD_NANOS = 200_000_000L;

    private final Scheduler scheduler;
    private final AtomicLong taken = new AtomicLong();
    private final RejectionLog rejections = new RejectionLog(LOG, "command");
    private final JointState state = new JointState();
    private final Clock clock = new Clock();
    private SimArmParameters parameters;
    private SimulatedController controller;
    private TrajectoryGoals goals;
    private ActionServer<FollowJointTrajectoryGoal, FollowJointTrajectoryResult, FollowJointTrajectoryFeedback> server;
    private Publisher<JointState> states;
    private Publisher<Clock> clocks;
    private ConnectedNode node;
    private StatusReporter reporter;
    private Scheduler.Task simulation;
    private Scheduler.Task status;
    private Scheduler.Task diagnostics;
    private final AtomicLong simulatedNanos = new AtomicLong();
    private boolean begun;

    /** A node on threads. */
    public SimArmNode() {
        this(new ThreadScheduler());
    }

    /** A node on the given time. */
    public SimArmNode(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public String defaultNodeName() {
        return DESCRIPTION.name();
    }

    @Override
    public void onStart(ConnectedNode connected) {
        node = connected;
        TimeJumps.logTo(LOG, node);
        DESCRIPTION.unknownParameters(node).forEach(LOG::warn);
        parameters = SimArmParameters.read(node.getParameterTree());
        double[] start =
                parameters.start().stream().mapToDouble(Double::doubleValue).toArray();
        controller = new SimulatedController(parameters.robot(), parameters.settings(), start);
        goals = new TrajectoryGoals(
                controller, parameters.robot().jointNames(), parameters.tolerances(), new ArmClocks(), rejections);
        state.name = parameters.robot().jointNames().toArray(new String[0]);
        state.position = start.clone();
        state.velocity = new double[start.length];
        reporter = new StatusReporter(node);
        states = node.newPublisher("joint_states", JointState.TYPE);
        if (parameters.publishClock()) {
            clocks = node.newPublisher("/clock", Clock.TYPE);
            if (!node.getParameterTree().getBoolean("/use_sim_time", false)) {
                LOG.warn("/use_sim_time is not set, so nodes will not listen to /clock; set it before they start");
            }
        }
        node.newSubscriber(
                "arm_controller/command",
                JointTrajectory.TYPE,
                SubscriberOptions.DEFAULT,
                message -> command(() -> {
                    controller.follow(message, armNanos(), rosNanos());
                    goals.preempt("a command came");
                }));
        node.newSubscriber(
                "joint_group_position_controller/command",
                Float64MultiArray.TYPE,
                SubscriberOptions.DEFAULT,
                message -> command(() -> {
                    controller.move(message, armNanos());
                    goals.preempt("a command came");
                }));
        server = ActionServer.start(
                node,
                "arm_controller/follow_joint_trajectory",
                FollowJointTrajectoryAction.ACTION,
                new SchedulerActionClock(scheduler),
                goals);
        startLoops();
    }

    /** The arm's clocks for its goals. */
    private final class ArmClocks implements TrajectoryGoals.Clocks {
        @Override
        public long armNanos() {
            return SimArmNode.this.armNanos();
        }

        @Override
        public long rosNanos() {
            return SimArmNode.this.rosNanos();
        }

        @Override
        public long nanoTime() {
            return scheduler.nanoTime();
        }
    }

    private void startLoops() {
        double scale = parameters.publishClock() ? parameters.timeScale() : 1;
        long period = Math.round(1e9 / (parameters.rate() * scale));
        simulation = scheduler.every("sim_arm", period, now -> simulate());
        status = scheduler.every("sim_arm status", STATUS_PERIOD_NANOS, now -> reporter.publish(status()));
        diagnostics = scheduler.every(
                "sim_arm diagnostics",
                1_000_000_000L,
                now -> reporter.publishDiagnostics(NodeStatus.builder(status().level(), status().message())
                        .addAll(status())
                        .add("commands", taken.get())
                        .build()));
    }

    private void command(Runnable action) {
        try {
            action.run();
            taken.incrementAndGet();
        } catch (InvalidInputException e) {
            rejections.reject(e.getMessage(), scheduler.nanoTime());
        }
    }

    private void simulate() {
        if (parameters.publishClock()) {
            clock.clock.setNanos(simulatedNanos.addAndGet(Math.round(1e9 / parameters.rate())));
            clocks.publish(clock);
        }
        long stamp = rosNanos();
        if (stamp == 0) {
            return;
        }
        long now = armNanos();
        if (!begun) {
            controller.setTime(now);
            begun = true;
        }
        controller.advanceTo(now);
        controller.read(state.position, state.velocity);
        state.header.stamp.setNanos(stamp);
        states.publish(state);
        goals.update();
    }

    /** The arm's own clock: monotonic, unless time is simulated. */
    private long armNanos() {
        if (parameters.publishClock()) {
            return simulatedNanos.get();
        }
        return node.getTimeProvider().isSimulated() ? node.getTimeProvider().nowNanos() : scheduler.nanoTime();
    }

    /** The clock of stamps. */
    private long rosNanos() {
        return parameters.publishClock()
                ? simulatedNanos.get()
                : node.getTimeProvider().nowNanos();
    }

    private NodeStatus status() {
        long refused = rejections.count();
        byte level = refused == 0 ? DiagnosticStatus.OK : DiagnosticStatus.WARN;
        String message = refused == 0 ? "ready" : "last command refused: " + rejections.lastReason();
        return NodeStatus.builder(level, message)
                .add("refused_commands", refused)
                .build();
    }

    @Override
    public void onShutdown(ConnectedNode connected) {
        if (server != null) {
            server.close();
        }
        if (simulation != null) {
            simulation.close();
        }
        if (status != null) {
            status.close();
        }
        if (diagnostics != null) {
            diagnostics.close();
        }
    }
}
