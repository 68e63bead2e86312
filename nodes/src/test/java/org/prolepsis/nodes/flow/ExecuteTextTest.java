package org.prolepsis.nodes.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prolepsis.flow.curve.Chart;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.curve.SplineBasis;
import org.prolepsis.flow.text.Grounding;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.graph.action.ActionClient;
import org.prolepsis.graph.action.ClientGoal;
import org.prolepsis.graph.action.GoalListener;
import org.prolepsis.graph.action.GoalState;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.diagnostic_msgs.KeyValue;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextAction;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextFeedback;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextGoal;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextResult;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_msgs.Float64;
import org.prolepsis.msgs.std_srvs.SetBool;
import org.prolepsis.msgs.std_srvs.Trigger;
import org.prolepsis.nodes.action.ActionNode;
import org.prolepsis.nodes.loop.SchedulerActionClock;
import org.prolepsis.nodes.loop.WavingCurves;
import org.prolepsis.nodes.robot.RobotDescription;
import org.prolepsis.nodes.simarm.SimArmNode;
import org.prolepsis.nodes.testgraph.TestGraph;

/** The action of the flow node with the whole loop behind it, in virtual time. */
class ExecuteTextTest {
    private static final MotionCurve WAVE = WavingCurves.of("big", "left", "high", "fast");
    private static final MotionCurve OTHER = WavingCurves.of("small", "right", "low", "fast");

    private final TestGraph graph = new TestGraph();
    private final SimArmNode arm = new SimArmNode(graph.time);
    private final FlowNode flow = new FlowNode(graph.time, new TwoSentences());
    private final List<ExecuteTextFeedback> feedback = new ArrayList<>();
    private List<JointState> states;
    private List<DiagnosticStatus> actionStatus;
    private ActionClient<ExecuteTextGoal, ExecuteTextResult, ExecuteTextFeedback> client;

    /** Knows two sentences; its motions are demonstrations. */
    private static final class TwoSentences implements MotionSource {
        @Override
        public List<String> jointNames() {
            return RobotDescription.panda().jointNames();
        }

        @Override
        public Grounding ground(String text) {
            boolean known = text.startsWith("wave");
            return new Grounding(known, known ? "known" : "nothing like it was demonstrated", "wave", known ? 1 : 0.1);
        }

        @Override
        public Draw draw(String text, long seed) {
            if (text.contains("thin")) {
                MotionCurve threeJoints = new MotionCurve(Chart.joint(3), new SplineBasis(40), new double[120], 5);
                return new Draw(threeJoints, text, 1, 1);
            }
            return new Draw(text.contains("small") ? OTHER : WAVE, "waving: " + text, 1, 1);
        }
    }

    @BeforeEach
    void start() {
        double[] home = new double[7];
        WAVE.read(0, home);
        graph.parameters.put("/sim_arm/start", Arrays.stream(home).boxed().toList());
        graph.start(arm);
        graph.start(new ActionNode(graph.time));
        graph.start(flow);
        states = graph.record("/joint_states", JointState.TYPE);
        actionStatus = graph.record("/action/status", DiagnosticStatus.TYPE);
        ConnectedNode node = graph.start(new NodeMain() {
            @Override
            public String defaultNodeName() {
                return "program";
            }

            @Override
            public void onStart(ConnectedNode connected) {}
        });
        client = ActionClient.connect(
                node, "flow/execute_text", ExecuteTextAction.ACTION, new SchedulerActionClock(graph.time));
        graph.time.advance(0.5);
        assertTrue(client.isServerConnected());
    }

    @AfterEach
    void stop() {
        graph.close();
    }

    private ClientGoal<ExecuteTextResult, ExecuteTextFeedback> send(String text, double speed) {
        ExecuteTextGoal goal = new ExecuteTextGoal();
        goal.text = text;
        goal.speed = speed;
        return client.send(goal, new GoalListener<>() {
            @Override
            public void onFeedback(ExecuteTextFeedback message) {
                feedback.add(message);
            }
        });
    }

    /** Lets time pass until the goal has ended, and returns its result. */
    private ExecuteTextResult end(
            ClientGoal<ExecuteTextResult, ExecuteTextFeedback> goal, GoalState expected, byte status) {
        assertTrue(graph.time.advanceUntil(() -> goal.outcome().isDone(), 20), () -> goal.state() + " " + goal.text());
        var outcome = goal.outcome().join();
        ExecuteTextResult result = outcome.result().orElseThrow();
        assertEquals(expected, outcome.state(), result.reason);
        assertEquals(status, result.status, result.reason);
        return result;
    }

    private static double seconds(org.prolepsis.msgs.RosDuration duration) {
        return duration.toNanos() * 1e-9;
    }

    private String action(String key) {
        for (KeyValue pair : actionStatus.get(actionStatus.size() - 1).values) {
            if (pair.key.equals(key)) {
                return pair.value;
            }
        }
        throw new AssertionError("no " + key);
    }

