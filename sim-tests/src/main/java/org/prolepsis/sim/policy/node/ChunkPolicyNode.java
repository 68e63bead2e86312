package org.prolepsis.sim.policy.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.GraphException;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.graph.ParameterTree;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.SubscriberOptions;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint;
import org.prolepsis.msgs.visualization_msgs.MarkerArray;
import org.prolepsis.nodes.joints.InvalidInputException;
import org.prolepsis.nodes.joints.JointStateReader;
import org.prolepsis.nodes.loop.Scheduler;
import org.prolepsis.nodes.loop.ThreadScheduler;
import org.prolepsis.nodes.params.Endpoint;
import org.prolepsis.nodes.params.NodeDescription;
import org.prolepsis.nodes.params.Parameter;
import org.prolepsis.nodes.status.NodeStatus;
import org.prolepsis.nodes.status.RejectionLog;
import org.prolepsis.nodes.status.StatusReporter;
import org.prolepsis.nodes.status.TimeJumps;
import org.prolepsis.sim.cell.BlockPose;
import org.prolepsis.sim.cell.CellObservation;
import org.prolepsis.sim.cell.ColorSortCell;
import org.prolepsis.sim.policy.ChunkPolicy;
import org.prolepsis.sim.policy.LearnedPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A learned policy as a node: joint states and object poses in, action chunks out. Chunks follow the stamps of the joint
 * states, not a clock of their own, so that they come at their rate in simulated time too, whatever its pace. Any node
 * that publishes {@code action_chunk} can take its place.
 */
public final class ChunkPolicyNode implements NodeMain {
    private static final Parameter<String> POLICY =
            Parameter.text("policy", "", "Path of the policy bundle that sim color-sort-policy made; needed.");
    private static final Parameter<Double> RATE =
            Parameter.number("rate", 25, "Hz", 1, 200, "Chunks in a second of the joint states' time.");
    private static final Parameter<Double> MAX_AGE = Parameter.number(
            "max_age", 0.5, "s", 0.01, 10, "Object poses older than this against the joint states are not used.");

    /** What the user of the node may know. */
    public static final NodeDescription DESCRIPTION = new NodeDescription(
            "chunk_policy",
            "A learned policy of the simulated cell: predicts chunks of joint and finger targets from what is seen.",
            List.of(POLICY, RATE, MAX_AGE),
            List.of(
                    Endpoint.subscribes("joint_states", "sensor_msgs/JointState", "The arm's joints and one finger."),
                    Endpoint.subscribes(
                            "object_poses",
                            "visualization_msgs/MarkerArray",
                            "A marker for each block; its ns is the word for its colour."),
                    Endpoint.publishes(
                            "action_chunk",
                            "trajectory_msgs/JointTrajectory",
                            "Stamped with the joint states it was computed from; point i is for i steps later."),
                    Endpoint.publishes(
                            "~status",
                            "diagnostic_msgs/DiagnosticStatus",
                            "Whether chunks go out, or why not; latched."),
                    Endpoint.publishes("/diagnostics", "diagnostic_msgs/DiagnosticArray", "The same, 1 Hz.")));

    private static final Logger LOG = LoggerFactory.getLogger(ChunkPolicyNode.class);
    private static final int CHANNELS = ColorSortCell.JOINT_NAMES.size();
    /** A chunk may be so much early against its rate: stamps are whole control ticks, s. */
    private static final double SLACK = 1e-3;

    private final Scheduler scheduler;
    private final JointStateReader reader = new JointStateReader(ColorSortCell.JOINT_NAMES);
    private final RejectionLog rejections = new RejectionLog(LOG, "observation");
    private final double[] positions = new double[CHANNELS];
    private final double[] velocities = new double[CHANNELS];
    private final JointTrajectory message = new JointTrajectory();
    private double[][] rows;
    private ChunkPolicy policy;
    private long periodNanos;
    private long maxAgeNanos;
    private Publisher<JointTrajectory> chunks;
    private StatusReporter reporter;
    private Scheduler.Task status;
    private volatile Seen seen;
    private volatile String waiting = "waiting for joint_states and object_poses";
    private final AtomicLong published = new AtomicLong();
    private long lastStamp = Long.MIN_VALUE;

    /** The blocks as they were last seen. */
    private record Seen(List<BlockPose> blocks, long stampNanos) {}

    /** A node on threads. */
    public ChunkPolicyNode() {
        this(new ThreadScheduler());
    }

