package org.prolepsis.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.graph.Publisher;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint;
import org.prolepsis.nodes.action.ActionNode;
import org.prolepsis.nodes.flow.FlowNode;
import org.prolepsis.nodes.simarm.SimArmNode;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.RosNode;
import org.prolepsis.ros.master.RosMaster;

/** Whatever comes over the graph: a clear message, nothing moves, and the next good input works. */
@Timeout(300)
class BadInputTest {
    private static final Deque<AutoCloseable> RUNNING = new ArrayDeque<>();
    private static final ArmWatch WATCH = new ArmWatch();
    private static final Tamperer TAMPERER = new Tamperer();

    /** Stands between the arm and the nodes, and spoils joint states on the way. */
    private static final class Tamperer implements NodeMain {
        private volatile UnaryOperator<JointState> spoil = UnaryOperator.identity();

        @Override
        public String defaultNodeName() {
            return "tamperer";
        }

        @Override
        public void onStart(ConnectedNode node) {
            Publisher<JointState> out = node.newPublisher("joint_states", JointState.TYPE);
            node.newSubscriber("true_joint_states", JointState.TYPE, message -> {
                JointState copy = new JointState();
                copy.copyFrom(message);
                out.publish(spoil.apply(copy));
            });
        }
    }

    @BeforeAll
    static void startNodes() {
        RosMaster master = RosMaster.start("127.0.0.1", 0);
        RUNNING.push(master);
        NodeConfiguration base = NodeConfiguration.forMaster(master.uri());
        start(new SimArmNode(), base.withRemapping("joint_states", "true_joint_states"));
        start(TAMPERER, base);
        start(new ActionNode(), base.withParameter("speed", 2.0).withParameter("stale_chunk", 2.0));
        start(new FlowNode(), base.withParameter("model", Project.model().toString()));
        start(WATCH, base);
    }

    private static void start(NodeMain main, NodeConfiguration configuration) {
        ConnectedNode node = RosNode.start(main, configuration);
        RUNNING.push(node::shutdown);
    }

    @AfterAll
    static void stopNodes() throws Exception {
        while (!RUNNING.isEmpty()) {
            RUNNING.pop().close();
        }
    }

    @BeforeEach
    void waitForRest() {
        TAMPERER.spoil = UnaryOperator.identity();
        WATCH.reset();
        WATCH.awaitReady(Duration.ofSeconds(30));
    }

    private static void assertGoodInputWorks() {
        TAMPERER.spoil = UnaryOperator.identity();
        WATCH.awaitReady(Duration.ofSeconds(30));
        assertTrue(WATCH.awaitMotion("wave big") > 1, WATCH.seen());
    }

    @Test
    void shouldRefuseSentencesThatSayNothing() {
        assertTrue(WATCH.awaitRefusal("").contains("empty"), WATCH.seen());
        assertTrue(WATCH.awaitRefusal(" \t\n ").contains("empty"), WATCH.seen());
        String reason = WATCH.awaitRefusal("wave ".repeat(2048));
        assertTrue(reason.contains("10240") || reason.contains("long"), reason);
        assertTrue(reason.length() < 500, "the reason must not repeat the sentence: " + reason.length());
        WATCH.awaitRefusal("\u0000\u0007\uFFFF");
        assertGoodInputWorks();
    }

    @Test
    void shouldRefuseToMoveWhileAJointIsMissingFromTheJointStates() {
        spoil(state -> {
            state.name = Arrays.copyOf(state.name, 6);
            state.position = Arrays.copyOf(state.position, 6);
            state.velocity = Arrays.copyOf(state.velocity, 6);
        });
        awaitFlowMessage("panda_joint7");
        assertTrue(WATCH.awaitRefusal("wave big").contains("joint_states"), WATCH.seen());
        assertGoodInputWorks();
    }

    @Test
    void shouldRefuseToMoveWhileAJointIsNotANumber() {
        spoil(state -> state.position[2] = Double.NaN);
        awaitFlowMessage("panda_joint3");
        assertTrue(WATCH.awaitRefusal("wave big").contains("joint_states"), WATCH.seen());
        assertGoodInputWorks();
    }

