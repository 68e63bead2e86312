package org.prolepsis.nodes.simarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.graph.action.ActionClient;
import org.prolepsis.graph.action.FollowJointTrajectoryClient;
import org.prolepsis.graph.action.FollowJointTrajectoryClient.Code;
import org.prolepsis.graph.action.FollowJointTrajectoryClient.Execution;
import org.prolepsis.graph.action.FollowJointTrajectoryClient.Outcome;
import org.prolepsis.graph.action.GoalListener;
import org.prolepsis.graph.action.GoalState;
import org.prolepsis.graph.action.TrajectoryTolerances;
import org.prolepsis.msgs.control_msgs.FollowJointTrajectoryAction;
import org.prolepsis.msgs.control_msgs.FollowJointTrajectoryFeedback;
import org.prolepsis.msgs.control_msgs.FollowJointTrajectoryGoal;
import org.prolepsis.msgs.control_msgs.FollowJointTrajectoryResult;
import org.prolepsis.msgs.control_msgs.JointTolerance;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint;
import org.prolepsis.nodes.loop.SchedulerActionClock;
import org.prolepsis.nodes.robot.RobotDescription;
import org.prolepsis.nodes.testgraph.TestGraph;

/** The simulated arm as a controller with the action FollowJointTrajectory, in virtual time. */
class FollowJointTrajectoryTest {
    private static final List<String> JOINTS = RobotDescription.panda().jointNames();
    private static final double[] HOME = {0, -0.38, 0, -2.12, 0, 2.4, 0.785};

    private final TestGraph graph = new TestGraph();
    private final List<FollowJointTrajectoryFeedback> feedback = new ArrayList<>();
    private List<JointState> states;
    private ConnectedNode program;
    private FollowJointTrajectoryClient client;

    @BeforeEach
    void start() {
        graph.start(new SimArmNode(graph.time));
        states = graph.record("/joint_states", JointState.TYPE);
        program = graph.start(new NodeMain() {
            @Override
            public String defaultNodeName() {
                return "program";
            }

            @Override
            public void onStart(ConnectedNode connected) {}
        });
        client = FollowJointTrajectoryClient.connect(program, "arm_controller", new SchedulerActionClock(graph.time));
        graph.time.advance(0.3);
    }

    @AfterEach
    void stop() {
        graph.close();
    }

    /** From the home pose by half a radian of joint 7 in a second, in two points. */
    private static JointTrajectory trajectory() {
        JointTrajectory message = new JointTrajectory();
        message.jointNames = JOINTS.toArray(new String[0]);
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

    private Outcome end(Execution execution) {
        assertTrue(graph.time.advanceUntil(() -> execution.outcome().isDone(), 10), () -> "still " + execution.state());
        return execution.outcome().join();
    }

    private double seventh() {
        return states.get(states.size() - 1).position[6];
    }

    private Execution send(JointTrajectory trajectory, TrajectoryTolerances tolerances) {
        return client.send(trajectory, tolerances, new GoalListener<>() {
            @Override
            public void onFeedback(FollowJointTrajectoryFeedback message) {
                feedback.add(message);
            }
        });
    }

    @Test
    void shouldFollowATrajectoryAndSayWhereItIs() {
        Outcome outcome = end(send(trajectory(), TrajectoryTolerances.CONTROLLERS));
        assertTrue(outcome.successful(), outcome.toString());
        assertEquals(HOME[6] + 0.5, seventh(), 0.02);
        assertTrue(feedback.size() >= 19, "" + feedback.size());
        FollowJointTrajectoryFeedback middle = feedback.get(9);
        assertEquals(JOINTS, List.of(middle.jointNames));
        assertEquals(0.5, middle.desired.timeFromStart.toNanos() * 1e-9, 0.06);
        assertEquals(HOME[6] + 0.25, middle.desired.positions[6], 0.03);
        assertEquals(middle.desired.positions[6] - middle.actual.positions[6], middle.error.positions[6], 1e-12);
        assertEquals(0.025, middle.error.positions[6], 0.01);
        assertTrue(middle.header.stamp.toNanos() > 0);
    }

    @Test
    void shouldMatchTheJointsOfAGoalByName() {
        JointTrajectory swapped = trajectory();
        swapped.jointNames[0] = JOINTS.get(6);
        swapped.jointNames[6] = JOINTS.get(0);
        for (JointTrajectoryPoint point : swapped.points) {
            double value = point.positions[6];
            point.positions[6] = point.positions[0];
            point.positions[0] = value;
        }
        assertTrue(end(client.send(swapped)).successful());
        assertEquals(HOME[6] + 0.5, seventh(), 0.02);
    }

    private record Bad(Code code, String words, Consumer<JointTrajectory> fault) {
        @Override
        public String toString() {
            return code + " " + words;
        }
    }

    static List<Bad> badGoals() {
        return List.of(
                new Bad(Code.INVALID_JOINTS, "unknown joint elbow", t -> t.jointNames[0] = "elbow"),
                new Bad(Code.INVALID_JOINTS, "is missing", t -> {
                    t.jointNames = new String[] {"panda_joint1"};
                    for (JointTrajectoryPoint point : t.points) {
                        point.positions = new double[1];
                    }
                }),
                new Bad(
                        Code.INVALID_GOAL,
                        "position of joint panda_joint4 at point 1 is 0.5 rad",
                        t -> t.points[1].positions[3] = 0.5),
                new Bad(Code.INVALID_GOAL, "must reach into the future", t -> t.header.stamp.setNanos(1_000_000_000L)));
    }

    @ParameterizedTest
    @MethodSource("badGoals")
    void shouldRejectABadGoalWithItsCodeAndLeaveTheOneUnderWayAlone(Bad bad) {
        Execution good = client.send(trajectory());
        graph.time.advance(0.2);
        JointTrajectory trajectory = trajectory();
        bad.fault().accept(trajectory);
        Outcome outcome = end(client.send(trajectory));
        assertEquals(GoalState.REJECTED, outcome.state());
        assertEquals(Optional.of(bad.code()), outcome.code());
        assertTrue(outcome.message().contains(bad.words()), outcome.message());
        assertTrue(end(good).successful());
    }

    @Test
    void shouldRejectTimesThatDoNotGrowAlsoFromOtherClients() {
        JointTrajectory trajectory = trajectory();
        trajectory.points[1].timeFromStart.setNanos(1);
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> client.send(trajectory));
        assertTrue(refused.getMessage().contains("point 1"), refused.getMessage());
        var raw = ActionClient.connect(
                program,
                "arm_controller/follow_joint_trajectory",
                FollowJointTrajectoryAction.ACTION,
                new SchedulerActionClock(graph.time));
        FollowJointTrajectoryGoal goal = new FollowJointTrajectoryGoal();
        goal.trajectory.copyFrom(trajectory);
        var outcome = raw.send(goal).outcome().join();
        assertEquals(GoalState.REJECTED, outcome.state());
        assertEquals(FollowJointTrajectoryResult.INVALID_GOAL, outcome.result().orElseThrow().errorCode);
        goal.trajectory.copyFrom(trajectory());
        JointTolerance unknown = new JointTolerance();
        unknown.name = "elbow";
        goal.goalTolerance = new JointTolerance[] {unknown};
        assertEquals(GoalState.REJECTED, raw.send(goal).outcome().join().state());
    }