    /**
     * A node on the given time.
     *
     * @param scheduler of its status
     */
    public ChunkPolicyNode(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public String defaultNodeName() {
        return DESCRIPTION.name();
    }

    @Override
    public void onStart(ConnectedNode node) {
        TimeJumps.logTo(LOG, node);
        DESCRIPTION.unknownParameters(node).forEach(LOG::warn);
        ParameterTree tree = node.getParameterTree();
        periodNanos = Math.round((1 / RATE.read(tree) - SLACK) * 1e9);
        maxAgeNanos = Math.round(MAX_AGE.read(tree) * 1e9);
        policy = load(POLICY.read(tree));
        prepareMessage();
        reporter = new StatusReporter(node);
        chunks = node.newPublisher("action_chunk", JointTrajectory.TYPE);
        node.newSubscriber("object_poses", MarkerArray.TYPE, SubscriberOptions.DEFAULT, this::blocks);
        node.newSubscriber("joint_states", JointState.TYPE, SubscriberOptions.DEFAULT, this::joints);
        status = scheduler.every("chunk_policy status", 1_000_000_000L, now -> report());
    }

    private static ChunkPolicy load(String path) {
        if (path.isEmpty()) {
            throw new GraphException("parameter ~policy is not set; it must be the path of a policy bundle, which"
                    + " ./prolepsis sim color-sort-policy makes");
        }
        try {
            return LearnedPolicy.load(Path.of(path));
        } catch (IOException e) {
            throw new GraphException("parameter ~policy is " + path + ", which cannot be loaded: " + e.getMessage(), e);
        }
    }

    private void prepareMessage() {
        rows = new double[policy.horizon()][];
        message.jointNames = ColorSortCell.JOINT_NAMES.toArray(new String[0]);
        message.points = new JointTrajectoryPoint[policy.horizon()];
        for (int i = 0; i < rows.length; i++) {
            JointTrajectoryPoint point = new JointTrajectoryPoint();
            point.positions = new double[CHANNELS];
            point.timeFromStart.setNanos(Math.round(i * policy.stepSeconds() * 1e9));
            rows[i] = point.positions;
            message.points[i] = point;
        }
    }

    private void blocks(MarkerArray markers) {
        try {
            seen = new Seen(BlockMarkers.read(markers), BlockMarkers.stampNanos(markers));
        } catch (InvalidInputException e) {
            rejections.reject("object_poses: " + e.getMessage(), scheduler.nanoTime());
        }
    }

    private synchronized void joints(JointState state) {
        long stamp = state.header.stamp.toNanos();
        if (stamp < lastStamp) {
            LOG.info("the joint states' time went back: starting afresh");
            policy.reset();
            lastStamp = Long.MIN_VALUE;
        }
        if (lastStamp != Long.MIN_VALUE && stamp - lastStamp < periodNanos) {
            return;
        }
        Seen now = seen;
        if (now == null || stamp - now.stampNanos() > maxAgeNanos) {
            waiting = now == null ? "waiting for object_poses" : "object_poses are too old";
            return;
        }
        try {
            reader.read(state, positions, velocities);
        } catch (InvalidInputException e) {
            rejections.reject("joint_states: " + e.getMessage(), scheduler.nanoTime());
            return;
        }
        lastStamp = stamp;
        publish(now.blocks(), stamp);
    }

    private void publish(List<BlockPose> blocks, long stamp) {
        double[] joints = Arrays.copyOf(positions, CHANNELS - 1);
        double[] speeds = Arrays.copyOf(velocities, CHANNELS - 1);
        policy.predict(new CellObservation(stamp, joints, speeds, positions[CHANNELS - 1], blocks), rows);
        message.header.stamp.setNanos(stamp);
        chunks.publish(message);
        published.incrementAndGet();
        waiting = "";
    }

    private void report() {
        long refused = rejections.count();
        boolean well = waiting.isEmpty() && refused == 0;
        String text = !waiting.isEmpty()
                ? waiting
                : refused == 0 ? "predicting" : "last message refused: " + rejections.lastReason();
        NodeStatus current = NodeStatus.builder(well ? DiagnosticStatus.OK : DiagnosticStatus.WARN, text)
                .add("refused_messages", refused)
                .build();
        reporter.publish(current);
        reporter.publishDiagnostics(NodeStatus.builder(current.level(), text)
                .addAll(current)
                .add("chunks", published.get())
                .build());
    }

    @Override
    public void onShutdown(ConnectedNode node) {
        if (status != null) {
            status.close();
        }
    }
}
