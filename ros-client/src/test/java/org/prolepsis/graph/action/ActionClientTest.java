package org.prolepsis.graph.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextAction;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextFeedback;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextGoal;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextResult;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.master.RosMaster;
import org.prolepsis.ros.node.RosConnectedNode;

/** Our client and our servers with each other. */
@Timeout(60)
@ResourceLock("embedded master")
class ActionClientTest {
    private final RosMaster master = RosMaster.start("127.0.0.1", 0);
    private final RosConnectedNode serverNode = TestNodes.start("server", NodeConfiguration.forMaster(master.uri()));
    private final RosConnectedNode clientNode = TestNodes.start("client", NodeConfiguration.forMaster(master.uri()));
    private final ManualClock clock = new ManualClock();
    private final ManualClock serverClock = new ManualClock();
    private final BlockingQueue<GoalHandle<ExecuteTextGoal, ExecuteTextResult, ExecuteTextFeedback>> arrived =
            new LinkedBlockingQueue<>();
    private ActionServer<ExecuteTextGoal, ExecuteTextResult, ExecuteTextFeedback> server;
    private ActionClient<ExecuteTextGoal, ExecuteTextResult, ExecuteTextFeedback> client;

    @BeforeEach
    void start() throws InterruptedException {
        client = ActionClient.connect(clientNode, "act", ExecuteTextAction.ACTION, clock);
        assertFalse(client.awaitServer(Duration.ofMillis(20)));
        startServer();
    }

    private void startServer() throws InterruptedException {
        server = ActionServer.start(serverNode, "act", ExecuteTextAction.ACTION, serverClock, arrived::add);
        assertTrue(client.awaitServer(Duration.ofSeconds(20)));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        serverNode.shutdown();
        clientNode.shutdown();
        master.close();
    }

    private static ExecuteTextGoal goal(String text) {
        ExecuteTextGoal goal = new ExecuteTextGoal();
        goal.text = text;
        return goal;
    }

    private GoalHandle<ExecuteTextGoal, ExecuteTextResult, ExecuteTextFeedback> nextGoal() throws InterruptedException {
        var goal = arrived.poll(10, TimeUnit.SECONDS);
        assertTrue(goal != null, "no goal came");
        return goal;
    }

