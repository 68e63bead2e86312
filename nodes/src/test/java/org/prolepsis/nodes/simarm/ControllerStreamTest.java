package org.prolepsis.nodes.simarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_srvs.Trigger;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint;
import org.prolepsis.nodes.action.ActionNode;
import org.prolepsis.nodes.joints.TrajectoryReader;
import org.prolepsis.nodes.robot.RobotDescription;
import org.prolepsis.nodes.testgraph.TestGraph;

/** What a joint_trajectory_controller makes of the action node's commands, by the rules of {@link TrajectoryFollower}. */
class ControllerStreamTest {
    private static final double[] READY = {0, -0.785, 0, -2.356, 0, 1.571, 0.785};
    private static final RobotDescription PANDA = RobotDescription.panda();
    private static final long MS = 1_000_000;

    private final TestGraph graph = new TestGraph();
    private List<DiagnosticStatus> status;

    @AfterEach
    void tearDown() {
        graph.close();
    }

    /** A command with the time at which it was sent. */
    private record Sent(long nanos, JointTrajectory message) {}

    private void startWithPerfectArm() {
        status = graph.record("/action/status", DiagnosticStatus.TYPE);
        graph.start(new ActionNode(graph.time));
        graph.time.every("arm", 5 * MS, now -> graph.publish("/joint_states", state()));
        graph.time.advance(0.2);
    }

    private JointState state() {
        JointState message = new JointState();
        message.header.stamp.setNanos(graph.time.nowNanos());
        message.name = PANDA.jointNames().toArray(new String[0]);
        message.position = READY.clone();
        return message;
    }

    /** A wave of all joints of up to 1 rad/s that ends at rest after 4 s. */
    private JointTrajectory wave() {
        JointTrajectory message = new JointTrajectory();
        message.header.stamp.setNanos(graph.time.nowNanos());
        message.jointNames = PANDA.jointNames().toArray(new String[0]);
        message.points = new JointTrajectoryPoint[110];
        for (int i = 0; i < message.points.length; i++) {
            double t = Math.min(4, 0.04 * i);
            double fade = Math.pow(Math.sin(Math.PI * t / 4), 2);
            JointTrajectoryPoint point = new JointTrajectoryPoint();
            point.positions = READY.clone();
            for (int j = 0; j < 7; j++) {
                point.positions[j] += 0.3 * fade * Math.sin((3 + 0.1 * j) * t);
            }
            point.timeFromStart.setNanos(40 * MS * i);
            message.points[i] = point;
        }
        return message;
    }

    private List<Sent> run(double ahead) {
        graph.parameters.put("/action/command_ahead", ahead);
        graph.parameters.put("/action/tracking_error_limit", 10);
        startWithPerfectArm();
        List<Sent> sent = new ArrayList<>();
        List<JointTrajectory> commands = graph.record("/arm_controller/command", JointTrajectory.TYPE);
        graph.publish("/action_chunk", wave());
        graph.time.advanceUntil(
                () -> {
                    while (sent.size() < commands.size()) {
                        sent.add(new Sent(graph.time.nowNanos(), commands.get(sent.size())));
                    }
                    return false;
                },
                5);
        return sent;
    }

    /** How what arrives differs from what was commanded. */
    private record Figures(double atKnots, double velocityShare, double accelerationShare, double roughness) {}

