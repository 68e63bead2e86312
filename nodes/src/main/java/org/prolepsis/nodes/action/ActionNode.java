package org.prolepsis.nodes.action;

import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.control.ActionExecutor;
import org.prolepsis.action.control.ExecutorReport;
import org.prolepsis.action.control.TickClock;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.graph.ParameterTree;
import org.prolepsis.graph.SubscriberOptions;
import org.prolepsis.graph.TimeProvider;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_msgs.Float64;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.nodes.joints.InvalidInputException;
import org.prolepsis.nodes.joints.JointStateReader;
import org.prolepsis.nodes.loop.Scheduler;
import org.prolepsis.nodes.loop.ThreadPlacement;
import org.prolepsis.nodes.loop.ThreadScheduler;
import org.prolepsis.nodes.params.NodeDescription;
import org.prolepsis.nodes.status.NodeStatus;
import org.prolepsis.nodes.status.OperatorServices;
import org.prolepsis.nodes.status.RejectionLog;
import org.prolepsis.nodes.status.StatusReporter;
import org.prolepsis.nodes.status.TimeJumps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The action node: a shell around {@link ActionExecutor}. Threads of the graph decode chunks and joint states and hand
 * them over; the control thread ticks the executor and sends its setpoint, and does nothing else; a housekeeping thread
 * reports.
 */
public final class ActionNode implements NodeMain {
    /** What the user of the node may know. */
    public static final NodeDescription DESCRIPTION = ActionParameters.DESCRIPTION;

    private static final Logger LOG = LoggerFactory.getLogger(ActionNode.class);
    private static final String CONTROL_THREAD = "action control";
    private static final long STATUS_PERIOD_NANOS = 50_000_000L;
    private static final long DIAGNOSTICS_PERIOD_NANOS = 1_000_000_000L;

    private final Scheduler scheduler;
    private final RejectionLog rejectedChunks = new RejectionLog(LOG, "action_chunk");
    private final RejectionLog rejectedStates = new RejectionLog(LOG, "joint_states");
    private final RejectionLog rejectedSpeeds = new RejectionLog(LOG, "~speed");
    private TimeProvider time;
    private ActionExecutor executor;
    private TickClock clock;
    private CommandSink commands;
    private HardwareSink hardware;
    private StatusReporter reporter;
    private ChunkReader chunkReader;
    private JointStateReader stateReader;
    private StatePublisher states;
    private double[] positions;
    private double[] velocities;
    private double maxSpeed;
    private long tick;
    private long misplacedChunks;
    private volatile String chunkProblem = "";
    private Scheduler.ControlTask control;
    private Scheduler.Task housekeeping;
    private Scheduler.Task diagnostics;

    /** A node on threads. */
    public ActionNode() {
        this(new ThreadScheduler());
    }