    @Test
    void shouldRefuseToMoveWhileJointStatesGoBackInTime() {
        spoil(state -> state.header.stamp.setNanos(state.header.stamp.toNanos() - 3_600_000_000_000L));
        Await.pass(Duration.ofMillis(500));
        double before = WATCH.travel();
        WATCH.say("wave big");
        Await.until(
                "a word about the stamps",
                Duration.ofSeconds(10),
                () -> (WATCH.flow().message() + WATCH.action().message()).contains("stamp"),
                WATCH::seen);
        Await.pass(Duration.ofSeconds(1));
        assertEquals(before, WATCH.travel(), "nothing may move");
        TAMPERER.spoil = UnaryOperator.identity();
        Await.until(
                "the end of the motion",
                Duration.ofSeconds(30),
                () -> !WATCH.flow().value("state").equals("moving"),
                WATCH::seen);
        WATCH.reset();
        assertGoodInputWorks();
    }

    @Test
    void shouldFindItsJointsAmongOthersInAnyOrder() {
        spoil(state -> {
            int n = state.name.length;
            String[] names = new String[n + 1];
            double[] positions = new double[n + 1];
            double[] velocities = new double[n + 1];
            names[0] = "gripper";
            positions[0] = Double.NaN;
            for (int j = 0; j < n; j++) {
                names[n - j] = state.name[j];
                positions[n - j] = state.position[j];
                velocities[n - j] = state.velocity[j];
            }
            state.name = names;
            state.position = positions;
            state.velocity = velocities;
        });
        assertTrue(WATCH.awaitMotion("wave big") > 1, WATCH.seen());
    }

    @Test
    void shouldRefuseChunksThatAreNotOnesOfThisArm() {
        assertRefused("panda_joint7", chunk -> chunk.jointNames = Arrays.copyOf(chunk.jointNames, 6));
        assertRefused("panda_joint8", chunk -> chunk.jointNames[6] = "panda_joint8");
        assertRefused("panda_joint1", chunk -> chunk.jointNames[6] = "panda_joint1");
        assertRefused("positions", chunk -> chunk.points[3].positions = new double[6]);
        assertRefused("positions", chunk -> chunk.points[3].positions = new double[8]);
        assertRefused("NaN", chunk -> chunk.points[2].positions[4] = Double.NaN);
        assertRefused("Infinity", chunk -> chunk.points[2].positions[4] = Double.POSITIVE_INFINITY);
        assertRefused("time_from_start", chunk -> chunk.points[4].timeFromStart.setNanos(0));
        assertRefused("points", chunk -> chunk.points = new JointTrajectoryPoint[0]);
        assertGoodInputWorks();
        assertEquals("idle", WATCH.action().value("state"));
    }

    private static void spoil(Consumer<JointState> change) {
        TAMPERER.spoil = state -> {
            change.accept(state);
            return state;
        };
    }

    /** Waits until joint states are refused with this, for so long that the ones before are stale. */
    private static void awaitFlowMessage(String part) {
        Await.until(
                part + " in the status",
                Duration.ofSeconds(10),
                () -> WATCH.flow().message().contains(part),
                WATCH::seen);
        Await.pass(Duration.ofMillis(500));
    }

    private static void assertRefused(String complaint, Consumer<JointTrajectory> spoil) {
        JointTrajectory chunk = towards(WATCH.measured(), 0.3);
        spoil.accept(chunk);
        double before = WATCH.travel();
        long rejected = WATCH.action().count("chunks_rejected");
        WATCH.send(chunk);
        Await.until(
                "the refusal of a chunk because of " + complaint,
                Duration.ofSeconds(10),
                () -> WATCH.action().count("chunks_rejected") == rejected + 1,
                WATCH::seen);
        assertTrue(WATCH.action().message().contains(complaint), complaint + " is not in: " + WATCH.seen());
        Await.pass(Duration.ofMillis(200));
        assertEquals(before, WATCH.travel(), "nothing may move");
    }

    /** A good chunk: every joint goes a little way in a straight line. */
    private static JointTrajectory towards(double[] from, double way) {
        JointTrajectory chunk = new JointTrajectory();
        chunk.jointNames = new String[7];
        for (int j = 0; j < 7; j++) {
            chunk.jointNames[j] = "panda_joint" + (j + 1);
        }
        chunk.points = new JointTrajectoryPoint[20];
        for (int i = 0; i < chunk.points.length; i++) {
            chunk.points[i] = new JointTrajectoryPoint();
            chunk.points[i].positions = from.clone();
            for (int j = 0; j < 7; j++) {
                chunk.points[i].positions[j] += way * i / chunk.points.length;
            }
            chunk.points[i].timeFromStart.setNanos(i * 40_000_000L);
        }
        return chunk;
    }
}