    /** Plays the messages to a controller at 1 kHz; some come late, some not at all. */
    private static Figures play(List<Sent> sent, double lossShare, double mostDelayMs) {
        Random random = new Random(11);
        TrajectoryReader reader = new TrajectoryReader(PANDA.jointNames());
        TreeMap<Long, double[]> commanded = new TreeMap<>();
        TreeMap<Long, List<Sent>> arrivals = new TreeMap<>();
        long last = 0;
        for (Sent each : sent) {
            TrajectoryReader.Points points = reader.read(each.message());
            for (int i = 0; i + 1 < points.timesNanos.length; i++) {
                commanded.put(points.stampNanos + points.timesNanos[i], points.positions[i]);
            }
            if (random.nextDouble() >= lossShare) {
                // a topic keeps the order
                last = Math.max(last, each.nanos() + Math.round(random.nextDouble() * mostDelayMs * 1e6));
                arrivals.computeIfAbsent(last, t -> new ArrayList<>()).add(each);
            }
        }
        TrajectoryFollower follower = new TrajectoryFollower(READY);
        double[] position = new double[7];
        double[] velocity = new double[7];
        double[] before = null;
        Figures worst = new Figures(0, 0, 0, 0);
        TreeMap<Long, Boolean> instants = new TreeMap<>();
        arrivals.keySet().forEach(t -> instants.put(t, false));
        commanded.keySet().forEach(t -> instants.put(t, false));
        for (long t = sent.get(0).nanos(); t < commanded.lastKey(); t += MS) {
            instants.put(t, true);
        }
        for (long now : instants.keySet()) {
            for (Sent message : arrivals.getOrDefault(now, List.of())) {
                TrajectoryReader.Points points = reader.read(message.message());
                long[] times = points.timesNanos.clone();
                long start = points.stampNanos;
                for (int i = 0; i < times.length; i++) {
                    times[i] += start;
                }
                follower.follow(now, start, times, points.positions, points.velocities, points.accelerations);
            }
            if (now >= commanded.lastKey() || now < commanded.firstKey()) {
                continue;
            }
            follower.sample(now, position, velocity);
            double atKnot = commanded.containsKey(now) ? distance(position, commanded.get(now)) : 0;
            double v = 0;
            double a = 0;
            for (int j = 0; j < 7; j++) {
                JointLimit limit = PANDA.limits().joint(j);
                v = Math.max(v, Math.abs(velocity[j]) / limit.maxVelocity());
                a = Math.max(a, Math.abs(follower.acceleration()[j]) / limit.maxAcceleration());
            }
            double step = 0;
            if (instants.get(now)) {
                step = before == null ? 0 : distance(velocity, before);
                before = velocity.clone();
            }
            worst = new Figures(
                    Math.max(worst.atKnots(), atKnot),
                    Math.max(worst.velocityShare(), v),
                    Math.max(worst.accelerationShare(), a),
                    Math.max(worst.roughness(), step));
        }
        return worst;
    }

    private static double distance(double[] a, double[] b) {
        double largest = 0;
        for (int j = 0; j < a.length; j++) {
            largest = Math.max(largest, Math.abs(a[j] - b[j]));
        }
        return largest;
    }

    @Test
    void shouldArriveAtTheJointsAsItWasCommandedThroughDelaysAndLosses() {
        List<Sent> sent = run(0.02);
        Figures prompt = play(sent, 0, 0);
        assertEquals(0, prompt.atKnots(), 1e-12, prompt.toString());
        requireSmooth(prompt);
        // command_ahead less two periods is what a message may take
        Figures late = play(sent, 0, 9.9);
        assertEquals(0, late.atKnots(), 1e-12, late.toString());
        requireSmooth(late);
    }

    @Test
    void shouldArriveAsItWasCommandedWhenEveryFifthMessageIsLost() {
        Figures lossy = play(run(0.06), 0.2, 5);
        assertEquals(0, lossy.atKnots(), 1e-12, lossy.toString());
        requireSmooth(lossy);
    }

    private static void requireSmooth(Figures figures) {
        assertTrue(figures.velocityShare() <= 1 && figures.accelerationShare() <= 1, figures.toString());
        // no jump, no stop between messages: in 1 ms the velocity changes by the acceleration alone
        assertTrue(figures.roughness() < 0.015, figures.toString());
    }

    @Test
    void shouldBrakeByItselfInsideTheLimitsWhenTheStreamBreaksOff() {
        List<Sent> sent = run(0.02);
        List<Sent> broken = sent.subList(0, sent.size() / 3);
        TrajectoryReader reader = new TrajectoryReader(PANDA.jointNames());
        TrajectoryFollower follower = new TrajectoryFollower(READY);
        double[] position = new double[7];
        double[] velocity = new double[7];
        for (Sent each : broken) {
            TrajectoryReader.Points points = reader.read(each.message());
            long[] times = points.timesNanos.clone();
            for (int i = 0; i < times.length; i++) {
                times[i] += points.stampNanos;
            }
            follower.follow(
                    each.nanos(), points.stampNanos, times, points.positions, points.velocities, points.accelerations);
        }
        long end = broken.get(broken.size() - 1).nanos();
        follower.sample(end, position, velocity);
        assertTrue(distance(velocity, new double[7]) > 0.2, "it moves");
        double most = 0;
        for (long t = end; t < end + 1000 * MS; t += MS) {
            follower.sample(t, position, velocity);
            for (int j = 0; j < 7; j++) {
                most = Math.max(
                        most,
                        Math.abs(follower.acceleration()[j])
                                / PANDA.limits().joint(j).maxAcceleration());
            }
        }
        assertEquals(0, distance(velocity, new double[7]), 0.0);
        assertTrue(most <= 1, "share of the acceleration limit: " + most);
    }

