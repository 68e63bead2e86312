package org.prolepsis.sim.node;

import java.util.List;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.SubscriberOptions;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_msgs.Float64MultiArray;
import org.prolepsis.msgs.std_srvs.Trigger;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.visualization_msgs.MarkerArray;
import org.prolepsis.nodes.joints.InvalidInputException;
import org.prolepsis.nodes.params.Endpoint;
import org.prolepsis.nodes.params.NodeDescription;
import org.prolepsis.nodes.params.Parameter;
import org.prolepsis.nodes.recorder.ObjectPoses;
import org.prolepsis.nodes.status.NodeStatus;
import org.prolepsis.nodes.status.RejectionLog;
import org.prolepsis.nodes.status.StatusReporter;
import org.prolepsis.sim.cell.CellObservation;
import org.prolepsis.sim.cell.ColorSortCell;
import org.prolepsis.sim.expert.Demonstrator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scripted demonstrator on topics: each message of object poses, with the newest joint state, makes one action. */
public final class DemonstratorNode implements NodeMain {
    private static final Parameter<Integer> SEED = Parameter.integer(
            "seed",
            1,
            "",
            0,
            Integer.MAX_VALUE,
            "Of the pace, the pauses and the small deviations; read at each ~start.");

    /** What the user of the node may know. */
    public static final NodeDescription DESCRIPTION = new NodeDescription(
            "demonstrator",
            "Sorts the blocks of color_sort_cell as a person would who moves the arm by hand.",
            List.of(SEED),
            List.of(
                    Endpoint.subscribes("joint_states", JointState.TYPE.name(), "Measured joints."),
                    Endpoint.subscribes("object_poses", MarkerArray.TYPE.name(), "The blocks; each message is a step."),
                    Endpoint.publishes(
                            "action", JointTrajectory.TYPE.name(), "What is commanded, for the recorder; one point."),
                    Endpoint.publishes(
                            "joint_group_position_controller/command",
                            Float64MultiArray.TYPE.name(),
                            "The same, for the arm."),
                    Endpoint.serves("~start", "std_srvs/Trigger", "Begins to sort."),
                    Endpoint.serves("~stop", "std_srvs/Trigger", "Leaves the arm where it is."),
                    Endpoint.publishes("~status", DiagnosticStatus.TYPE.name(), "Latched: idle, sorting, finished.")));

    private static final Logger LOG = LoggerFactory.getLogger(DemonstratorNode.class);

    private final CellMessages messages = new CellMessages();
    private final RejectionLog rejections = new RejectionLog(LOG, "observation");
    private final JointState state = new JointState();
    private final MarkerArray objects = new MarkerArray();
    private final double[] target = new double[ColorSortCell.JOINT_NAMES.size()];
    private final Float64MultiArray command = new Float64MultiArray();
    private Publisher<JointTrajectory> actions;
    private Publisher<Float64MultiArray> commands;
    private StatusReporter reporter;
    private Demonstrator demonstrator;
    private boolean waiting;

    @Override
    public String defaultNodeName() {
        return DESCRIPTION.name();
    }

    @Override
    public synchronized void onStart(ConnectedNode node) {
        DESCRIPTION.unknownParameters(node).forEach(LOG::warn);
        SEED.read(node.getParameterTree());
        reporter = new StatusReporter(node);
        actions = node.newPublisher("action", JointTrajectory.TYPE);
        commands = node.newPublisher("joint_group_position_controller/command", Float64MultiArray.TYPE);
        node.newSubscriber("joint_states", JointState.TYPE, SubscriberOptions.DEFAULT, this::keep);
        node.newSubscriber("object_poses", MarkerArray.TYPE, SubscriberOptions.DEFAULT, this::see);
        node.newServiceServer("~start", Trigger.TYPE, (request, response) -> {
            response.message = start(SEED.read(node.getParameterTree()));
            response.success = true;
        });
        node.newServiceServer("~stop", Trigger.TYPE, (request, response) -> {
            response.message = stop("idle");
            response.success = true;
        });
        stop("idle");
    }

    private synchronized String start(long seed) {
        demonstrator = new Demonstrator(seed);
        return say("sorting");
    }

    private synchronized String stop(String message) {
        demonstrator = null;
        return say(message);
    }

    private String say(String message) {
        reporter.publish(NodeStatus.builder(DiagnosticStatus.OK, message).build());
        return message;
    }

    private synchronized void keep(JointState message) {
        state.copyFrom(message);
        step();
    }

    private synchronized void see(MarkerArray message) {
        objects.copyFrom(message);
        waiting = true;
        step();
    }

    /** The topics have connections of their own: objects wait for the joint state of their time. */
    private void step() {
        long stamp = ObjectPoses.stampNanos(objects);
        if (demonstrator == null || !waiting || state.header.stamp.toNanos() < stamp) {
            return;
        }
        waiting = false;
        try {
            CellObservation now = messages.observation(state, objects);
            demonstrator.command(now, target);
            actions.publish(CellMessages.action(target, stamp));
            command.data = target;
            commands.publish(command);
            if (demonstrator.finished()) {
                stop("finished");
            }
        } catch (InvalidInputException e) {
            rejections.reject(e.getMessage(), System.nanoTime());
        }
    }

    @Override
    public synchronized void onShutdown(ConnectedNode node) {
        demonstrator = null;
    }
}
