package org.prolepsis.sim.node;

import java.util.List;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.graph.ParameterTree;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.PublisherOptions;
import org.prolepsis.graph.SubscriberOptions;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.rosgraph_msgs.Clock;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_msgs.Float64;
import org.prolepsis.msgs.std_msgs.Float64MultiArray;
import org.prolepsis.msgs.std_srvs.Trigger;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.visualization_msgs.MarkerArray;
import org.prolepsis.nodes.joints.InvalidInputException;
import org.prolepsis.nodes.loop.Scheduler;
import org.prolepsis.nodes.loop.ThreadScheduler;
import org.prolepsis.nodes.params.Endpoint;
import org.prolepsis.nodes.params.NodeDescription;
import org.prolepsis.nodes.params.Parameter;
import org.prolepsis.nodes.status.NodeStatus;
import org.prolepsis.nodes.status.RejectionLog;
import org.prolepsis.nodes.status.StatusReporter;
import org.prolepsis.sim.cell.CellObservation;
import org.prolepsis.sim.cell.CellSettings;
import org.prolepsis.sim.cell.ColorSortCell;
import org.prolepsis.sim.cell.SteppedCell;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The colour-sort cell behind the topics of a real arm and a camera. */
public final class ColorSortCellNode implements NodeMain {
    private static final Parameter<Integer> SEED = Parameter.integer(
            "seed", 1, "", 0, Integer.MAX_VALUE, "Where the blocks lie, and the noise; read again at each ~reset.");
    private static final Parameter<Double> RATE =
            Parameter.number("rate", 200, "Hz", 10, 1000, "Joint states in a second, and steps of the clock.");
    private static final Parameter<Double> OBJECT_RATE =
            Parameter.number("object_rate", 25, "Hz", 1, 200, "Object poses in a second.");
    private static final Parameter<Double> JOINT_NOISE =
            Parameter.number("joint_noise", 0, "rad", 0, 0.1, "Standard deviation of the measured joints.");
    private static final Parameter<Double> BLOCK_NOISE =
            Parameter.number("block_noise", 0, "m", 0, 0.1, "Standard deviation of the measured block positions.");
    private static final Parameter<Double> ACTUATION_DELAY =
            Parameter.number("actuation_delay", 0, "s", 0, 1, "Commands take effect so much later.");
    private static final Parameter<Double> OBSERVATION_DELAY =
            Parameter.number("observation_delay", 0, "s", 0, 1, "Observations are so old; their stamps say so.");
    private static final Parameter<Boolean> PUBLISH_CLOCK = Parameter.flag(
            "publish_clock",
            false,
            "Whether simulated time starts here and goes out on /clock; set /use_sim_time before the nodes start.");
    private static final Parameter<Double> TIME_SCALE = Parameter.number(
            "time_scale", 1, "", 0.01, 100, "With publish_clock: simulated seconds that pass in a second.");

    /** What the user of the node may know. */
    public static final NodeDescription DESCRIPTION = new NodeDescription(
            "color_sort_cell",
            "An arm with a gripper, three coloured blocks and a bin for each colour, in physics, behind the topics of a"
                    + " real arm.",
            List.of(
                    SEED,
                    RATE,
                    OBJECT_RATE,
                    JOINT_NOISE,
                    BLOCK_NOISE,
                    ACTUATION_DELAY,
                    OBSERVATION_DELAY,
                    PUBLISH_CLOCK,
                    TIME_SCALE),
            List.of(
                    Endpoint.publishes("joint_states", JointState.TYPE.name(), "The arm's joints and one finger."),
                    Endpoint.publishes(
                            "object_poses",
                            MarkerArray.TYPE.name(),
                            "The blocks: id is the slot, ns the word for the colour; rviz shows it."),
                    Endpoint.publishes("bins", MarkerArray.TYPE.name(), "The bins, for rviz; latched."),
                    Endpoint.publishes("/clock", Clock.TYPE.name(), "Simulated time, with publish_clock."),
                    Endpoint.subscribes(
                            "arm_controller/command",
                            JointTrajectory.TYPE.name(),
                            "As a joint_trajectory_controller takes it; for the arm, or with the finger."),
                    Endpoint.subscribes(
                            "joint_group_position_controller/command",
                            Float64MultiArray.TYPE.name(),
                            "Positions of the arm's joints, or with the finger as the eighth."),
                    Endpoint.subscribes(
                            "gripper_controller/command", Float64.TYPE.name(), "Position of one finger, 0 to 0.04 m."),
                    Endpoint.serves(
                            "~reset",
                            "std_srvs/Trigger",
                            "A new cell from ~seed, or from the next one if it is the same."),
                    Endpoint.publishes("~status", DiagnosticStatus.TYPE.name(), "Latched: whether all is sorted."),
                    Endpoint.publishes("/diagnostics", "diagnostic_msgs/DiagnosticArray", "The same at 1 Hz.")));

