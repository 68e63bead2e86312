package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prolepsis.graph.action.ActionClient;
import org.prolepsis.graph.action.ActionServer;
import org.prolepsis.graph.action.ActiveGoal;
import org.prolepsis.graph.action.ClientGoal;
import org.prolepsis.graph.action.CommState;
import org.prolepsis.graph.action.FollowJointTrajectoryClient;
import org.prolepsis.graph.action.GoalHandle;
import org.prolepsis.graph.action.GoalListener;
import org.prolepsis.graph.action.GoalOutcome;
import org.prolepsis.graph.action.GoalState;
import org.prolepsis.graph.action.SimpleActionServer;
import org.prolepsis.graph.action.TrajectoryTolerances;
import org.prolepsis.msgs.control_msgs.FollowJointTrajectoryFeedback;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextAction;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextFeedback;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextGoal;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextResult;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint;
import org.prolepsis.ros.TestNodes;

/** Our actionlib with python3-actionlib, both ways. */
class ActionlibConformanceTest extends BothMasters {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The Python classes of our definitions. */
    @TempDir
    static Path classes;

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void generateClasses() throws Exception {
        require("python3-actionlib", "/usr/lib/python3/dist-packages/actionlib");
        require("libactionlib-msgs-dev", "/usr/lib/actionlib_msgs/genaction.py");
        require("python3-genpy", "/usr/lib/genpy/genmsg_py.py");
        try (RosTools generator = new RosTools(shared(Master.EMBEDDED), classes)) {
            generator.run(RosTools.project().resolve("msgs/generate-python").toString(), classes.toString());
        }
    }

    @Override
    RosTools tools(Master master) throws IOException, InterruptedException {
        RosTools tools = super.tools(master);
        tools.usePythonClasses(classes);
        return tools;
    }

