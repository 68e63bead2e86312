package org.prolepsis.nodes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.demo.Panda;
import org.prolepsis.flow.text.Grounding;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticArray;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.diagnostic_msgs.KeyValue;
import org.prolepsis.msgs.nav_msgs.Path;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_msgs.Float64;
import org.prolepsis.msgs.std_srvs.SetBool;
import org.prolepsis.msgs.std_srvs.Trigger;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.nodes.action.ActionNode;
import org.prolepsis.nodes.flow.FlowNode;
import org.prolepsis.nodes.flow.MotionSource;
import org.prolepsis.nodes.loop.WavingCurves;
import org.prolepsis.nodes.robot.RobotDescription;
import org.prolepsis.nodes.simarm.SimArmNode;
import org.prolepsis.nodes.testgraph.TestGraph;

/** The three nodes together on a graph in memory, in virtual time. */
class NodesOnGraphTest {
    private static final MotionCurve WAVE = WavingCurves.of("big", "left", "high", "fast");
    private static final MotionCurve OTHER = WavingCurves.of("small", "right", "low", "fast");

    /** Knows two sentences; its motions are demonstrations. */
    private static final class TwoSentences implements MotionSource {
        private final List<String> joints;

        TwoSentences(List<String> joints) {
            this.joints = joints;
        }

        @Override
        public List<String> jointNames() {
            return joints;
        }

        @Override
        public Grounding ground(String text) {
            boolean known = text.startsWith("wave");
            return new Grounding(known, known ? "known" : "nothing like it was demonstrated", "wave", known ? 1 : 0.1);
        }

        @Override
        public Draw draw(String text, long seed) {
            return new Draw(text.contains("small") ? OTHER : WAVE, text, 6_000_000, 20_000);
        }
    }

    private final TestGraph graph = new TestGraph();
    private List<DiagnosticStatus> flowStatus;
    private List<DiagnosticStatus> actionStatus;
    private List<JointState> states;
    private List<JointTrajectory> commands;

    @BeforeEach
    void setUp() {
        double[] home = new double[7];
        WAVE.read(0, home);
        graph.parameters.put(
                "/sim_arm/start", java.util.Arrays.stream(home).boxed().toList());
    }

    @AfterEach
    void tearDown() {
        graph.close();
    }

    private void start() {
        graph.start(new SimArmNode(graph.time));
        graph.start(new ActionNode(graph.time));
        graph.start(new FlowNode(
                graph.time, new TwoSentences(RobotDescription.panda().jointNames())));
        flowStatus = graph.record("/flow/status", DiagnosticStatus.TYPE);
        actionStatus = graph.record("/action/status", DiagnosticStatus.TYPE);
        states = graph.record("/joint_states", JointState.TYPE);
        commands = graph.record("/arm_controller/command", JointTrajectory.TYPE);
        graph.time.advance(0.5);
    }

    private void say(String sentence) {
        org.prolepsis.msgs.std_msgs.String message = new org.prolepsis.msgs.std_msgs.String();
        message.data = sentence;
        graph.publish("/command", message);
    }

    private static String value(DiagnosticStatus status, String key) {
        for (KeyValue pair : status.values) {
            if (pair.key.equals(key)) {
                return pair.value;
            }
        }
        throw new AssertionError("no " + key + " in " + status);
    }

    private DiagnosticStatus flow() {
        return flowStatus.get(flowStatus.size() - 1);
    }

    private DiagnosticStatus action() {
        return actionStatus.get(actionStatus.size() - 1);
    }

    private double[] measured() {
        return states.get(states.size() - 1).position;
    }

    private boolean done() {
        return value(flow(), "result").equals("done");
    }

    private double largestMove(double[] from) {
        double largest = 0;
        for (JointState state : states) {
            for (int j = 0; j < 7; j++) {
                largest = Math.max(largest, Math.abs(state.position[j] - from[j]));
            }
        }
        return largest;
    }

    @Test
    void shouldCarryASentenceOut() {
        start();
        double[] before = measured();
        say("wave to me");
        assertEquals("moving", value(flow(), "state"));
        assertTrue(graph.time.advanceUntil(this::done, 20), flow().message);
        double elapsed = Double.parseDouble(value(flow(), "elapsed_s"));
        double demonstrated = Double.parseDouble(value(flow(), "demonstrated_s"));
        assertEquals(WAVE.duration(), demonstrated, 1e-3);
        assertEquals(1, elapsed / demonstrated, 0.06);
        assertTrue(largestMove(before) > 0.5);
        assertEquals("6.000", value(flow(), "encode_ms"));
        assertEquals("0.020", value(flow(), "sample_ms"));
        graph.time.advance(3);
        assertEquals("idle", value(action(), "state"));
        assertEquals(DiagnosticStatus.OK, action().level);
    }

