package org.prolepsis.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prolepsis.action.limit.JointLimits;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.text.Grounding;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.diagnostic_msgs.KeyValue;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint;
import org.prolepsis.nodes.action.ActionNode;
import org.prolepsis.nodes.flow.FlowNode;
import org.prolepsis.nodes.flow.MotionSource;
import org.prolepsis.nodes.loop.WavingCurves;
import org.prolepsis.nodes.robot.RobotDescription;
import org.prolepsis.nodes.simarm.SimArmNode;
import org.prolepsis.nodes.testgraph.TestGraph;

/** What the nodes make of simulated time that jumps: a bag that is played in a loop, a simulation that is reset. */
class TimeJumpTest {
    private static final MotionCurve WAVE = WavingCurves.of("big", "left", "high", "fast");
    private static final double MINUTE = 60;

    /** Knows one motion. */
    private record OneMotion(List<String> jointNames) implements MotionSource {
        @Override
        public Grounding ground(String text) {
            return new Grounding(true, "known", "wave", 1);
        }

        @Override
        public Draw draw(String text, long seed) {
            return new Draw(WAVE, text, 0, 0);
        }
    }

    private final TestGraph graph = new TestGraph();
    private final JointLimits limits = JointLimits.panda();
    private List<DiagnosticStatus> flowStatus;
    private List<DiagnosticStatus> actionStatus;
    private List<JointState> states;
    private List<JointTrajectory> commands;

    @BeforeEach
    void start() {
        double[] home = new double[7];
        WAVE.read(0, home);
        graph.parameters.put("/sim_arm/start", Arrays.stream(home).boxed().toList());
        graph.time.simulate();
        graph.start(new SimArmNode(graph.time));
        graph.start(new ActionNode(graph.time));
        graph.start(
                new FlowNode(graph.time, new OneMotion(RobotDescription.panda().jointNames())));
        flowStatus = graph.record("/flow/status", DiagnosticStatus.TYPE);
        actionStatus = graph.record("/action/status", DiagnosticStatus.TYPE);
        states = graph.record("/joint_states", JointState.TYPE);
        commands = graph.record("/arm_controller/command", JointTrajectory.TYPE);
        graph.time.advance(0.5);
    }

    @AfterEach
    void stop() {
        graph.close();
    }

    private void say(String sentence) {
        org.prolepsis.msgs.std_msgs.String message = new org.prolepsis.msgs.std_msgs.String();
        message.data = sentence;
        graph.publish("/command", message);
    }

    private String flow(String key) {
        DiagnosticStatus status = flowStatus.get(flowStatus.size() - 1);
        for (KeyValue pair : status.values) {
            if (pair.key.equals(key)) {
                return pair.value;
            }
        }
        throw new AssertionError("no " + key + " in " + status);
    }

    private double[] measured() {
        return states.get(states.size() - 1).position.clone();
    }

    /** The arm's own motion: what it does between two of its messages, whatever their stamps say. */
    private void assertArmStaysWithinItsVelocities() {
        double period = 0.01;
        for (int i = 1; i < states.size(); i++) {
            for (int j = 0; j < 7; j++) {
                double moved = Math.abs(states.get(i).position[j] - states.get(i - 1).position[j]);
                assertTrue(
                        moved <= 1.01 * period * limits.joint(j).maxVelocity(),
                        "joint " + j + " moved by " + moved + " rad in one period");
            }
        }
        for (int i = 1; i < commands.size(); i++) {
            for (int j = 0; j < 7; j++) {
                double step =
                        Math.abs(commands.get(i).points[0].positions[j] - commands.get(i - 1).points[0].positions[j]);
                assertTrue(
                        step <= 1.01 * period * limits.joint(j).maxVelocity(), "a command jumps by " + step + " rad");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-MINUTE, -1, 10 * MINUTE})
    void shouldComeToRestWithinLimitsAndTakeTheNextSentenceWhenTimeJumps(double jump) {
        say("wave to me");
        graph.time.advance(2);
        assertEquals("moving", flow("state"));
        graph.time.jump(jump);
        graph.time.advance(3);
        assertEquals("aborted", flow("result"));
        assertTrue(
                flowStatus.get(flowStatus.size() - 1).message.contains(jump < 0 ? "went back" : "went ahead"),
                () -> flowStatus.get(flowStatus.size() - 1).message);
        double[] rest = measured();
        graph.time.advance(1);
        double[] later = measured();
        for (int j = 0; j < 7; j++) {
            assertEquals(rest[j], later[j], 2e-3, "the arm is at rest");
        }
        say("wave to me");
        assertTrue(
                graph.time.advanceUntil(() -> flow("result").equals("done"), 20),
                () -> flowStatus.get(flowStatus.size() - 1).message);
        graph.time.advance(3);
        assertEquals(DiagnosticStatus.OK, actionStatus.get(actionStatus.size() - 1).level);
        assertArmStaysWithinItsVelocities();
    }

    @Test
    void shouldGoOnThroughManyLoopsOfABag() {
        for (int loop = 0; loop < 5; loop++) {
            say("wave to me");
            graph.time.advance(1);
            graph.time.jump(-1);
        }
        graph.time.advance(3);
        assertEquals("aborted", flow("result"));
        say("wave to me");
        assertTrue(graph.time.advanceUntil(() -> flow("result").equals("done"), 20));
        assertArmStaysWithinItsVelocities();
    }

    @Test
    void shouldGoOnWithATrajectoryThatTheSimulatedArmFollowedWhenTimeWentBack() {
        JointTrajectory command = new JointTrajectory();
        command.jointNames = RobotDescription.panda().jointNames().toArray(new String[0]);
        double[] home = measured();
        double[] goal = home.clone();
        goal[0] += 0.4;
        JointTrajectoryPoint point = new JointTrajectoryPoint();
        point.positions = goal;
        point.velocities = new double[7];
        point.timeFromStart.setNanos(2_000_000_000L);
        command.points = new JointTrajectoryPoint[] {point};
        try (TestGraph alone = new TestGraph()) {
            alone.time.simulate();
            alone.parameters.put("/sim_arm/start", Arrays.stream(home).boxed().toList());
            alone.start(new SimArmNode(alone.time));
            List<JointState> seen = alone.record("/joint_states", JointState.TYPE);
            alone.time.advance(0.1);
            alone.publish("/arm_controller/command", command);
            alone.time.advance(1);
            double halfWay = seen.get(seen.size() - 1).position[0];
            alone.time.jump(-MINUTE);
            alone.time.advance(0.1);
            double justAfter = seen.get(seen.size() - 1).position[0];
            alone.time.advance(2);
            double end = seen.get(seen.size() - 1).position[0];
            assertTrue(halfWay > home[0] + 0.1 && halfWay < home[0] + 0.3, "half way is " + halfWay);
            assertEquals(halfWay, justAfter, 0.1);
            assertEquals(goal[0], end, 5e-3);
        }
    }
}