    private double fastest() {
        return Arrays.stream(states.get(states.size() - 1).velocity)
                .map(Math::abs)
                .max()
                .orElseThrow();
    }

    private void setSpeed(double speed) {
        Float64 message = new Float64();
        message.data = speed;
        graph.publish("/action/speed", message);
        graph.time.advance(0.5);
    }

    @Test
    void shouldCarryAGoalOutAndTellHowItGoes() {
        ExecuteTextResult result = end(send("wave to me", 0), GoalState.SUCCEEDED, ExecuteTextResult.SUCCEEDED);
        assertEquals("", result.reason);
        assertEquals("waving: wave to me", result.understood);
        assertEquals(1, result.phase, 1e-9);
        assertEquals(WAVE.duration(), seconds(result.demonstrated), 1e-3);
        assertEquals(WAVE.duration(), seconds(result.planned), 1e-3);
        assertEquals(1, seconds(result.executed) / WAVE.duration(), 0.06);
        assertTrue(result.maxTrackingError > 0 && result.maxTrackingError < 0.2, "" + result.maxTrackingError);
        assertEquals(20 * seconds(result.executed), feedback.size(), 3);
        double phase = 0;
        for (ExecuteTextFeedback each : feedback) {
            assertTrue(each.phase >= phase && each.phase <= 1);
            phase = each.phase;
            assertEquals(ExecuteTextFeedback.MOVING, each.state);
            assertTrue(each.trackingError <= result.maxTrackingError);
            assertEquals(WAVE.duration(), seconds(each.expected), 0.6);
        }
        assertEquals("waving: wave to me", feedback.get(0).understood);
        assertTrue(seconds(feedback.get(feedback.size() - 1).elapsed) > 0.9 * WAVE.duration());
        assertTrue(fastest() < 0.05);
    }

    @Test
    void shouldGoAtTheSpeedOfTheGoalAndPutTheOldOneBack() {
        setSpeed(1.5);
        var goal = send("wave to me", 2);
        graph.time.advance(0.5);
        assertEquals("2.000", action("speed"));
        ExecuteTextResult result = end(goal, GoalState.SUCCEEDED, ExecuteTextResult.SUCCEEDED);
        assertEquals(WAVE.duration() / 2, seconds(result.planned), 1e-3);
        assertEquals(0.5, seconds(result.executed) / WAVE.duration(), 0.06);
        graph.time.advance(0.5);
        assertEquals("1.500", action("speed"));
    }

    @Test
    void shouldPutTheSpeedFromBeforeTheFirstGoalBackAfterSeveral() {
        setSpeed(1.5);
        send("wave to me", 2);
        graph.time.advance(0.02);
        var second = send("wave to me", 3);
        graph.time.advance(0.5);
        assertEquals("3.000", action("speed"));
        second.cancel();
        assertTrue(graph.time.advanceUntil(() -> second.outcome().isDone(), 5));
        var third = send("wave small", 0.5);
        graph.time.advance(0.5);
        assertEquals("0.500", action("speed"));
        ExecuteTextResult own = end(send("wave small", 0), GoalState.SUCCEEDED, ExecuteTextResult.SUCCEEDED);
        assertEquals(seconds(own.demonstrated) / 1.5, seconds(own.planned), 1e-3);
        assertEquals(GoalState.PREEMPTED, third.outcome().join().state());
        assertEquals("1.500", action("speed"));
    }