    private static final Logger LOG = LoggerFactory.getLogger(ColorSortCellNode.class);
    private static final long STATUS_NANOS = 200_000_000L;
    /** Time that the process was not let run is left out, not made up. */
    private static final long MAX_BEHIND_NANOS = 200_000_000L;

    private final Scheduler scheduler;
    private final SteppedCell.Factory factory;
    private final RejectionLog rejections = new RejectionLog(LOG, "command");
    private final Clock clock = new Clock();
    private ConnectedNode node;
    private CellSettings settings;
    private CellControllers cell;
    private StatusReporter reporter;
    private Publisher<JointState> states;
    private Publisher<MarkerArray> objects;
    private Publisher<Clock> clocks;
    private List<Scheduler.Task> tasks = List.of();
    private boolean publishClock;
    private long stepNanos;
    private long objectNanos;
    private long nextObjectsNanos;
    /** ROS time minus the cell's; simulated time starts at 1 s, for 0 means unknown. */
    private long offsetNanos = 1_000_000_000L;

    private long lastStampNanos;
    private long seed;
    private boolean begun;

    /** A node on threads, with physics. */
    public ColorSortCellNode() {
        this(new ThreadScheduler(), ColorSortCell::new);
    }

    /** A node on the given time and cells. */
    ColorSortCellNode(Scheduler scheduler, SteppedCell.Factory factory) {
        this.scheduler = scheduler;
        this.factory = factory;
    }

    @Override
    public String defaultNodeName() {
        return DESCRIPTION.name();
    }

    @Override
    public synchronized void onStart(ConnectedNode connected) {
        node = connected;
        DESCRIPTION.unknownParameters(node).forEach(LOG::warn);
        ParameterTree parameters = node.getParameterTree();
        settings = CellSettings.defaults()
                .withJointNoise(JOINT_NOISE.read(parameters))
                .withBlockNoise(BLOCK_NOISE.read(parameters))
                .withActuationDelay(ACTUATION_DELAY.read(parameters))
                .withObservationDelay(OBSERVATION_DELAY.read(parameters));
        seed = SEED.read(parameters);
        publishClock = PUBLISH_CLOCK.read(parameters);
        stepNanos = Math.max(1, Math.round(1e3 / RATE.read(parameters))) * 1_000_000L;
        objectNanos = Math.round(1e9 / OBJECT_RATE.read(parameters));
        cell = new CellControllers(factory.create(settings, seed));
        reporter = new StatusReporter(node);
        states = node.newPublisher("joint_states", JointState.TYPE);
        objects = node.newPublisher("object_poses", MarkerArray.TYPE);
        node.newPublisher("bins", MarkerArray.TYPE, PublisherOptions.LATCHED).publish(CellMessages.bins(0));
        if (publishClock) {
            clocks = node.newPublisher("/clock", Clock.TYPE);
            if (!parameters.getBoolean("/use_sim_time", false)) {
                LOG.warn("/use_sim_time is not set, so nodes will not listen to /clock; set it before they start");
            }
        }
        listen();
        double scale = publishClock ? TIME_SCALE.read(parameters) : 1;
        tasks = List.of(
                scheduler.every("color_sort_cell", Math.round(stepNanos / scale), now -> step()),
                scheduler.every("color_sort_cell status", STATUS_NANOS, now -> reporter.publish(status())),
                scheduler.every(
                        "color_sort_cell diagnostics", 1_000_000_000L, now -> reporter.publishDiagnostics(status())));
    }

