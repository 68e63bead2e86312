package org.prolepsis.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.text.Grounding;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.diagnostic_msgs.KeyValue;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_msgs.Float64;
import org.prolepsis.msgs.std_srvs.Trigger;
import org.prolepsis.nodes.action.ActionNode;
import org.prolepsis.nodes.flow.FlowNode;
import org.prolepsis.nodes.flow.MotionSource;
import org.prolepsis.nodes.loop.WavingCurves;
import org.prolepsis.nodes.robot.RobotDescription;
import org.prolepsis.nodes.simarm.SimArmNode;
import org.prolepsis.nodes.testgraph.TestGraph;

/** Pausing the action node under a motion of the flow node, in virtual time. */
class PauseOnGraphTest {
    private static final MotionCurve WAVE = WavingCurves.of("big", "left", "high", "fast");

    /** Longer than the flow node waits for progress, s. */
    private static final double LONG = 30;

    private final TestGraph graph = new TestGraph();
    private List<DiagnosticStatus> flowStatus;
    private List<DiagnosticStatus> actionStatus;
    private List<JointState> states;

    private static final class OneWave implements MotionSource {
        @Override
        public List<String> jointNames() {
            return RobotDescription.panda().jointNames();
        }

        @Override
        public Grounding ground(String text) {
            return new Grounding(true, "known", "wave", 1);
        }

        @Override
        public Draw draw(String text, long seed) {
            return new Draw(WAVE, text, 0, 0);
        }
    }

    @BeforeEach
    void start() {
        double[] home = new double[7];
        WAVE.read(0, home);
        graph.parameters.put("/sim_arm/start", Arrays.stream(home).boxed().toList());
        graph.start(new SimArmNode(graph.time));
        graph.start(new ActionNode(graph.time));
        graph.start(new FlowNode(graph.time, new OneWave()));
        flowStatus = graph.record("/flow/status", DiagnosticStatus.TYPE);
        actionStatus = graph.record("/action/status", DiagnosticStatus.TYPE);
        states = graph.record("/joint_states", JointState.TYPE);
        graph.time.advance(0.5);
        org.prolepsis.msgs.std_msgs.String sentence = new org.prolepsis.msgs.std_msgs.String();
        sentence.data = "wave";
        graph.publish("/command", sentence);
    }

    @AfterEach
    void tearDown() {
        graph.close();
    }

    private static String value(List<DiagnosticStatus> statuses, String key) {
        for (KeyValue pair : statuses.get(statuses.size() - 1).values) {
            if (pair.key.equals(key)) {
                return pair.value;
            }
        }
        throw new AssertionError("no " + key);
    }

    private Trigger.Response call(String service) {
        return graph.call(service, Trigger.TYPE, new Trigger.Request());
    }

    private double[] measured() {
        return states.get(states.size() - 1).position.clone();
    }

    private static double distance(double[] a, double[] b) {
        double largest = 0;
        for (int j = 0; j < a.length; j++) {
            largest = Math.max(largest, Math.abs(a[j] - b[j]));
        }
        return largest;
    }

    private boolean done() {
        return value(flowStatus, "result").equals("done");
    }

    private void requireFinishedAtTheEnd() {
        assertTrue(graph.time.advanceUntil(this::done, 20), () -> flowStatus.get(flowStatus.size() - 1).message);
        double[] end = new double[7];
        WAVE.read(1, end);
        graph.time.advance(0.5);
        assertEquals(0, distance(measured(), end), 0.01);
        assertEquals("none", value(actionStatus, "fault"));
    }

    @Test
    void shouldFinishTheMotionHoweverLongItWasPaused() {
        graph.time.advance(2);
        assertTrue(call("/action/pause").success);
        graph.time.advance(1);
        assertEquals("paused", value(actionStatus, "state"));
        assertEquals("true", value(flowStatus, "paused"));
        double[] held = measured();
        graph.time.advance(LONG);
        assertEquals(0, distance(measured(), held), 1e-4, "the arm stands");
        assertEquals("moving", value(flowStatus, "state"), "waiting is no want of progress");
        assertTrue(call("/action/resume").success);
        graph.time.advance(0.3);
        assertEquals("running", value(actionStatus, "state"));
        requireFinishedAtTheEnd();
    }

    @Test
    void shouldDoTheSameAtSpeedZero() {
        graph.time.advance(1.5);
        speed(0);
        graph.time.advance(LONG);
        assertEquals("paused", value(actionStatus, "state"));
        assertFalse(call("/action/resume").success, "only another speed ends a speed of 0");
        speed(2);
        requireFinishedAtTheEnd();
    }

    private void speed(double value) {
        Float64 message = new Float64();
        message.data = value;
        graph.publish("/action/speed", message);
    }

    @Test
    void shouldNotJumpAheadOnThePathWhenResumed() {
        graph.time.advance(2);
        call("/action/pause");
        graph.time.advance(LONG);
        double phase = Double.parseDouble(value(flowStatus, "phase"));
        double[] before = measured();
        call("/action/resume");
        double fastest = 0;
        for (int i = 0; i < 100; i++) {
            graph.time.advance(0.005);
            double[] now = measured();
            fastest = Math.max(fastest, distance(now, before) / 0.005);
            before = now;
        }
        assertTrue(phase > 0.1 && phase < 0.9, "phase " + phase);
        // the wave itself reaches 2.1 rad/s
        assertTrue(fastest < 2.2, "rad/s: " + fastest);
        requireFinishedAtTheEnd();
    }

    @Test
    void shouldGoThroughTheMotionByStepsAlone() {
        call("/action/pause");
        graph.time.advance(0.5);
        int steps = 0;
        while (!done() && steps < 400) {
            Trigger.Response answer = call("/action/step");
            assertTrue(answer.success, answer.message);
            graph.time.advance(0.3);
            steps++;
        }
        assertTrue(done(), "not at its end after " + steps + " steps: " + value(flowStatus, "phase"));
        // 0.04 s of the motion a step
        assertEquals(WAVE.duration() / 0.04, steps, 0.25 * WAVE.duration() / 0.04);
        assertEquals("paused", value(actionStatus, "state"));
    }

    @Test
    void shouldRefuseAStepOutsideOfAPauseAndSayWhy() {
        graph.time.advance(1);
        Trigger.Response answer = call("/action/step");
        assertFalse(answer.success);
        assertTrue(answer.message.contains("call ~pause first"), answer.message);
        assertEquals("running", value(actionStatus, "state"));
    }

    @Test
    void shouldEndAMotionThatIsGivenUpDuringThePauseAndNotGoOnWithItAfterwards() {
        graph.time.advance(2);
        call("/action/pause");
        graph.time.advance(1);
        call("/flow/stop");
        assertTrue(graph.time.advanceUntil(() -> value(flowStatus, "result").equals("stopped"), 5));
        double[] held = measured();
        graph.time.advance(LONG);
        call("/action/resume");
        graph.time.advance(3);
        assertEquals(0, distance(measured(), held), 0.02);
        assertEquals("idle", value(actionStatus, "state"));
    }
}