    private String state(String key) {
        DiagnosticStatus now = status.get(status.size() - 1);
        return java.util.Arrays.stream(now.values)
                .filter(pair -> pair.key.equals(key))
                .findFirst()
                .orElseThrow()
                .value;
    }

    private double largestMove(String type) {
        graph.parameters.put("/action/controller_type", type);
        graph.parameters.put(
                "/sim_arm/start", java.util.Arrays.stream(READY).boxed().toList());
        graph.start(new SimArmNode(graph.time));
        status = graph.record("/action/status", DiagnosticStatus.TYPE);
        List<JointState> states = graph.record("/joint_states", JointState.TYPE);
        graph.start(new ActionNode(graph.time));
        graph.time.advance(0.3);
        graph.publish("/action_chunk", wave());
        graph.time.advance(2);
        double moved = 0;
        for (JointState each : states) {
            moved = Math.max(moved, distance(each.position, READY));
        }
        graph.time.advance(4);
        assertEquals("idle", state("state"), type);
        assertEquals(0, distance(states.get(states.size() - 1).position, READY), 0.005, type);
        return moved;
    }

    @Test
    void shouldMoveTheSimulatedArmByGoalsOfFollowJointTrajectory() {
        assertTrue(largestMove("follow_joint_trajectory") > 0.2);
        assertEquals("none", state("fault"));
    }

    @Test
    void shouldMoveTheSimulatedArmByTheTopicOfTrajectories() {
        assertTrue(largestMove("joint_trajectory") > 0.2);
    }

    @Test
    void shouldStopWhenSomebodyElseTakesTheController() {
        graph.parameters.put("/action/controller_type", "follow_joint_trajectory");
        graph.parameters.put(
                "/sim_arm/start", java.util.Arrays.stream(READY).boxed().toList());
        graph.start(new SimArmNode(graph.time));
        status = graph.record("/action/status", DiagnosticStatus.TYPE);
        graph.start(new ActionNode(graph.time));
        graph.time.advance(0.3);
        graph.publish("/action_chunk", wave());
        graph.time.advance(1);
        assertEquals("running", state("state"));
        JointTrajectory other = new JointTrajectory();
        graph.publish("/arm_controller/command", other);
        graph.time.advance(0.5);
        assertEquals("disabled", state("state"));
        String message = status.get(status.size() - 1).message;
        assertTrue(message.contains("the controller's goal ended"), message);
    }

    @Test
    void shouldDriveHardwareInItsOwnProcess() {
        graph.parameters.put("/action/controller_type", "hardware");
        graph.parameters.put("/action/controller", "simulated_arm");
        List<JointState> states = graph.record("/joint_states", JointState.TYPE);
        status = graph.record("/action/status", DiagnosticStatus.TYPE);
        graph.start(new ActionNode(graph.time));
        graph.time.advance(0.3);
        double[] home = states.get(states.size() - 1).position.clone();
        assertEquals("idle", state("state"));
        JointTrajectory chunk = wave();
        for (JointTrajectoryPoint point : chunk.points) {
            for (int j = 0; j < 7; j++) {
                point.positions[j] += home[j] - READY[j];
            }
        }
        graph.publish("/action_chunk", chunk);
        double moved = 0;
        for (int i = 0; i < 1000; i++) {
            graph.time.advance(0.005);
            moved = Math.max(moved, distance(states.get(states.size() - 1).position, home));
        }
        assertTrue(moved > 0.2, "moved by " + moved);
        assertEquals("idle", state("state"));
        assertEquals(0, distance(states.get(states.size() - 1).position, home), 0.005);
        assertEquals(
                "pausing on the path; ~resume goes on, ~step goes on by one policy step",
                graph.call("/action/pause", Trigger.TYPE, new Trigger.Request()).message);
    }

    @Test
    void shouldNameTheDriversThatThereAreWhenOneIsMissing() {
        graph.parameters.put("/action/controller_type", "hardware");
        graph.parameters.put("/action/controller", "none such");
        RuntimeException e = org.junit.jupiter.api.Assertions.assertThrows(
                RuntimeException.class, () -> graph.start(new ActionNode(graph.time)));
        assertTrue(e.getMessage().contains("simulated_arm"), e.getMessage());
    }
}