    @Test
    void shouldCommandWithinAControlPeriodOfTheSentence() {
        start();
        graph.time.advance(0.0021);
        int sent = commands.size();
        double[] at = commands.get(sent - 1).points[0].positions;
        say("wave to me");
        graph.time.advance(0.1);
        double[] later = commands.get(commands.size() - 1).points[0].positions;
        assertFalse(java.util.Arrays.equals(at, later));
        assertTrue(commands.size() - sent >= 19);
    }

    @Test
    void shouldTakeHalfTheTimeAtTwiceTheSpeed() {
        graph.parameters.put("/action/speed", 2);
        start();
        say("wave to me");
        assertTrue(graph.time.advanceUntil(this::done, 20), flow().message);
        double elapsed = Double.parseDouble(value(flow(), "elapsed_s"));
        assertEquals(0.5, elapsed / WAVE.duration(), 0.05);
    }

    @Test
    void shouldChangeTheSpeedByTopicAndRefuseANonsenseOne() {
        start();
        Float64 speed = new Float64();
        speed.data = Double.NaN;
        graph.publish("/action/speed", speed);
        speed.data = 2;
        graph.publish("/action/speed", speed);
        speed.data = -1;
        graph.publish("/action/speed", speed);
        graph.time.advance(0.1);
        assertEquals("2.000", value(action(), "speed"));
    }

    @Test
    void shouldRefuseWhatItCannotGroundAndNotMove() {
        start();
        double[] before = measured();
        for (String sentence : new String[] {"make me a coffee", "", "   ", "wave ".repeat(2000)}) {
            say(sentence);
            graph.time.advance(0.5);
            assertEquals("idle", value(flow(), "state"));
            assertEquals("false", value(flow(), "grounded"));
            assertEquals(DiagnosticStatus.WARN, flow().level);
            assertTrue(flow().message.contains("refused"), flow().message);
            assertTrue(flow().message.length() < 500, flow().message);
        }
        assertEquals(0, largestMove(before), 1e-9);
        assertEquals("4", value(flow(), "commands_refused"));
        say("wave to me");
        assertTrue(graph.time.advanceUntil(this::done, 20));
    }

    @Test
    void shouldGoOnWithItsMotionWhenASentenceIsRefused() {
        start();
        say("wave to me");
        graph.time.advance(1);
        say("make me a coffee");
        assertEquals("moving", value(flow(), "state"));
        assertTrue(graph.time.advanceUntil(this::done, 20), flow().message);
    }

    @Test
    void shouldReplaceAMotionByTheNextSentence() {
        start();
        say("wave to me");
        graph.time.advance(2);
        say("wave small");
        assertTrue(graph.time.advanceUntil(this::done, 20), flow().message);
        double[] end = new double[7];
        OTHER.read(1, end);
        assertArrayEquals(end, measured(), 0.06);
        assertEquals("2", value(flow(), "commands"));
    }

    @Test
    void shouldStopOnRequestAndMoveAgainAfterwards() {
        start();
        say("wave to me");
        graph.time.advance(2);
        assertTrue(graph.call("/flow/stop", Trigger.TYPE, new Trigger.Request()).success);
        graph.time.advance(1.5);
        assertEquals("stopped", value(flow(), "result"));
        double[] rest = measured();
        states.clear();
        graph.time.advance(2);
        assertEquals(0, largestMove(rest), 0.01);
        graph.time.advance(1);
        assertEquals("idle", value(action(), "state"));
        say("wave small");
        assertTrue(graph.time.advanceUntil(this::done, 20), flow().message);
    }

    @Test
    void shouldHoldAfterAStopOfTheActionNodeUntilReset() {
        start();
        say("wave to me");
        graph.time.advance(2);
        graph.call("/action/stop", Trigger.TYPE, new Trigger.Request());
        graph.time.advance(4);
        assertEquals("holding", value(action(), "state"));
        assertEquals("stop_requested", value(action(), "fault"));
        assertEquals("aborted", value(flow(), "result"));
        graph.call("/action/reset", Trigger.TYPE, new Trigger.Request());
        graph.time.advance(1);
        assertEquals("idle", value(action(), "state"));
        say("wave to me");
        assertTrue(graph.time.advanceUntil(this::done, 20), flow().message);
    }

