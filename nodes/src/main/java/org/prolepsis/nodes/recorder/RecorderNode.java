package org.prolepsis.nodes.recorder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.graph.ParameterTree;
import org.prolepsis.graph.SubscriberOptions;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_srvs.SetBool;
import org.prolepsis.msgs.std_srvs.Trigger;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.visualization_msgs.MarkerArray;
import org.prolepsis.nodes.episode.Episode;
import org.prolepsis.nodes.episode.EpisodeFolder;
import org.prolepsis.nodes.episode.EpisodeFormat;
import org.prolepsis.nodes.joints.InvalidInputException;
import org.prolepsis.nodes.params.Endpoint;
import org.prolepsis.nodes.params.NodeDescription;
import org.prolepsis.nodes.params.Parameter;
import org.prolepsis.nodes.status.NodeStatus;
import org.prolepsis.nodes.status.RejectionLog;
import org.prolepsis.nodes.status.StatusReporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records episodes of whatever arm and policy, for training chunk policies. */
public final class RecorderNode implements NodeMain {
    private static final Parameter<String> FOLDER = Parameter.text(
            "folder", "data/episodes", "Folder that episodes are added to, from the working directory of the process.");
    private static final Parameter<String> NAME = Parameter.text("name", "color_sort", "Name of the dataset.");
    private static final Parameter<String> JOINTS = Parameter.text(
            "joints",
            "panda_joint1, panda_joint2, panda_joint3, panda_joint4, panda_joint5, panda_joint6, panda_joint7,"
                    + " panda_finger_joint1",
            "Names of the joints to be recorded, with commas between.");
    private static final Parameter<Double> RATE = Parameter.number("rate", 25, "Hz", 1, 1000, "Rows a second.");
    private static final Parameter<Integer> BLOCKS =
            Parameter.integer("blocks", 3, "", 0, 1000, "How many objects object_poses has; 0 records none.");
    private static final Parameter<Integer> SEED = Parameter.integer(
            "seed", 0, "", 0, Integer.MAX_VALUE, "Noted with the next episode; read again at each start.");

    /** What the user of the node may know. */
    public static final NodeDescription DESCRIPTION = new NodeDescription(
            "recorder",
            "Records what was measured, what the policy or demonstrator commanded and where the objects were, as episodes.",
            List.of(FOLDER, NAME, JOINTS, RATE, BLOCKS, SEED),
            List.of(
                    Endpoint.subscribes("joint_states", JointState.TYPE.name(), "Measured joints."),
                    Endpoint.subscribes(
                            "action",
                            JointTrajectory.TYPE.name(),
                            "Actions: the stamp is the time of the observation, the first point the command."),
                    Endpoint.subscribes(
                            "object_poses",
                            MarkerArray.TYPE.name(),
                            "Objects: id is the slot, ns the word for the colour."),
                    Endpoint.serves("~start", "std_srvs/Trigger", "Begins an episode, with its first action."),
                    Endpoint.serves(
                            "~stop", "std_srvs/SetBool", "Ends and writes the episode; data: whether it succeeded."),
                    Endpoint.serves("~discard", "std_srvs/Trigger", "Ends the episode and writes nothing."),
                    Endpoint.publishes(
                            "~status", DiagnosticStatus.TYPE.name(), "Latched: idle, recording, what was written.")));

    private static final Logger LOG = LoggerFactory.getLogger(RecorderNode.class);

    private final RejectionLog rejections = new RejectionLog(LOG, "message");
    private ConnectedNode node;
    private StatusReporter reporter;
    private EpisodeFormat format;
    private EpisodeFolder folder;
    private Path path;
    private EpisodeRecorder recorder;
    private long refusedBefore;
    private int seed;

    @Override
    public String defaultNodeName() {
        return DESCRIPTION.name();
    }

