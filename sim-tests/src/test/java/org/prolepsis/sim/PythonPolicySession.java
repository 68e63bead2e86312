package org.prolepsis.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticArray;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.diagnostic_msgs.KeyValue;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.nodes.action.ActionNode;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.RosNode;
import org.prolepsis.sim.node.ColorSortCellNode;

/** The Python policy of the README drives the arm of the cell through the action node. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PythonPolicySession {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final Watch watch = new Watch();
    private RosShell shell;

    /** Starts a master and returns its address. */
    abstract URI startMaster(RosShell shell) throws IOException;

    /** What the arm, the policy and the action node say. */
    private static final class Watch implements NodeMain {
        private final Set<Long> stateStamps = new HashSet<>();
        private final List<JointTrajectory> chunks = new ArrayList<>();
        private double firstJoint = Double.NaN;
        private long late;
        private long accepted;

        @Override
        public String defaultNodeName() {
            return "watch";
        }

        @Override
        public void onStart(ConnectedNode node) {
            node.newSubscriber("joint_states", JointState.TYPE, this::state);
            node.newSubscriber("action_chunk", JointTrajectory.TYPE, this::chunk);
            node.newSubscriber("/diagnostics", DiagnosticArray.TYPE, this::diagnostics);
        }

        private synchronized void state(JointState message) {
            stateStamps.add(message.header.stamp.toNanos());
            firstJoint = message.position[0];
        }

        private synchronized void chunk(JointTrajectory message) {
            JointTrajectory copy = new JointTrajectory();
            copy.copyFrom(message);
            chunks.add(copy);
        }

        private synchronized void diagnostics(DiagnosticArray message) {
            for (DiagnosticStatus status : message.status) {
                if (status.name.equals("/action")) {
                    for (KeyValue pair : status.values) {
                        late = pair.key.equals("chunks_late") ? Long.parseLong(pair.value) : late;
                        accepted = pair.key.equals("chunks_accepted") ? Long.parseLong(pair.value) : accepted;
                    }
                }
            }
        }

        synchronized double firstJoint() {
            return firstJoint;
        }

        synchronized long late() {
            return late;
        }

        synchronized long accepted() {
            return accepted;
        }

        synchronized List<JointTrajectory> chunks() {
            return List.copyOf(chunks);
        }

        synchronized Set<Long> stateStamps() {
            return Set.copyOf(stateStamps);
        }

        synchronized String seen() {
            return chunks.size() + " chunks, " + accepted + " accepted, " + late + " late, joint 1 at " + firstJoint;
        }
    }

    @BeforeAll
    void start(@TempDir Path home) throws IOException {
        Assumptions.assumeTrue(RosShell.rosInstalled(), "SKIPPED: the ROS 1 tools are not in /usr/bin");
        shell = new RosShell(home);
        closing.push(shell::close);
        URI master = startMaster(shell);
        shell.useMaster(master);
        NodeConfiguration base = NodeConfiguration.forMaster(master).withMasterWait(PATIENCE);
        String limits = Project.root()
                .resolve("launch/config/color_sort_joint_limits.yaml")
                .toString();
        start(watch, base);
        start(new ColorSortCellNode(), base);
        // Test machines are busy: the arm shall not stop for joint states that are late.
        start(
                new ActionNode(),
                base.withParameter("joint_limits", limits)
                        .withParameter("stale_joint_states", 2.0)
                        .withParameter("stale_chunk", 2.0));
        Await.until("joint states", PATIENCE, () -> !Double.isNaN(watch.firstJoint()), watch::seen);
    }

    private void start(NodeMain main, NodeConfiguration configuration) {
        ConnectedNode node = RosNode.start(main, configuration);
        closing.push(node::shutdown);
    }

    @AfterAll
    void stop() {
        closing.forEach(Runnable::run);
    }

    @Test
    void shouldMoveTheArmByChunksStampedWithTheirObservationAndDropLateOnes() throws Exception {
        double before = watch.firstJoint();
        RosShell.Running policy = shell.start(script());
        Await.until(
                "the arm to turn",
                PATIENCE,
                () -> Math.abs(watch.firstJoint() - before) > 0.08 && watch.accepted() > 5,
                () -> watch.seen() + "\n" + policy.text());
        long late = watch.late();
        assertStamps();

        // A chunk reaches 2 s far; one that comes later than that, among others in time, is of no use.
        RosShell.Running slow = shell.start(script(), "__name:=slow", "_delay:=2.5");
        Await.until(
                "a late chunk to be dropped",
                PATIENCE,
                () -> watch.late() > late,
                () -> watch.seen() + "\n" + slow.text());
        slow.interrupt();
        policy.interrupt();
    }

    private static String script() {
        return Project.root().resolve("launch/scripts/lerobot_policy.py").toString();
    }

    private void assertStamps() {
        List<JointTrajectory> chunks = watch.chunks();
        Set<Long> stamps = watch.stateStamps();
        long known = chunks.stream()
                .filter(chunk -> stamps.contains(chunk.header.stamp.toNanos()))
                .count();
        // The first joint states may have come before this test's own connection.
        assertTrue(known >= chunks.size() - 1, known + " of " + chunks.size() + " stamps are of a joint state");
        for (JointTrajectory chunk : chunks) {
            assertEquals(50, chunk.points.length);
            for (int i = 0; i < chunk.points.length; i++) {
                assertEquals(i * 40_000_000L, chunk.points[i].timeFromStart.toNanos());
            }
        }
    }
}