    @AfterEach
    void closeActions() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldHaveTheTransitionsOfTheClientOfActionlib(Master master) throws Exception {
        List<String> lines = tools(master)
                .run(
                        "/usr/bin/python3",
                        Path.of(RosTools.class.getResource("/actionlib_peer.py").toURI())
                                .toString(),
                        "tables")
                .lines()
                .toList();
        assertEquals(8 * 9, lines.size());
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            String ours = CommState.valueOf(words[0])
                    .after(GoalState.of(Byte.parseByte(words[1])).orElseThrow())
                    .map(passed -> passed.isEmpty()
                            ? "="
                            : String.join(
                                    ",", passed.stream().map(CommState::name).toList()))
                    .orElse("-");
            assertEquals(line, words[0] + " " + words[1] + " " + ours);
        }
    }

    /** Does what the text says, as the peer's server does; rejects are left to a server of another kind. */
    private static void count(ActiveGoal<ExecuteTextGoal, ExecuteTextResult, ExecuteTextFeedback> goal)
            throws InterruptedException {
        ExecuteTextResult result = new ExecuteTextResult();
        String text = goal.goal().text;
        int count = text.startsWith("count") ? Integer.parseInt(text.split(" ", -1)[1]) : Integer.MAX_VALUE;
        if (text.equals("fail")) {
            result.reason = "as asked";
            goal.abort(result, "failed");
            return;
        }
        ExecuteTextFeedback feedback = new ExecuteTextFeedback();
        for (int i = 1; i <= count; i++) {
            feedback.phase = (double) i / count;
            goal.publishFeedback(feedback);
            if (goal.awaitPreempt(Duration.ofMillis(20))) {
                result.reason = "preempted";
                goal.preempted(result, "stopped early");
                return;
            }
        }
        result.reason = "counted to " + count;
        result.executed.setNanos(1_500_000_000L);
        goal.succeed(result, "done");
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldServeTheSimpleActionClientOfRospy(Master master) throws Exception {
        open.add(SimpleActionServer.start(
                node(master, "action_server"), "act", ExecuteTextAction.ACTION, ActionlibConformanceTest::count));
        RosTools.Running peer = tools(master).python("/actionlib_peer.py", "drive", "act");
        assertTrue(peer.process().waitFor(60, TimeUnit.SECONDS), peer::text);
        String text = peer.text();
        assertTrue(text.contains("count SUCCEEDED done [counted to 5] 1.5 with feedback\n"), text);
        assertTrue(text.contains("fail ABORTED failed [as asked] 0.0\n"), text);
        assertTrue(text.contains("\ncancel PREEMPTED stopped early [preempted] 0.0\n"), text);
        assertTrue(text.contains("\npreempted PREEMPTED stopped early [preempted] 0.0\n"), text);
        assertTrue(text.contains("\nnewer SUCCEEDED done [counted to 2] 1.5\n"), text);
        assertTrue(text.contains("\ncancel all PREEMPTED stopped early [preempted] 0.0\n"), text);
        assertTrue(text.contains("\ncancel before PREEMPTED stopped early [preempted] 0.0\n"), text);
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldDriveTheSimpleActionServerOfRospy(Master master) throws Exception {
        tools(master).python("/actionlib_peer.py", "serve", "theirs").awaitText("ready");
        var client = ActionClient.connect(node(master, "action_client"), "theirs", ExecuteTextAction.ACTION);
        open.add(client);
        assertTrue(client.awaitServer(PATIENCE));
        Recorder recorder = new Recorder();
        // rospy answers a handshake before it counts the connection in, so feedback may be missing at first.
        TestNodes.await("a feedback", 20, () -> {
            outcome(client.send(goal("count 2"), recorder));
            return !recorder.phases.isEmpty();
        });
        recorder.states.clear();
        recorder.phases.clear();
        GoalOutcome<ExecuteTextResult> counted = outcome(client.send(goal("count 5"), recorder));
        assertEquals(GoalState.SUCCEEDED, counted.state());
        assertEquals("done", counted.text());
        assertEquals("counted to 5", counted.result().orElseThrow().reason);
        assertEquals(1_500_000_000L, counted.result().orElseThrow().executed.toNanos());
        // Feedback and result come over two connections: the last feedback may be late, and is then left out.
        int heard = recorder.phases.size();
        assertTrue(heard > 0 && heard <= 5, recorder.phases.toString());
        assertEquals(List.of(0.2, 0.4, 0.6, 0.8, 1.0).subList(0, heard), recorder.phases);
        assertEquals(CommState.DONE, recorder.states.get(recorder.states.size() - 1));
        assertTrue(recorder.states.contains(CommState.ACTIVE), recorder.states.toString());
        assertEquals(GoalState.ABORTED, outcome(client.send(goal("fail"))).state());

        var cancelled = client.send(goal("on"));
        TestNodes.await("active", 20, () -> cancelled.state() == CommState.ACTIVE);
        cancelled.cancel();
        assertEquals("preempted", outcome(cancelled).result().orElseThrow().reason);
        assertEquals(GoalState.PREEMPTED, outcome(cancelled).state());

        var replaced = client.send(goal("on"));
        TestNodes.await("active", 20, () -> replaced.state() == CommState.ACTIVE);
        var newer = client.send(goal("count 2"));
        assertEquals(GoalState.PREEMPTED, outcome(replaced).state());
        assertEquals(GoalState.SUCCEEDED, outcome(newer).state());

        var last = client.send(goal("on"));
        TestNodes.await("active", 20, () -> last.state() == CommState.ACTIVE);
        client.cancelAll();
        assertEquals(GoalState.PREEMPTED, outcome(last).state());
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldRejectGoalsOfRospyAndAcceptOthers(Master master) throws Exception {
        open.add(ActionServer.start(node(master, "choosy_server"), "choosy", ExecuteTextAction.ACTION, new Choosy()));
        RosTools.Running peer = tools(master).python("/actionlib_peer.py", "choose", "choosy");
        assertTrue(peer.process().waitFor(60, TimeUnit.SECONDS), peer::text);
        String text = peer.text();
        assertTrue(text.contains("accepted SUCCEEDED at once [] 0.0\n"), text);
        assertTrue(text.contains("\ncancel PREEMPTED as you like [] 0.0\n"), text);
        assertTrue(text.contains("\nreject REJECTED not that [] 0.0\n"), text);
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldSendTrajectoriesToAControllerOfRospy(Master master) throws Exception {
        tools(master).python("/actionlib_peer.py", "control", "arm").awaitText("ready");
        FollowJointTrajectoryClient client =
                FollowJointTrajectoryClient.connect(node(master, "controller_client"), "arm");
        open.add(client);
        assertTrue(client.awaitController(PATIENCE));
        List<Double> errors = new CopyOnWriteArrayList<>();
        GoalListener<FollowJointTrajectoryFeedback> listener = new GoalListener<>() {
            @Override
            public void onFeedback(FollowJointTrajectoryFeedback feedback) {
                errors.add(feedback.error.positions[0]);
            }
        };
        // See above: rospy's first feedback may go nowhere.
        TestNodes.await(
                "a trajectory with feedback",
                20,
                () -> end(client.send(trajectory("elbow"), TrajectoryTolerances.CONTROLLERS, listener))
                                .successful()
                        && errors.contains(0.01));
        var rejected = end(client.send(trajectory("knee")));
        assertEquals(GoalState.REJECTED, rejected.state());
        assertEquals(Optional.of(FollowJointTrajectoryClient.Code.INVALID_JOINTS), rejected.code());
        assertEquals("not my joints", rejected.message());
        var strict = TrajectoryTolerances.positions(List.of("elbow"), 0.005, 0.01, Duration.ofSeconds(5));
        var strayed = end(client.send(trajectory("elbow"), strict, listener));
        assertEquals(GoalState.ABORTED, strayed.state());
        assertEquals(Optional.of(FollowJointTrajectoryClient.Code.PATH_TOLERANCE_VIOLATED), strayed.code());
        var wide = TrajectoryTolerances.positions(List.of("elbow"), 0.5, 0.01, Duration.ofSeconds(20));
        var execution = client.send(trajectory("elbow"), wide, listener);
        TestNodes.await("active", 20, () -> execution.state() == CommState.ACTIVE);
        execution.cancel();
        assertEquals(GoalState.PREEMPTED, end(execution).state());
        assertEquals("held", end(execution).message());
    }

    private static FollowJointTrajectoryClient.Outcome end(FollowJointTrajectoryClient.Execution execution) {
        return execution
                .outcome()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private static JointTrajectory trajectory(String first) {
        JointTrajectory out = new JointTrajectory();
        out.jointNames = new String[] {first, "wrist"};
        out.points = new JointTrajectoryPoint[] {new JointTrajectoryPoint()};
        out.points[0].positions = new double[] {0.5, -0.5};
        out.points[0].timeFromStart.setNanos(300_000_000L);
        return out;
    }

    /** Accepts all but one text, does nothing, and ends when asked. */
    private static final class Choosy
            implements ActionServer.Handler<ExecuteTextGoal, ExecuteTextResult, ExecuteTextFeedback> {
        /** A rospy client that is answered before its send_goal has returned takes the answer for another goal's. */
        private static final Executor LATER = CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS);

        @Override
        public void onGoal(GoalHandle<ExecuteTextGoal, ExecuteTextResult, ExecuteTextFeedback> goal) {
            LATER.execute(() -> decide(goal));
        }

        private void decide(GoalHandle<ExecuteTextGoal, ExecuteTextResult, ExecuteTextFeedback> goal) {
            if (goal.goal().text.equals("reject")) {
                goal.reject(null, "not that");
                return;
            }
            goal.accept("");
            goal.publishFeedback(new ExecuteTextFeedback());
            if (!goal.goal().text.equals("on")) {
                goal.succeed(null, "at once");
            }
        }

        @Override
        public void onCancel(GoalHandle<ExecuteTextGoal, ExecuteTextResult, ExecuteTextFeedback> goal) {
            goal.canceled(null, "as you like");
        }
    }

    private static ExecuteTextGoal goal(String text) {
        ExecuteTextGoal goal = new ExecuteTextGoal();
        goal.text = text;
        return goal;
    }

    private static GoalOutcome<ExecuteTextResult> outcome(ClientGoal<ExecuteTextResult, ExecuteTextFeedback> goal) {
        return goal.outcome().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Keeps what it hears. */
    private static final class Recorder implements GoalListener<ExecuteTextFeedback> {
        final List<CommState> states = new CopyOnWriteArrayList<>();
        final List<Double> phases = new CopyOnWriteArrayList<>();

        @Override
        public void onTransition(CommState state) {
            states.add(state);
        }

        @Override
        public void onFeedback(ExecuteTextFeedback feedback) {
            phases.add(feedback.phase);
        }
    }
}