    private void listen() {
        SubscriberOptions options = SubscriberOptions.DEFAULT;
        node.newSubscriber(
                "arm_controller/command", JointTrajectory.TYPE, options, m -> take(() -> cell.follow(m, offsetNanos)));
        node.newSubscriber(
                "joint_group_position_controller/command",
                Float64MultiArray.TYPE,
                options,
                m -> take(() -> cell.move(m)));
        node.newSubscriber("gripper_controller/command", Float64.TYPE, options, m -> take(() -> cell.grip(m.data)));
        node.newServiceServer("~reset", Trigger.TYPE, (request, response) -> {
            response.message = reset();
            response.success = true;
        });
    }

    private synchronized void take(Runnable command) {
        try {
            command.run();
        } catch (InvalidInputException e) {
            rejections.reject(e.getMessage(), scheduler.nanoTime());
        }
    }

    private synchronized String reset() {
        long asked = SEED.read(node.getParameterTree());
        seed = asked == seed ? seed + 1 : asked;
        node.getParameterTree().set("~seed", Math.toIntExact(seed));
        offsetNanos += cell.timeNanos();
        nextObjectsNanos = 0;
        cell.close();
        cell = new CellControllers(factory.create(settings, seed));
        return "blocks placed by seed " + seed;
    }

    private synchronized void step() {
        if (publishClock) {
            cell.advance(stepNanos * 1e-9);
            clock.clock.setNanos(offsetNanos + cell.timeNanos());
            clocks.publish(clock);
        } else {
            long ros = node.getTimeProvider().nowNanos();
            if (ros == 0) {
                return;
            }
            long behind = ros - offsetNanos - cell.timeNanos();
            if (!begun || behind > MAX_BEHIND_NANOS || behind < -MAX_BEHIND_NANOS) {
                offsetNanos = ros - cell.timeNanos();
                begun = true;
                return;
            }
            // Whole milliseconds, the steps of the physics.
            long steps = Math.max(0, behind) / 1_000_000L;
            cell.advance(steps * 1e-3);
        }
        publish();
    }

    private void publish() {
        CellObservation now = cell.observe();
        long stamp = offsetNanos + now.stampNanos();
        if (stamp <= lastStampNanos) {
            return;
        }
        lastStampNanos = stamp;
        states.publish(CellMessages.jointState(now, stamp));
        if (now.stampNanos() >= nextObjectsNanos) {
            // On the grid, unless too much time was left out.
            nextObjectsNanos = Math.max(nextObjectsNanos + objectNanos, now.stampNanos() - objectNanos);
            objects.publish(CellMessages.objectPoses(now, stamp));
        }
    }

    private synchronized NodeStatus status() {
        boolean sorted = cell.sorted();
        long refused = rejections.count();
        String message =
                refused > 0 ? "last command refused: " + rejections.lastReason() : sorted ? "sorted" : "sorting";
        return NodeStatus.builder(refused > 0 ? DiagnosticStatus.WARN : DiagnosticStatus.OK, message)
                .add("sorted", Boolean.toString(sorted))
                .add("seed", seed)
                .add("refused_commands", refused)
                .build();
    }

    @Override
    public synchronized void onShutdown(ConnectedNode connected) {
        tasks.forEach(Scheduler.Task::close);
        if (cell != null) {
            cell.close();
        }
    }
}
