package org.prolepsis.nodes.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.diagnostic_msgs.KeyValue;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_msgs.Float64MultiArray;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint;
import org.prolepsis.nodes.robot.RobotDescription;
import org.prolepsis.nodes.testgraph.TestGraph;

/** The action node alone: good and bad chunks and joint states, as they come over the graph. */
class ActionNodeTest {
    private static final String[] JOINTS = RobotDescription.panda().jointNames().toArray(new String[0]);
    private static final double[] READY = {0, -0.785, 0, -2.356, 0, 1.571, 0.785};

    private final TestGraph graph = new TestGraph();
    private List<DiagnosticStatus> statuses;
    private List<JointTrajectory> commands;

    @BeforeEach
    void setUp() {
        statuses = graph.record("/action/status", DiagnosticStatus.TYPE);
        commands = graph.record("/arm_controller/command", JointTrajectory.TYPE);
    }

    @AfterEach
    void tearDown() {
        graph.close();
    }

    /** Starts the node, with an arm that stands where it is. */
    private void start() {
        graph.start(new ActionNode(graph.time));
        graph.time.every("arm", 5_000_000, now -> graph.publish("/joint_states", state()));
        graph.time.advance(0.2);
    }

    private JointState state() {
        JointState message = new JointState();
        message.header.stamp.setNanos(graph.time.nowNanos());
        message.name = JOINTS.clone();
        message.position = READY.clone();
        message.velocity = new double[7];
        return message;
    }

    /** A chunk that moves the last joint slowly by 0.2 rad and ends at rest. */
    private JointTrajectory chunk() {
        JointTrajectory message = new JointTrajectory();
        message.header.stamp.setNanos(graph.time.nowNanos());
        message.jointNames = JOINTS.clone();
        message.points = new JointTrajectoryPoint[30];
        for (int i = 0; i < 30; i++) {
            JointTrajectoryPoint point = new JointTrajectoryPoint();
            point.positions = READY.clone();
            point.positions[6] += 0.2 * Math.min(1, i / 25.0);
            point.timeFromStart.setNanos(i * 40_000_000L);
            message.points[i] = point;
        }
        return message;
    }

    private DiagnosticStatus status() {
        return statuses.get(statuses.size() - 1);
    }

    private String value(String key) {
        for (KeyValue pair : status().values) {
            if (pair.key.equals(key)) {
                return pair.value;
            }
        }
        throw new AssertionError("no " + key);
    }

    private double[] commanded() {
        return commands.get(commands.size() - 1).points[0].positions;
    }

    @Test
    void shouldExecuteAChunkAndComeToRest() {
        start();
        graph.publish("/action_chunk", chunk());
        graph.time.advance(0.2);
        assertEquals("running", value("state"));
        graph.time.advance(3);
        assertEquals(READY[6] + 0.2, commanded()[6], 1e-6);
        assertEquals("idle", value("state"));
    }

    @Test
    void shouldMatchJointsByName() {
        start();
        JointTrajectory reordered = chunk();
        for (int j = 0; j < 7; j++) {
            reordered.jointNames[j] = JOINTS[6 - j];
        }
        for (JointTrajectoryPoint point : reordered.points) {
            double[] forward = point.positions.clone();
            for (int j = 0; j < 7; j++) {
                point.positions[j] = forward[6 - j];
            }
        }
        graph.publish("/action_chunk", reordered);
        graph.time.advance(3);
        assertEquals(READY[6] + 0.2, commanded()[6], 1e-6);
        assertEquals(READY[0], commanded()[0], 1e-9);
    }

    private record Bad(String expected, Consumer<JointTrajectory> fault) {
        @Override
        public String toString() {
            return expected;
        }
    }

    static List<Bad> badChunks() {
        return List.of(
                new Bad("joint panda_joint4 is missing", c -> {
                    c.jointNames = new String[] {JOINTS[0], JOINTS[1], JOINTS[2], JOINTS[4], JOINTS[5], JOINTS[6]};
                }),
                new Bad("unknown joint elbow at index 2", c -> c.jointNames[2] = "elbow"),
                new Bad("joint panda_joint1 is named twice, at index 0 and 3", c -> c.jointNames[3] = JOINTS[0]),
                new Bad(
                        "positions of joint panda_joint6 at point 7 is NaN",
                        c -> c.points[7].positions[5] = Double.NaN),
                new Bad(
                        "positions of joint panda_joint1 at point 0 is -Infinity",
                        c -> c.points[0].positions[0] = Double.NEGATIVE_INFINITY),
                new Bad("point 3 has 6 positions for 7 joints", c -> c.points[3].positions = new double[6]),
                new Bad("point 29 has 0 positions for 7 joints", c -> c.points[29].positions = new double[0]),
                new Bad("times must grow", c -> c.points[5].timeFromStart.setNanos(10)),
                new Bad("times must grow", c -> c.points[1].timeFromStart.setNanos(0)),
                new Bad("must be evenly spaced", c -> c.points[5].timeFromStart.setNanos(220_000_000)),
                new Bad("time_from_start of point 0 is -1.0 s", c -> c.points[0].timeFromStart.secs = -1),
                new Bad("has no points", c -> c.points = new JointTrajectoryPoint[0]),
                new Bad("got no joints", c -> c.jointNames = new String[0]));
    }