    @Test
    void shouldTakeNoSentencesWhileDisabled() {
        graph.parameters.put("/flow/enabled", false);
        start();
        say("wave to me");
        assertEquals("disabled", value(flow(), "state"));
        assertTrue(flow().message.contains("~enable"), flow().message);
        SetBool.Request on = new SetBool.Request();
        on.data = true;
        graph.call("/flow/enable", SetBool.TYPE, on);
        say("wave to me");
        assertTrue(graph.time.advanceUntil(this::done, 20), flow().message);
    }

    @Test
    void shouldRefuseSentencesWithoutTheArmAndNameTheMissingJoint() {
        graph.start(new FlowNode(graph.time, new TwoSentences(List.of("panda_joint1", "elbow"))));
        flowStatus = graph.record("/flow/status", DiagnosticStatus.TYPE);
        say("wave to me");
        assertTrue(flow().message.contains("no usable joint_states yet"), flow().message);
        graph.start(new SimArmNode(graph.time));
        graph.time.advance(0.2);
        say("wave to me");
        assertTrue(flow().message.contains("joint elbow is missing"), flow().message);
        assertEquals("idle", value(flow(), "state"));
    }

    @Test
    void shouldStopWhenJointStatesStayAwayAndGoOnWhenTheyAreBack() {
        SimArmNode arm = new SimArmNode(graph.time);
        graph.start(arm);
        graph.start(new ActionNode(graph.time));
        graph.start(new FlowNode(
                graph.time, new TwoSentences(RobotDescription.panda().jointNames())));
        flowStatus = graph.record("/flow/status", DiagnosticStatus.TYPE);
        actionStatus = graph.record("/action/status", DiagnosticStatus.TYPE);
        states = graph.record("/joint_states", JointState.TYPE);
        graph.time.advance(0.5);
        say("wave to me");
        graph.time.advance(2);
        graph.stop(arm);
        graph.time.advance(2);
        assertEquals("aborted", value(flow(), "result"));
        assertTrue(flow().message.contains("no usable joint_states any more"), flow().message);
        assertEquals("holding", value(action(), "state"));
        assertEquals("stale_joint_states", value(action(), "fault"));
        graph.parameters.put(
                "/sim_arm/start", java.util.Arrays.stream(measured()).boxed().toList());
        graph.start(new SimArmNode(graph.time));
        graph.call("/action/reset", Trigger.TYPE, new Trigger.Request());
        graph.time.advance(0.5);
        say("wave small");
        assertTrue(graph.time.advanceUntil(this::done, 20), flow().message);
    }

    @Test
    void shouldGoOnThroughASingleBrokenJointState() {
        start();
        say("wave to me");
        graph.time.advance(2);
        JointState broken = states.get(states.size() - 1);
        broken.position[3] = Double.NaN;
        graph.publish("/joint_states", broken);
        assertEquals("moving", value(flow(), "state"));
        assertTrue(graph.time.advanceUntil(this::done, 20), flow().message);
        assertEquals("1", value(flow(), "joint_states_rejected"));
    }

    @Test
    void shouldShowWhereTheHandWillGo() {
        start();
        List<Path> previews = graph.record("/preview", Path.TYPE);
        say("wave to me");
        say("make me a coffee");
        assertEquals(1, previews.size());
        Path path = previews.get(0);
        double[] now = Panda.hand(measured());
        assertEquals(now[0], path.poses[0].pose.position.x, 1e-6);
        assertEquals(now[2], path.poses[0].pose.position.z, 1e-6);
        assertEquals("panda_link0", path.header.frameId);
    }

    @Test
    void shouldReportDiagnosticsOnceASecond() {
        start();
        List<DiagnosticArray> diagnostics = graph.record("/diagnostics", DiagnosticArray.TYPE);
        graph.time.advance(3);
        Map<String, Long> counts = diagnostics.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        a -> a.status[0].name, java.util.stream.Collectors.counting()));
        assertEquals(Map.of("/flow", 3L, "/action", 3L, "/sim_arm", 3L), counts);
    }
}