    private static GoalOutcome<ExecuteTextResult> outcome(ClientGoal<ExecuteTextResult, ?> goal) throws Exception {
        return goal.outcome().get(10, TimeUnit.SECONDS);
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

    @Test
    void shouldFollowAGoalToItsResult() throws Exception {
        Recorder recorder = new Recorder();
        var sent = client.send(goal("wave"), recorder);
        var handle = nextGoal();
        assertEquals("wave", handle.goal().text);
        assertEquals(sent.id(), handle.id());
        handle.accept("on it");
        TestNodes.await("active", 10, () -> sent.state() == CommState.ACTIVE);
        ExecuteTextFeedback feedback = new ExecuteTextFeedback();
        feedback.phase = 0.25;
        handle.publishFeedback(feedback);
        TestNodes.await("feedback", 10, () -> recorder.phases.equals(List.of(0.25)));
        ExecuteTextResult result = new ExecuteTextResult();
        result.phase = 1;
        handle.succeed(result, "done");
        GoalOutcome<ExecuteTextResult> outcome = outcome(sent);
        assertEquals(GoalState.SUCCEEDED, outcome.state());
        assertEquals("done", outcome.text());
        assertEquals(1, outcome.result().orElseThrow().phase);
        assertEquals(
                List.of(CommState.PENDING, CommState.ACTIVE, CommState.WAITING_FOR_RESULT, CommState.DONE),
                recorder.states);
    }

    @Test
    void shouldCancelOneGoalAndNotTheOther() throws Exception {
        var first = client.send(goal("first"));
        nextGoal().accept("");
        var second = client.send(goal("second"));
        var handle = nextGoal();
        handle.accept("");
        first.cancel();
        TestNodes.await("the cancel", 10, () -> first.state() == CommState.PREEMPTING);
        first.cancel();
        assertEquals(CommState.PREEMPTING, first.state());
        assertFalse(handle.isCancelRequested());
        client.cancelAll();
        TestNodes.await("the other cancel", 10, handle::isCancelRequested);
        handle.canceled(null, "");
        assertEquals(GoalState.PREEMPTED, outcome(second).state());
    }

    @Test
    void shouldCancelWhatWasSentUpToATime() throws Exception {
        client.send(goal("first"));
        var first = nextGoal();
        client.send(goal("second"));
        var second = nextGoal();
        client.cancelAtAndBefore(first.stampNanos());
        TestNodes.await("the cancel", 10, first::isCancelRequested);
        assertFalse(second.isCancelRequested() && second.stampNanos() > first.stampNanos());
    }

    @Test
    void shouldLoseAGoalThatANewServerDoesNotKnow() throws Exception {
        var sent = client.send(goal("wave"));
        // A status without the goal, as one that was on its way: the goal is not lost before it was acknowledged.
        nextGoal().accept("");
        TestNodes.await("active", 10, () -> sent.state() == CommState.ACTIVE);
        serverNode.shutdown();
        assertTrue(serverNode.awaitShutdown(Duration.ofSeconds(10)));
        RosConnectedNode other = TestNodes.start("server2", NodeConfiguration.forMaster(master.uri()));
        try (var restarted = ActionServer.start(other, "act", ExecuteTextAction.ACTION, clock, arrived::add)) {
            TestNodes.await("the loss", 20, () -> {
                restarted.publishStatus();
                return sent.state() == CommState.DONE;
            });
            assertEquals(GoalState.LOST, outcome(sent).state());
            assertTrue(outcome(sent).result().isEmpty());
        } finally {
            other.shutdown();
        }
    }

    @Test
    void shouldLoseAGoalWhoseServerHasGoneAway() throws Exception {
        var sent = client.send(goal("wave"));
        nextGoal().accept("");
        TestNodes.await("active", 10, () -> sent.state() == CommState.ACTIVE);
        serverNode.shutdown();
        TestNodes.await("the loss of the connection", 20, () -> !client.isServerConnected());
        clock.advance(9);
        assertEquals(CommState.ACTIVE, sent.state());
        clock.advance(1.1);
        // The status may be the last of the connections to go.
        TestNodes.await("the loss of the goal", 20, () -> {
            clock.advance(0);
            return sent.state() == CommState.DONE;
        });
        assertEquals(GoalState.LOST, outcome(sent).state());
    }

    @Test
    void shouldRefuseToSendWhenClosedAndLoseWhatIsUnderWay() throws Exception {
        var sent = client.send(goal("wave"));
        nextGoal();
        client.close();
        assertEquals(GoalState.LOST, outcome(sent).state());
        assertThrows(IllegalStateException.class, () -> client.send(goal("more")));
        assertEquals(0, clock.tasks());
    }

    @Test
    void shouldWorkOnOneGoalAtATimeAndPreemptItByANewerOne() throws Exception {
        server.close();
        BlockingQueue<String> begun = new LinkedBlockingQueue<>();
        var simple = SimpleActionServer.start(serverNode, "simple", ExecuteTextAction.ACTION, goal -> {
            begun.add(goal.goal().text);
            switch (goal.goal().text) {
                case "throw" -> throw new IllegalArgumentException("thrown on purpose");
                case "forget" -> {}
                case "quick" -> goal.succeed(null, "done");
                default -> {
                    assertTrue(goal.awaitPreempt(Duration.ofSeconds(20)));
                    goal.preempted(null, "preempted");
                }
            }
        });
        try (var simpleClient = ActionClient.connect(clientNode, "simple", ExecuteTextAction.ACTION)) {
            assertTrue(simpleClient.awaitServer(Duration.ofSeconds(20)));
            var first = simpleClient.send(goal("long"));
            assertEquals("long", begun.poll(10, TimeUnit.SECONDS));
            var second = simpleClient.send(goal("quick"));
            assertEquals(GoalState.PREEMPTED, outcome(first).state());
            assertEquals(GoalState.SUCCEEDED, outcome(second).state());
            assertEquals("done", outcome(second).text());
            var thrown = outcome(simpleClient.send(goal("throw")));
            assertEquals(GoalState.ABORTED, thrown.state());
            assertTrue(thrown.text().contains("thrown on purpose"), thrown.text());
            assertEquals(
                    GoalState.ABORTED,
                    outcome(simpleClient.send(goal("forget"))).state());
            var last = simpleClient.send(goal("long"));
            TestNodes.await("active", 10, () -> last.state() == CommState.ACTIVE);
            last.cancel();
            assertEquals(GoalState.PREEMPTED, outcome(last).state());
        } finally {
            simple.close();
        }
    }
}
