package org.prolepsis.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.text.Grounding;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.diagnostic_msgs.KeyValue;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.nodes.action.ActionNode;
import org.prolepsis.nodes.flow.FlowNode;
import org.prolepsis.nodes.flow.MotionSource;
import org.prolepsis.nodes.loop.WavingCurves;
import org.prolepsis.nodes.robot.RobotDescription;
import org.prolepsis.nodes.simarm.SimArmNode;
import org.prolepsis.nodes.testgraph.TestGraph;

/** Another sentence in the middle of a motion, through the three nodes, in virtual time: every commanded tick is looked at. */
class SentenceChangeOnGraphTest {
    private static final double PERIOD = 0.005;
    private static final List<MotionCurve> CURVES = List.of(
            WavingCurves.of("big", "left", "high", "fast"),
            WavingCurves.of("small", "right", "low", "slow"),
            WavingCurves.of("big", "right", "middle", "fast"));

    /** A sentence "wave N" is demonstration N; with several candidates the one of least badness. */
    private static final class Demonstrations implements MotionSource {
        private int candidatesAsked;

        @Override
        public List<String> jointNames() {
            return RobotDescription.panda().jointNames();
        }

        @Override
        public Grounding ground(String text) {
            return new Grounding(true, "known", text, 1);
        }

        @Override
        public Draw draw(String text, long seed) {
            return new Draw(CURVES.get(Integer.parseInt(text.substring(5))), text, 1, 1);
        }

        @Override
        public Draw draw(String text, long seed, ToDoubleFunction<MotionCurve> badness, int candidates) {
            candidatesAsked = candidates;
            if (candidates == 1 || !text.equals("wave any")) {
                return draw(text.equals("wave any") ? "wave 0" : text, seed);
            }
            int best = 0;
            for (int i = 1; i < CURVES.size(); i++) {
                best = badness.applyAsDouble(CURVES.get(i)) < badness.applyAsDouble(CURVES.get(best)) ? i : best;
            }
            return draw("wave " + best, seed);
        }
    }

    private final TestGraph graph = new TestGraph();
    private final Demonstrations source = new Demonstrations();
    private List<JointTrajectory> commands = new ArrayList<>();
    private List<DiagnosticStatus> status = new ArrayList<>();

    @AfterEach
    void tearDown() {
        graph.close();
    }

    private void start(double speed) {
        double[] home = new double[7];
        CURVES.get(0).read(0, home);
        graph.parameters.put(
                "/sim_arm/start", java.util.Arrays.stream(home).boxed().toList());
        graph.parameters.put("/action/speed", speed);
        graph.start(new SimArmNode(graph.time));
        graph.start(new ActionNode(graph.time));
        graph.start(new FlowNode(graph.time, source));
        commands = graph.record("/arm_controller/command", JointTrajectory.TYPE);
        status = graph.record("/flow/status", DiagnosticStatus.TYPE);
        graph.time.advance(0.5);
    }

    private void say(String sentence) {
        org.prolepsis.msgs.std_msgs.String message = new org.prolepsis.msgs.std_msgs.String();
        message.data = sentence;
        graph.publish("/command", message);
    }

    private String value(String key) {
        for (KeyValue pair : status.get(status.size() - 1).values) {
            if (pair.key.equals(key)) {
                return pair.value;
            }
        }
        throw new AssertionError("no " + key);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.8", "1, 1.7", "1, 2.4", "1, 3.1", "2, 0.5", "2, 1.1", "2, 1.6", "3, 0.4", "3, 0.9", "3, 1.2", "4, 0.7"
    })
    void shouldGoOnWithinTheLimitsWhenTheSentenceChanges(double speed, double after) {
        start(speed);
        say("wave 0");
        graph.time.advance(after);
        int change = commands.size();
        say("wave 1");
        graph.time.advance(after);
        say("wave 2");
        assertTrue(graph.time.advanceUntil(() -> value("result").equals("done"), 30), value("state"));
        assertEquals(0, violations(), "ticks and joints outside a limit");
        assertTrue(change > 10 && commands.size() > change + 100);
        double[] end = commands.get(commands.size() - 1).points[0].positions;
        double[] expected = new double[7];
        CURVES.get(2).read(1, expected);
        for (int j = 0; j < 7; j++) {
            assertEquals(expected[j], end[j], 0.01, "it ends where the last sentence ends, joint " + j);
        }
    }

    /** Positions that continue, velocities and accelerations inside their limits, from tick to tick. */
    private int violations() {
        List<JointLimit> limits = RobotDescription.panda().limits().joints();
        int count = 0;
        for (int k = 2; k < commands.size(); k++) {
            for (int j = 0; j < 7; j++) {
                double now = commands.get(k).points[0].positions[j];
                double before = commands.get(k - 1).points[0].positions[j];
                double first = commands.get(k - 2).points[0].positions[j];
                double velocity = (now - before) / PERIOD;
                double acceleration = (velocity - (before - first) / PERIOD) / PERIOD;
                JointLimit limit = limits.get(j);
                boolean inside = Math.abs(velocity) <= limit.maxVelocity() * (1 + 1e-6)
                        && Math.abs(acceleration) <= limit.maxAcceleration() * (1 + 1e-6) + 1e-6
                        && now >= limit.minPosition()
                        && now <= limit.maxPosition();
                count += inside ? 0 : 1;
            }
        }
        return count;
    }

    @Test
    void shouldTakeTheCandidateThatGoesOnWithWhatWasBegun() {
        start(1);
        say("wave 2");
        assertEquals(1, source.candidatesAsked, "from rest nothing is a reason to choose");
        graph.time.advance(2);
        say("wave any");
        assertEquals(8, source.candidatesAsked);
        assertTrue(graph.time.advanceUntil(() -> value("result").equals("done"), 30), value("state"));
        assertEquals("wave 2", value("nearest_text"));
    }
}