    /** A node on the given time. */
    public ActionNode(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public String defaultNodeName() {
        return DESCRIPTION.name();
    }

    @Override
    public void onStart(ConnectedNode node) {
        DESCRIPTION.unknownParameters(node).forEach(LOG::warn);
        ActionParameters parameters = ActionParameters.read(node.getParameterTree());
        time = node.getTimeProvider();
        TimeJumps.logTo(LOG, node);
        long period = parameters.periodNanos();
        maxSpeed = parameters.settings().pace().maxSpeed();
        executor = new ActionExecutor(parameters.robot().limits(), parameters.settings());
        clock = new TickClock(period);
        chunkReader = new ChunkReader(parameters.robot().jointNames(), clock, parameters.stepSeconds());
        stateReader = new JointStateReader(parameters.robot().jointNames());
        positions = new double[parameters.robot().size()];
        velocities = new double[parameters.robot().size()];
        reporter = new StatusReporter(node);
        commands = connect(node, parameters);
        states = new StatePublisher(
                node, parameters.robot().jointNames(), parameters.settings().periodSeconds());
        subscribe(node);
        new Operator().offer(node);
        PauseServices.offer(node, executor);
        executor.enable(parameters.enabled());
        control = scheduler.control(CONTROL_THREAD, period, this::tick);
        placeControlThread(node.getParameterTree());
        housekeeping = scheduler.every("action status", STATUS_PERIOD_NANOS, now -> publishStatus());
        diagnostics = scheduler.every("action diagnostics", DIAGNOSTICS_PERIOD_NANOS, now -> publishDiagnostics());
        LOG.info(
                "{}: {} joints at {} Hz, {} to {}",
                node.getName(),
                parameters.robot().size(),
                Math.round(1e9 / period),
                parameters.controllerType(),
                hardware == null ? node.resolveName(parameters.controller()) : parameters.controller());
    }

    private CommandSink connect(ConnectedNode node, ActionParameters parameters) {
        return switch (parameters.controllerType()) {
            case ActionParameters.JOINT_TRAJECTORY -> new TrajectoryStream(node, parameters);
            case ActionParameters.POSITION_ARRAY -> new PositionArray(node, parameters);
            case ActionParameters.FOLLOW_JOINT_TRAJECTORY -> new GoalStream(node, parameters, scheduler, executor);
            default -> {
                hardware = new HardwareSink(node, parameters);
                yield hardware;
            }
        };
    }

    private static void placeControlThread(ParameterTree parameters) {
        try {
            ThreadPlacement.place(
                            CONTROL_THREAD,
                            ActionParameters.CPU.read(parameters),
                            ActionParameters.PRIORITY.read(parameters))
                    .forEach(problem -> LOG.warn("the control thread is not placed as asked: {}", problem));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void subscribe(ConnectedNode node) {
        node.newSubscriber("action_chunk", JointTrajectory.TYPE, SubscriberOptions.DEFAULT, this::onChunk);
        if (hardware == null) {
            node.newSubscriber("joint_states", JointState.TYPE, SubscriberOptions.DEFAULT, this::onJointState);
        }
        node.newSubscriber("~speed", Float64.TYPE, SubscriberOptions.DEFAULT, this::onSpeed);
    }

    /** What an operator may ask. */
    private final class Operator implements OperatorServices {
        @Override
        public String stop() {
            executor.stop();
            return "stopping; ~reset allows motion again";
        }

        @Override
        public String reset() {
            executor.reset();
            return "reset; the next chunk moves the arm";
        }

        @Override
        public void enable(boolean on) {
            executor.enable(on);
        }
    }

    /** One control tick: allocates nothing, waits for nothing, logs nothing. */
    private void tick(long nowNanos) {
        tick++;
        long stamp = time.nowNanos();
        if (stamp != 0) {
            clock.observe(tick, stamp);
        }
        double[] read = hardware == null ? null : hardware.read(nowNanos, stamp);
        if (read != null) {
            executor.measured(read, (double) tick, nowNanos);
        }
        executor.tick(nowNanos);
        if (executor.setpoint().valid()) {
            commands.command(executor.setpoint(), clock.stampOf(tick));
            states.publish(executor.setpoint(), executor.measuredPositions(), stamp);
        } else {
            commands.silent();
        }
    }

    private void onChunk(JointTrajectory message) {
        try {
            ActionChunk chunk = chunkReader.read(message, time.nowNanos());
            ActionExecutor.Offer offer = executor.offer(chunk);
            if (offer != ActionExecutor.Offer.QUEUED) {
                throw new InvalidInputException("the executor refused it: " + offer);
            }
            chunkProblem = "";
        } catch (InvalidInputException e) {
            rejectedChunks.reject(e.getMessage(), scheduler.nanoTime());
            chunkProblem = e.getMessage();
        }
    }

    private void onJointState(JointState message) {
        long arrival = scheduler.nanoTime();
        try {
            stateReader.read(message, positions, velocities);
            long stamp = message.header.stamp.toNanos();
            double at = clock.tickOf(stamp == 0 ? time.nowNanos() : stamp);
            if (Double.isFinite(at)) {
                executor.measured(positions, at, arrival);
            }
        } catch (InvalidInputException e) {
            rejectedStates.reject(e.getMessage(), arrival);
        }
    }

    private void onSpeed(Float64 message) {
        try {
            executor.speed(message.data);
        } catch (IllegalArgumentException e) {
            rejectedSpeeds.reject(e.getMessage(), scheduler.nanoTime());
        }
    }

    private NodeStatus status() {
        return ActionStatus.of(
                executor.report(),
                maxSpeed,
                chunkProblem,
                commands.problem(),
                rejectedChunks.count(),
                rejectedStates.count());
    }

    /** The status goes out when state, reason or the counts of refusals change, not with every number in it. */
    private void publishStatus() {
        ExecutorReport report = executor.report();
        noticeMisplaced(report.chunks().late() + report.chunks().future());
        NodeStatus now = status();
        reporter.publish(
                now,
                java.util.List.of(
                        now.level(),
                        now.message(),
                        rejectedChunks.count(),
                        rejectedStates.count(),
                        report.speed(),
                        report.steps()));
    }

    /** Says so when good chunks do not fit the time here; the executor only counts them. */
    private void noticeMisplaced(long count) {
        if (count > misplacedChunks) {
            chunkProblem = (count - misplacedChunks) + " chunks were stamped too early or in the future to be executed;"
                    + " are the clocks in step, is the stamp that of the observation, did the control loop miss ticks?";
            rejectedChunks.reject(chunkProblem, scheduler.nanoTime());
            misplacedChunks = count;
        }
    }

    private void publishDiagnostics() {
        reporter.publishDiagnostics(ActionStatus.withTiming(status(), control.timing()));
    }

    @Override
    public void onShutdown(ConnectedNode node) {
        for (Scheduler.Task task : new Scheduler.Task[] {control, housekeeping, diagnostics}) {
            if (task != null) {
                task.close();
            }
        }
        if (commands != null) {
            commands.close();
        }
    }
}