    @Test
    void shouldHoldTheArmWhenAGoalIsCancelled() {
        Execution execution = client.send(trajectory());
        graph.time.advance(0.5);
        execution.cancel();
        Outcome outcome = end(execution);
        assertEquals(GoalState.PREEMPTED, outcome.state());
        assertFalse(outcome.successful());
        double there = seventh();
        graph.time.advance(1);
        assertEquals(there, seventh(), 0.03);
        assertTrue(seventh() < HOME[6] + 0.35);
    }

    @Test
    void shouldPreemptAGoalByANewerOneOrByACommand() {
        Execution first = client.send(trajectory());
        graph.time.advance(0.4);
        Execution second = client.send(trajectory());
        assertEquals(GoalState.PREEMPTED, end(first).state());
        graph.time.advance(0.4);
        graph.publish("/arm_controller/command", trajectory());
        assertEquals(GoalState.PREEMPTED, end(second).state());
        graph.time.advance(1.5);
        assertEquals(HOME[6] + 0.5, seventh(), 0.01);
    }

    @Test
    void shouldAbortAndHoldWhenAJointStraysOnTheWay() {
        Outcome outcome =
                end(send(trajectory(), TrajectoryTolerances.positions(JOINTS, 0.01, 0.01, Duration.ofSeconds(1))));
        assertEquals(GoalState.ABORTED, outcome.state());
        assertEquals(Optional.of(Code.PATH_TOLERANCE_VIOLATED), outcome.code());
        assertTrue(outcome.message().contains("joint panda_joint7"), outcome.message());
        graph.time.advance(2);
        assertTrue(seventh() < HOME[6] + 0.25, "held at " + seventh());
    }

    @Test
    void shouldAbortWhenTheEndIsNotReachedInTime() {
        JointTrajectory fast = trajectory();
        fast.points[0].timeFromStart.setNanos(10_000_000);
        fast.points[1].timeFromStart.setNanos(20_000_000);
        TrajectoryTolerances strict =
                TrajectoryTolerances.positions(JOINTS, TrajectoryTolerances.NO_LIMIT, 0.001, Duration.ofMillis(50));
        Outcome outcome = end(send(fast, strict));
        assertEquals(GoalState.ABORTED, outcome.state());
        assertEquals(Optional.of(Code.GOAL_TOLERANCE_VIOLATED), outcome.code());
        TrajectoryTolerances patient =
                TrajectoryTolerances.positions(JOINTS, TrajectoryTolerances.NO_LIMIT, 0.001, Duration.ofSeconds(3));
        assertTrue(end(send(fast, patient)).successful());
    }

    @Test
    void shouldStopTheArmForATrajectoryWithoutPoints() {
        Execution moving = client.send(trajectory());
        graph.time.advance(0.5);
        JointTrajectory none = trajectory();
        none.points = new JointTrajectoryPoint[0];
        assertTrue(end(client.send(none)).successful());
        assertEquals(GoalState.PREEMPTED, end(moving).state());
        assertTrue(seventh() < HOME[6] + 0.35);
    }
}