    @ParameterizedTest
    @MethodSource("badChunks")
    void shouldRefuseABadChunkSayWhyAndTakeTheNext(Bad bad) {
        start();
        double[] before = commanded().clone();
        JointTrajectory chunk = chunk();
        bad.fault().accept(chunk);
        graph.publish("/action_chunk", chunk);
        graph.time.advance(0.5);
        assertTrue(status().message.contains(bad.expected()), status().message);
        assertEquals(DiagnosticStatus.WARN, status().level);
        assertEquals("1", value("chunks_rejected"));
        org.junit.jupiter.api.Assertions.assertArrayEquals(before, commanded(), 0);
        graph.publish("/action_chunk", chunk());
        graph.time.advance(3);
        assertEquals(READY[6] + 0.2, commanded()[6], 1e-6);
        assertEquals(DiagnosticStatus.OK, status().level);
    }

    @Test
    void shouldSayThatTheStampIsWrongWhenItIsFarFromThePresent() {
        start();
        double[] before = commanded().clone();
        for (long offset : new long[] {10_000_000_000L, -60_000_000_000L}) {
            JointTrajectory strange = chunk();
            strange.header.stamp.setNanos(graph.time.nowNanos() + offset);
            graph.publish("/action_chunk", strange);
            graph.time.advance(0.2);
            assertTrue(status().message.contains("are the clocks in step"), status().message);
        }
        org.junit.jupiter.api.Assertions.assertArrayEquals(before, commanded(), 0);
        graph.publish("/action_chunk", chunk());
        graph.time.advance(3);
        assertEquals(READY[6] + 0.2, commanded()[6], 1e-6);
    }

    @Test
    void shouldStopWhenAMovingChunkIsTheLast() {
        start();
        JointTrajectory moving = chunk();
        for (int i = 0; i < 30; i++) {
            moving.points[i].positions[6] = READY[6] + 0.02 * i;
        }
        graph.publish("/action_chunk", moving);
        graph.time.advance(3);
        assertEquals("holding", value("state"));
        assertEquals("stale_chunk", value("fault"));
        assertEquals(DiagnosticStatus.ERROR, status().level);
        assertTrue(status().message.contains("~reset"), status().message);
    }

    @Test
    void shouldIgnoreExtraJointsAndRefuseMissingOrBrokenOnes() {
        graph.start(new ActionNode(graph.time));
        graph.time.advance(0.05);
        JointState partial = state();
        partial.name[3] = "gripper";
        graph.publish("/joint_states", partial);
        JointState broken = state();
        broken.position[2] = Double.NaN;
        graph.publish("/joint_states", broken);
        JointState wide = state();
        wide.position = new double[6];
        graph.publish("/joint_states", wide);
        graph.time.advance(0.1);
        assertEquals("waiting_for_state", value("state"));
        assertEquals("3", value("joint_states_rejected"));
        assertEquals(0, commands.size());
        JointState extra = state();
        extra.name =
                new String[] {"gripper", JOINTS[6], JOINTS[5], JOINTS[4], JOINTS[3], JOINTS[2], JOINTS[1], JOINTS[0]};
        extra.position =
                new double[] {Double.NaN, READY[6], READY[5], READY[4], READY[3], READY[2], READY[1], READY[0]};
        extra.velocity = new double[0];
        graph.publish("/joint_states", extra);
        graph.time.advance(0.1);
        assertEquals("idle", value("state"));
        org.junit.jupiter.api.Assertions.assertArrayEquals(READY, commanded(), 1e-12);
    }

    @Test
    void shouldCommandArraysWhenAskedTo() {
        graph.parameters.put("/action/controller_type", "position_array");
        List<Float64MultiArray> arrays =
                graph.record("/joint_group_position_controller/command", Float64MultiArray.TYPE);
        start();
        graph.publish("/action_chunk", chunk());
        graph.time.advance(3);
        assertEquals(READY[6] + 0.2, arrays.get(arrays.size() - 1).data[6], 1e-6);
        assertEquals(0, commands.size());
    }

    @Test
    void shouldSendVelocitiesThatAreTheSlopeOfThePositions() {
        start();
        graph.publish("/action_chunk", chunk());
        graph.time.advance(1.5);
        for (int i = 1; i < commands.size(); i++) {
            JointTrajectoryPoint now = commands.get(i).points[0];
            JointTrajectoryPoint before = commands.get(i - 1).points[0];
            JointTrajectoryPoint next = commands.get(i).points[1];
            assertEquals((next.positions[6] - before.positions[6]) / 0.010, now.velocities[6], 1e-6);
        }
    }

    @Test
    void shouldNameAParameterThatIsOutOfRangeAndNotStart() {
        graph.parameters.put("/action/rate", 5);
        RuntimeException e = org.junit.jupiter.api.Assertions.assertThrows(RuntimeException.class, this::start);
        assertTrue(e.getMessage().contains("~rate is 5"), e.getMessage());
    }
}
