package org.prolepsis.nodes.simarm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.rosgraph_msgs.Clock;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_msgs.Float64MultiArray;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint;
import org.prolepsis.nodes.robot.RobotDescription;
import org.prolepsis.nodes.testgraph.TestGraph;

class SimArmNodeTest {
    private static final String[] JOINTS = RobotDescription.panda().jointNames().toArray(new String[0]);
    private static final double[] HOME = {0, -0.38, 0, -2.12, 0, 2.4, 0.785};

    private final TestGraph graph = new TestGraph();
    private List<JointState> states;
    private List<DiagnosticStatus> statuses;

    @AfterEach
    void tearDown() {
        graph.close();
    }

    private void start() {
        graph.start(new SimArmNode(graph.time));
        states = graph.record("/joint_states", JointState.TYPE);
        statuses = graph.record("/sim_arm/status", DiagnosticStatus.TYPE);
        graph.time.advance(0.1);
    }

    private JointState last() {
        return states.get(states.size() - 1);
    }

    /** From the ready pose to joint 7 at 1.285 in a second, in two points. */
    private static JointTrajectory trajectory() {
        JointTrajectory message = new JointTrajectory();
        message.jointNames = JOINTS.clone();
        message.points = new JointTrajectoryPoint[2];
        for (int i = 0; i < 2; i++) {
            JointTrajectoryPoint point = new JointTrajectoryPoint();
            point.positions = HOME.clone();
            point.positions[6] += 0.25 * (i + 1);
            point.timeFromStart.setNanos((i + 1) * 500_000_000L);
            message.points[i] = point;
        }
        return message;
    }

    @Test
    void shouldPublishJointStatesAtItsRateWithGrowingStamps() {
        start();
        states.clear();
        graph.time.advance(1);
        assertEquals(200, states.size());
        for (int i = 1; i < states.size(); i++) {
            long step = states.get(i).header.stamp.toNanos()
                    - states.get(i - 1).header.stamp.toNanos();
            assertEquals(5_000_000, step);
        }
        assertArrayEquals(JOINTS, last().name);
        assertArrayEquals(HOME, last().position);
    }

    @Test
    void shouldFollowATrajectoryItsLagBehind() {
        start();
        graph.publish("/arm_controller/command", trajectory());
        graph.time.advance(0.75);
        assertEquals(HOME[6] + 0.375 - 0.5 * 0.05, last().position[6], 0.004);
        assertEquals(0.5, last().velocity[6], 0.02);
        graph.time.advance(1);
        assertEquals(HOME[6] + 0.5, last().position[6], 1e-3);
        assertEquals(0, last().velocity[6], 1e-2);
    }

    @Test
    void shouldWaitForATrajectoryWhoseStampIsInTheFuture() {
        start();
        JointTrajectory later = trajectory();
        later.points[0].positions = HOME.clone();
        later.header.stamp.setNanos(graph.time.nowNanos() + 1_000_000_000L);
        graph.publish("/arm_controller/command", later);
        graph.time.advance(1.4);
        assertEquals(HOME[6], last().position[6], 1e-3);
        graph.time.advance(1);
        assertEquals(HOME[6] + 0.5, last().position[6], 1e-3);
    }

    @Test
    void shouldMatchJointsByName() {
        start();
        JointTrajectory swapped = trajectory();
        swapped.jointNames[0] = JOINTS[6];
        swapped.jointNames[6] = JOINTS[0];
        for (JointTrajectoryPoint point : swapped.points) {
            double seventh = point.positions[6];
            point.positions[6] = point.positions[0];
            point.positions[0] = seventh;
        }
        graph.publish("/arm_controller/command", swapped);
        graph.time.advance(2);
        assertEquals(HOME[6] + 0.5, last().position[6], 1e-3);
        assertEquals(HOME[0], last().position[0], 1e-9);
    }

    @Test
    void shouldStopWhereItIsOnATrajectoryWithoutPoints() {
        start();
        graph.publish("/arm_controller/command", trajectory());
        graph.time.advance(0.5);
        double there = last().position[6];
        graph.publish("/arm_controller/command", new JointTrajectory());
        graph.time.advance(1);
        assertEquals(there, last().position[6], 0.03);
    }

    @Test
    void shouldTakePositionsAsAnArray() {
        start();
        Float64MultiArray message = new Float64MultiArray();
        message.data = HOME.clone();
        message.data[6] = 1;
        graph.publish("/joint_group_position_controller/command", message);
        graph.time.advance(1);
        assertEquals(1, last().position[6], 1e-3);
    }

    private record Bad(String expected, Consumer<JointTrajectory> fault) {
        @Override
        public String toString() {
            return expected;
        }
    }

    static List<Bad> badCommands() {
        return List.of(
                new Bad("unknown joint elbow", c -> c.jointNames[0] = "elbow"),
                new Bad("joint panda_joint1 is named twice", c -> c.jointNames[1] = JOINTS[0]),
                new Bad("point 1 has 3 positions", c -> c.points[1].positions = new double[3]),
                new Bad("point 1 has 3 velocities", c -> c.points[1].velocities = new double[3]),
                new Bad(
                        "positions of joint panda_joint2 at point 0 is NaN",
                        c -> c.points[0].positions[1] = Double.NaN),
                new Bad("position of joint panda_joint4 at point 1 is 0.5 rad", c -> c.points[1].positions[3] = 0.5),
                new Bad("times must grow", c -> c.points[1].timeFromStart.setNanos(1)),
                new Bad("must reach into the future", c -> c.header.stamp.setNanos(1_000_000_000L)));
    }

    @ParameterizedTest
    @MethodSource("badCommands")
    void shouldRefuseABadCommandSayWhyAndNotMove(Bad bad) {
        start();
        JointTrajectory command = trajectory();
        bad.fault().accept(command);
        graph.publish("/arm_controller/command", command);
        graph.time.advance(0.5);
        assertArrayEquals(HOME, last().position);
        String message = statuses.get(statuses.size() - 1).message;
        assertTrue(message.contains(bad.expected()), message);
        graph.publish("/arm_controller/command", trajectory());
        graph.time.advance(2);
        assertEquals(HOME[6] + 0.5, last().position[6], 1e-3);
    }

    @Test
    void shouldRefuseABadArray() {
        start();
        Float64MultiArray message = new Float64MultiArray();
        message.data = new double[] {0, 0};
        graph.publish("/joint_group_position_controller/command", message);
        message.data = HOME.clone();
        message.data[3] = Double.NaN;
        graph.publish("/joint_group_position_controller/command", message);
        graph.time.advance(0.5);
        assertArrayEquals(HOME, last().position);
    }

    @Test
    void shouldMakeTimeWhenAskedTo() {
        graph.parameters.put("/sim_arm/publish_clock", true);
        graph.parameters.put("/sim_arm/time_scale", 4);
        List<Clock> clocks = graph.record("/clock", Clock.TYPE);
        start();
        clocks.clear();
        graph.time.advance(1);
        assertEquals(800, clocks.size());
        long last = clocks.get(clocks.size() - 1).clock.toNanos();
        assertEquals(4_000_000_000L - 5_000_000L, last - clocks.get(0).clock.toNanos());
        assertEquals(last, last().header.stamp.toNanos());
    }

    @Test
    void shouldRefuseAStartOutsideTheLimits() {
        graph.parameters.put("/sim_arm/start", List.of(0, 0, 0, 0, 0, 0, 0));
        RuntimeException e = assertThrows(RuntimeException.class, this::start);
        assertTrue(e.getMessage().contains("panda_joint4"), e.getMessage());
    }
}
