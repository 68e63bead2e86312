package org.prolepsis.cli.demo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.prolepsis.action.limit.JointLimits;
import org.prolepsis.cli.log.LogbackLevels;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.GraphException;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.nodes.action.ActionNode;
import org.prolepsis.nodes.flow.FlowNode;
import org.prolepsis.nodes.simarm.SimArmNode;
import org.prolepsis.report.DemoReport;
import org.prolepsis.report.MotionAnalysis;
import org.prolepsis.report.MotionResult;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.RosNode;
import org.prolepsis.ros.master.RosMaster;

/**
 * The nodes and the simulated arm in this JVM, joined by a ROS graph, on which messages between them take no socket, and
 * an observer that speaks to them. Used by one thread.
 */
public final class DemoSession implements AutoCloseable {
    /** Where the nodes live on a graph that is not the demo's own: never on the topics of a real arm. */
    public static final String SHARED_GRAPH_NAMESPACE = "/prolepsis_demo";

    private static final double CONTROL_RATE = 200;
    private static final Duration READY = Duration.ofSeconds(20);
    private static final Duration UNDERSTANDING = Duration.ofSeconds(20);
    private static final Duration MOTION = Duration.ofMinutes(2);
    /** After the flow node is done the arm's lag still shows. */
    private static final Duration SETTLING = Duration.ofMillis(300);

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final JointLimits limits = JointLimits.panda();
    private final Observer observer;
    private final URI masterUri;

    /**
     * What to start.
     *
     * @param master a running master, or null to start one in this JVM
     * @param model the model bundle
     * @param speed the pace, 1 is as demonstrated
     */
    public record Setup(URI master, Path model, double speed) {}

    /**
     * Starts everything and waits until it is connected.
     *
     * @throws GraphException if a node cannot start or the nodes do not find each other in time
     */
    public DemoSession(Setup setup) throws InterruptedException {
        try {
            masterUri = setup.master() == null ? embeddedMaster() : setup.master();
            NodeConfiguration base = NodeConfiguration.forMaster(masterUri)
                    .withNamespace(setup.master() == null ? "/" : SHARED_GRAPH_NAMESPACE)
                    .withLoggers(LogbackLevels.ofThisProcess());
            start(new SimArmNode(), base);
            start(new ActionNode(), base.withParameter("speed", setup.speed()).withParameter("rate", CONTROL_RATE));
            start(new FlowNode(), base.withParameter("model", setup.model().toString()));
            observer = new Observer(limits.names());
            start(observer, base);
            await(observer::connected, READY, "the nodes did not find each other within " + READY.toSeconds() + " s");
        } catch (RuntimeException | InterruptedException e) {
            close();
            throw e;
        }
    }

    private URI embeddedMaster() {
        RosMaster master = RosMaster.start("127.0.0.1", 0);
        running.push(master);
        return master.uri();
    }

    private void start(NodeMain main, NodeConfiguration configuration) {
        ConnectedNode node = RosNode.start(main, configuration);
        running.push(node::shutdown);
    }

    /** The master that the nodes are registered with. */
    public URI masterUri() {
        return masterUri;
    }

    /** The limits of the arm. */
    public JointLimits limits() {
        return limits;
    }

    /**
     * Publishes a sentence, waits until the flow node has refused it or ended its motion, and judges what was recorded.
     *
     * @throws GraphException if nothing comes of it in time
     */
    public DemoReport.Motion say(String text) throws InterruptedException {
        await(this::atRest, READY, "the arm did not come to rest; the flow node says: " + observer.lastStatus());
        observer.reset();
        long origin = observer.say(text);
        await(
                () -> observer.outcome() != null,
                UNDERSTANDING.plus(MOTION),
                "nothing came of \"" + text + "\"; the flow node says: " + observer.lastStatus());
        Thread.sleep(SETTLING.toMillis());
        observer.recorder().stop();
        FlowStatus outcome = observer.outcome();
        MotionRecorder.Motion motion = observer.recorder().motion(origin, Math.round(1e9 / CONTROL_RATE));
        return new DemoReport.Motion(result(text, outcome, motion), motion.recording());
    }

    /** A motion that still comes to rest must not be taken for the next one's first command. */
    private boolean atRest() {
        return observer.recorder().quietSince(System.nanoTime() - SETTLING.toNanos());
    }

    private MotionResult result(String text, FlowStatus outcome, MotionRecorder.Motion motion) {
        if (!motion.moved()) {
            return new MotionResult(
                    text, outcome.grounded(), outcome.explanation(), null, null, null, null, null, null);
        }
        MotionAnalysis analysis = new MotionAnalysis(motion.recording());
        double demonstrated = outcome.demonstratedSeconds();
        return new MotionResult(
                text,
                outcome.grounded(),
                outcome.explanation(),
                1e3 * motion.firstCommandSeconds(),
                motion.durationSeconds(),
                demonstrated,
                demonstrated / motion.durationSeconds(),
                analysis.trackingRmse(),
                analysis.violations(limits));
    }

    /** Waits for a condition, asking it often. */
    private static void await(BooleanSupplier condition, Duration patience, String complaint)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new GraphException(complaint);
            }
            Thread.sleep(5);
        }
    }

    /** Shuts the nodes down, the last started first, then the master. */
    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                throw new GraphException("could not shut down: " + e.getMessage(), e);
            }
        }
    }
}