    @Test
    void shouldLeaveASpeedThatAnOperatorSetsMeanwhile() {
        var goal = send("wave to me", 2);
        graph.time.advance(0.5);
        setSpeed(1.25);
        end(goal, GoalState.SUCCEEDED, ExecuteTextResult.SUCCEEDED);
        graph.time.advance(0.5);
        assertEquals("1.250", action("speed"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1, 1e-9, 4.5})
    void shouldRefuseASpeedThatTheActionNodeWouldRefuse(double speed) {
        ExecuteTextResult result = end(send("wave to me", speed), GoalState.REJECTED, ExecuteTextResult.REFUSED);
        assertTrue(result.reason.contains("0.01 to 4.0"), result.reason);
        graph.time.advance(0.5);
        assertEquals(0, fastest());
    }

    @Test
    void shouldRefuseWhatItCannotGroundAndLeaveTheGoalUnderWayAlone() {
        var goal = send("wave to me", 0);
        graph.time.advance(1);
        ExecuteTextResult refused = end(send("make me a coffee", 0), GoalState.REJECTED, ExecuteTextResult.REFUSED);
        assertEquals("nothing like it was demonstrated", refused.reason);
        assertEquals("wave", refused.understood);
        assertEquals(0.1, refused.score);
        assertFalse(goal.outcome().isDone());
        end(goal, GoalState.SUCCEEDED, ExecuteTextResult.SUCCEEDED);
    }

    @Test
    void shouldRefuseAMotionThatCannotBeJoinedFromWhereTheArmIs() {
        ExecuteTextResult result = end(send("wave thin", 2), GoalState.REJECTED, ExecuteTextResult.REFUSED);
        assertTrue(result.reason.contains("cannot be joined"), result.reason);
        graph.time.advance(0.5);
        assertEquals("1.000", action("speed"));
        assertEquals(0, fastest());
    }

    @Test
    void shouldBringTheArmToRestBeforeACancelledGoalEnds() {
        var goal = send("wave to me", 0);
        graph.time.advance(1.5);
        assertTrue(graph.time.advanceUntil(() -> fastest() > 0.4, 4), "it moves");
        goal.cancel();
        ExecuteTextResult result = end(goal, GoalState.PREEMPTED, ExecuteTextResult.PREEMPTED);
        assertEquals("cancelled", result.reason);
        assertTrue(result.phase > 0.2 && result.phase < 0.7, "" + result.phase);
        assertTrue(seconds(result.executed) < 4.5, "" + seconds(result.executed));
        assertTrue(fastest() < 0.06, "at " + fastest());
        assertTrue(feedback.stream().anyMatch(each -> each.state == ExecuteTextFeedback.STOPPING));
        double[] limits = RobotDescription.panda().limit(org.prolepsis.action.limit.JointLimit::maxVelocity);
        for (JointState state : states) {
            for (int j = 0; j < 7; j++) {
                assertTrue(Math.abs(state.velocity[j]) <= limits[j]);
            }
        }
    }

    @Test
    void shouldLetANewerGoalOrASentenceTakeItsPlace() {
        var first = send("wave to me", 0);
        graph.time.advance(1);
        var second = send("wave small", 0);
        ExecuteTextResult replaced = end(first, GoalState.PREEMPTED, ExecuteTextResult.PREEMPTED);
        assertTrue(replaced.reason.contains("another motion"), replaced.reason);
        graph.time.advance(1);
        org.prolepsis.msgs.std_msgs.String sentence = new org.prolepsis.msgs.std_msgs.String();
        sentence.data = "make me a coffee";
        graph.publish("/command", sentence);
        assertFalse(second.outcome().isDone());
        sentence.data = "wave to me";
        graph.publish("/command", sentence);
        end(second, GoalState.PREEMPTED, ExecuteTextResult.PREEMPTED);
    }

    @Test
    void shouldAbortTheGoalWhenTheNodeIsStoppedOrDisabled() {
        var stopped = send("wave to me", 2);
        graph.time.advance(1);
        graph.call("/flow/stop", Trigger.TYPE, new Trigger.Request());
        end(stopped, GoalState.ABORTED, ExecuteTextResult.STOPPED);
        graph.time.advance(0.5);
        assertEquals("1.000", action("speed"));
        var disabled = send("wave to me", 0);
        graph.time.advance(1);
        graph.call("/flow/enable", SetBool.TYPE, new SetBool.Request());
        end(disabled, GoalState.ABORTED, ExecuteTextResult.STOPPED);
        ExecuteTextResult refused = end(send("wave to me", 0), GoalState.REJECTED, ExecuteTextResult.REFUSED);
        assertTrue(refused.reason.contains("~enable"), refused.reason);
    }

    @Test
    void shouldAbortTheGoalAtOnceWhenTheActionNodeStopsTheArm() {
        var goal = send("wave to me", 0);
        graph.time.advance(1);
        graph.call("/action/stop", Trigger.TYPE, new Trigger.Request());
        graph.time.advance(0.11);
        assertTrue(goal.outcome().isDone());
        ExecuteTextResult result = end(goal, GoalState.ABORTED, ExecuteTextResult.FAULT);
        assertTrue(result.reason.contains(": stop was asked for"), result.reason);
        graph.time.advance(2);
        ExecuteTextResult held = end(send("wave to me", 0), GoalState.ABORTED, ExecuteTextResult.FAULT);
        assertTrue(held.reason.contains("call ~reset to go on"), held.reason);
        assertTrue(seconds(held.executed) < 0.5);
        graph.call("/action/reset", Trigger.TYPE, new Trigger.Request());
        end(send("wave to me", 0), GoalState.SUCCEEDED, ExecuteTextResult.SUCCEEDED);
    }

    @Test
    void shouldAbortTheGoalWhenJointStatesStayAway() {
        var goal = send("wave to me", 0);
        graph.time.advance(1);
        graph.stop(arm);
        ExecuteTextResult result = end(goal, GoalState.ABORTED, ExecuteTextResult.ABORTED);
        assertTrue(result.reason.contains("no usable joint_states any more"), result.reason);
    }

    @Test
    void shouldEndTheGoalWhenTheNodeIsShutDown() {
        var goal = send("wave to me", 2);
        graph.time.advance(1);
        flow.onShutdown(null);
        ExecuteTextResult result = end(goal, GoalState.ABORTED, ExecuteTextResult.STOPPED);
        assertEquals("the node was shut down", result.reason);
        graph.time.advance(0.5);
        assertEquals("1.000", action("speed"));
    }
}