    @Override
    public synchronized void onStart(ConnectedNode connected) {
        node = connected;
        DESCRIPTION.unknownParameters(node).forEach(LOG::warn);
        ParameterTree parameters = node.getParameterTree();
        List<String> joints = Arrays.stream(JOINTS.read(parameters).split(",", -1))
                .map(String::strip)
                .toList();
        format = new EpisodeFormat(NAME.read(parameters), RATE.read(parameters), joints, BLOCKS.read(parameters));
        path = Path.of(FOLDER.read(parameters)).toAbsolutePath().normalize();
        reporter = new StatusReporter(node);
        node.newSubscriber("joint_states", JointState.TYPE, SubscriberOptions.DEFAULT, m -> take(r -> r.jointState(m)));
        node.newSubscriber("action", JointTrajectory.TYPE, SubscriberOptions.DEFAULT, m -> take(r -> r.action(m)));
        if (format.blocks() > 0) {
            node.newSubscriber(
                    "object_poses", MarkerArray.TYPE, SubscriberOptions.DEFAULT, m -> take(r -> r.objectPoses(m)));
        }
        node.newServiceServer("~start", Trigger.TYPE, (request, response) -> {
            response.message = start();
            response.success = response.message.startsWith("recording");
        });
        node.newServiceServer("~stop", SetBool.TYPE, (request, response) -> {
            response.message = stop(request.data);
            response.success = response.message.startsWith("wrote");
        });
        node.newServiceServer("~discard", Trigger.TYPE, (request, response) -> {
            response.message = discard();
            response.success = true;
        });
        say(DiagnosticStatus.OK, "idle");
    }

    private synchronized void take(java.util.function.Consumer<EpisodeRecorder> message) {
        if (recorder == null) {
            return;
        }
        try {
            message.accept(recorder);
        } catch (InvalidInputException e) {
            rejections.reject(e.getMessage(), System.nanoTime());
        }
    }

    private synchronized String start() {
        if (recorder != null) {
            return "is recording already; call ~stop or ~discard first";
        }
        try {
            folder = EpisodeFolder.open(path, format);
        } catch (IOException e) {
            return say(DiagnosticStatus.ERROR, e.getMessage());
        }
        seed = SEED.read(node.getParameterTree());
        refusedBefore = rejections.count();
        recorder = new EpisodeRecorder(format);
        return say(DiagnosticStatus.OK, "recording episode " + folder.nextId() + " into " + path);
    }

    private synchronized String stop(boolean success) {
        if (recorder == null) {
            return "is not recording; call ~start first";
        }
        EpisodeRecorder ended = recorder;
        recorder = null;
        try {
            Episode episode = ended.finish(folder.nextId(), seed, success);
            folder.add(episode);
            String lost = ended.gapReport();
            long refused = rejections.count() - refusedBefore;
            lost += refused == 0
                    ? ""
                    : (lost.isEmpty() ? "" : "; ") + refused + " messages refused, the last: "
                            + rejections.lastReason();
            return say(
                    lost.isEmpty() ? DiagnosticStatus.OK : DiagnosticStatus.WARN,
                    "wrote episode " + episode.info().id() + " with " + episode.size() + " rows to " + path
                            + (lost.isEmpty() ? "" : "; " + lost));
        } catch (InvalidInputException | IllegalArgumentException | IOException e) {
            return say(DiagnosticStatus.ERROR, "the episode is lost: " + e.getMessage());
        }
    }

    private synchronized String discard() {
        recorder = null;
        return say(DiagnosticStatus.OK, "idle");
    }

    private String say(byte level, String message) {
        if (level == DiagnosticStatus.OK) {
            LOG.info(message);
        } else {
            LOG.warn(message);
        }
        reporter.publish(NodeStatus.builder(level, message)
                .add("episodes", folder == null ? 0 : folder.size())
                .build());
        return message;
    }

    @Override
    public synchronized void onShutdown(ConnectedNode connected) {
        if (recorder != null) {
            LOG.warn("shut down while recording: {} rows are not written", recorder.rows());
            recorder = null;
        }
    }
}
