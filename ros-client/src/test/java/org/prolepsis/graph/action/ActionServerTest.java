package org.prolepsis.graph.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.PublisherOptions;
import org.prolepsis.graph.Subscriber;
import org.prolepsis.msgs.actionlib_msgs.GoalID;
import org.prolepsis.msgs.actionlib_msgs.GoalStatus;
import org.prolepsis.msgs.actionlib_msgs.GoalStatusArray;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextAction;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextActionFeedback;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextActionGoal;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextActionResult;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextFeedback;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextGoal;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextResult;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.master.RosMaster;
import org.prolepsis.ros.node.RosConnectedNode;

/** The server as its peers see it: messages on its topics. */
@Timeout(60)
@ResourceLock("embedded master")
class ActionServerTest {
    private final RosMaster master = RosMaster.start("127.0.0.1", 0);
    private final RosConnectedNode serverNode = TestNodes.start("server", NodeConfiguration.forMaster(master.uri()));
    private final RosConnectedNode peer = TestNodes.start("peer", NodeConfiguration.forMaster(master.uri()));
    private final ManualClock clock = new ManualClock();
    private final BlockingQueue<GoalHandle<ExecuteTextGoal, ExecuteTextResult, ExecuteTextFeedback>> arrived =
            new LinkedBlockingQueue<>();
    private final BlockingQueue<GoalHandle<ExecuteTextGoal, ExecuteTextResult, ExecuteTextFeedback>> cancelled =
            new LinkedBlockingQueue<>();
    private final BlockingQueue<ExecuteTextActionResult> results = new LinkedBlockingQueue<>();
    private volatile GoalStatusArray last = new GoalStatusArray();
    private ActionServer<ExecuteTextGoal, ExecuteTextResult, ExecuteTextFeedback> server;
    private Publisher<ExecuteTextActionGoal> goals;
    private Publisher<GoalID> cancels;

    @BeforeEach
    void start() throws InterruptedException {
        server = ActionServer.start(serverNode, "act", ExecuteTextAction.ACTION, clock, new ActionServer.Handler<>() {
            @Override
            public void onGoal(GoalHandle<ExecuteTextGoal, ExecuteTextResult, ExecuteTextFeedback> goal) {
                arrived.add(goal);
                if (goal.id().equals("broken")) {
                    throw new IllegalArgumentException("on purpose");
                }
            }

            @Override
            public void onCancel(GoalHandle<ExecuteTextGoal, ExecuteTextResult, ExecuteTextFeedback> goal) {
                cancelled.add(goal);
            }
        });
        goals = peer.newPublisher("act/goal", ExecuteTextActionGoal.TYPE);
        cancels = peer.newPublisher("act/cancel", GoalID.TYPE, new PublisherOptions(false, 5000));
        Subscriber status = peer.newSubscriber("act/status", GoalStatusArray.TYPE, message -> {
            GoalStatusArray copy = new GoalStatusArray();
            copy.copyFrom(message);
            last = copy;
        });
        Subscriber result = peer.newSubscriber("act/result", ExecuteTextActionResult.TYPE, message -> {
            ExecuteTextActionResult copy = new ExecuteTextActionResult();
            copy.copyFrom(message);
            results.add(copy);
        });
        TestNodes.await(
                "connections",
                20,
                () -> goals.getNumberOfSubscribers() == 1
                        && cancels.getNumberOfSubscribers() == 1
                        && status.getNumberOfPublishers() == 1
                        && result.getNumberOfPublishers() == 1);
    }

    @AfterEach
    void stop() {
        server.close();
        serverNode.shutdown();
        peer.shutdown();
        master.close();
    }

    private GoalHandle<ExecuteTextGoal, ExecuteTextResult, ExecuteTextFeedback> send(String id, long stamp)
            throws InterruptedException {
        publishGoal(id, stamp);
        return next(arrived);
    }

    private void publishGoal(String id, long stamp) {
        ExecuteTextActionGoal message = new ExecuteTextActionGoal();
        message.goalId.id = id;
        message.goalId.stamp.setNanos(stamp);
        message.goal.text = "do " + id;
        goals.publish(message);
    }

    private void cancel(String id, long stamp) {
        GoalID message = new GoalID();
        message.id = id;
        message.stamp.setNanos(stamp);
        cancels.publish(message);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T item = queue.poll(10, TimeUnit.SECONDS);
        assertTrue(item != null, "nothing came");
        return item;
    }

    private String states() {
        StringBuilder out = new StringBuilder();
        for (GoalStatus status : last.statusList) {
            out.append(status.goalId.id)
                    .append('=')
                    .append(GoalState.of(status.status).orElseThrow())
                    .append(' ');
        }
        return out.toString().strip();
    }

    private void awaitStates(String expected) throws InterruptedException {
        TestNodes.await(expected, 10, () -> {
            clock.advance(0);
            return states().equals(expected);
        });
    }

    @Test
    void shouldTellEveryChangeOfAGoalAndItsResult() throws InterruptedException {
        var goal = send("a", 5);
        assertEquals("do a", goal.goal().text);
        awaitStates("a=PENDING");
        goal.accept("on it");
        awaitStates("a=ACTIVE");
        assertEquals("on it", last.statusList[0].text);
        ExecuteTextResult result = new ExecuteTextResult();
        result.phase = 1;
        goal.succeed(result, "there");
        ExecuteTextActionResult sent = next(results);
        assertEquals(1, sent.result.phase);
        assertEquals("a", sent.status.goalId.id);
        assertEquals(5, sent.status.goalId.stamp.toNanos());
        assertEquals(GoalStatus.SUCCEEDED, sent.status.status);
        assertEquals("there", sent.status.text);
        assertTrue(sent.header.stamp.toNanos() > 0);
        awaitStates("a=SUCCEEDED");
    }

    @Test
    void shouldRefuseWhatActionlibDoesNotAllowAndKeepTheState() throws InterruptedException {
        var goal = send("a", 5);
        assertThrows(IllegalStateException.class, () -> goal.succeed(null, ""));
        goal.accept("");
        assertThrows(IllegalStateException.class, () -> goal.accept(""));
        assertThrows(IllegalStateException.class, () -> goal.reject(null, ""));
        assertEquals(GoalState.ACTIVE, goal.state());
        goal.abort(null, "no");
        IllegalStateException late = assertThrows(IllegalStateException.class, () -> goal.canceled(null, ""));
        assertTrue(late.getMessage().contains("goal a is ABORTED"), late.getMessage());
        assertEquals(GoalStatus.ABORTED, next(results).status.status);
        assertTrue(results.isEmpty());
    }

    @Test
    void shouldMakeAnIdAndStampForAGoalWithoutThem() throws InterruptedException {
        var goal = send("", 0);
        assertTrue(goal.id().matches("/server-\\d+-\\d+\\.\\d+"), goal.id());
        assertTrue(goal.stampNanos() > 0);
        goal.reject(null, "no");
        assertEquals(goal.id(), next(results).status.goalId.id);
    }

    @Test
    void shouldForgetAGoalFiveSecondsAfterItsEnd() throws InterruptedException {
        var ended = send("ended", 5);
        var running = send("running", 6);
        running.accept("");
        ended.reject(null, "");
        awaitStates("ended=REJECTED running=ACTIVE");
        clock.advance(5);
        awaitStates("ended=REJECTED running=ACTIVE");
        clock.advance(0.1);
        awaitStates("running=ACTIVE");
    }

    @Test
    void shouldPublishTheStatusPeriodically() throws InterruptedException {
        clock.advance(0.2);
        long before = last.header.stamp.toNanos();
        clock.advance(0.2);
        TestNodes.await("another status", 10, () -> last.header.stamp.toNanos() > before);
        assertEquals(1, clock.tasks());
        server.close();
        assertEquals(0, clock.tasks());
    }

    @Test
    void shouldCancelByIdByTimeAndAll() throws InterruptedException {
        for (int i = 1; i <= 4; i++) {
            send("g" + i, i).accept("");
        }
        cancel("g3", 0);
        assertEquals("g3", next(cancelled).id());
        cancel("", 2);
        assertEquals(
                List.of("g1", "g2"),
                List.of(next(cancelled).id(), next(cancelled).id()));
        cancel("", 0);
        assertEquals("g4", next(cancelled).id());
        awaitStates("g1=PREEMPTING g2=PREEMPTING g3=PREEMPTING g4=PREEMPTING");
        assertTrue(cancelled.isEmpty());
    }

    @Test
    void shouldCancelAGoalOnceAndRecallOneThatWasNotTakenUp() throws InterruptedException {
        var goal = send("a", 5);
        cancel("a", 0);
        assertEquals(goal, next(cancelled));
        assertTrue(goal.isCancelRequested());
        awaitStates("a=RECALLING");
        cancel("a", 0);
        cancel("b", 0);
        awaitStates("a=RECALLING b=RECALLING");
        assertTrue(cancelled.isEmpty());
        goal.canceled(null, "");
        assertEquals(GoalStatus.RECALLED, next(results).status.status);
    }

    @Test
    void shouldRecallAGoalThatWasCancelledBeforeItCame() throws InterruptedException {
        cancel("late", 0);
        awaitStates("late=RECALLING");
        publishGoal("late", 7);
        assertEquals(GoalStatus.RECALLED, next(results).status.status);
        awaitStates("late=RECALLED");
        assertTrue(arrived.isEmpty());
        clock.advance(5.1);
        awaitStates("");
    }

    @Test
    void shouldCancelAGoalThatIsOlderThanACancelByTime() throws InterruptedException {
        cancel("", 10);
        // The status does not show that; a goal on the other connection may come first.
        cancel("marker", 0);
        awaitStates("marker=RECALLING");
        publishGoal("old", 10);
        assertEquals(GoalStatus.RECALLED, next(results).status.status);
        assertEquals("new", send("new", 11).id());
    }

    @Test
    void shouldIgnoreAGoalThatComesTwice() throws InterruptedException {
        var goal = send("a", 5);
        publishGoal("a", 5);
        publishGoal("b", 6);
        assertEquals("b", next(arrived).id());
        assertEquals(GoalState.PENDING, goal.state());
    }

    @Test
    void shouldSendFeedbackUntilTheEndOnly() throws InterruptedException {
        BlockingQueue<Double> phases = new LinkedBlockingQueue<>();
        Subscriber feedback = peer.newSubscriber(
                "act/feedback", ExecuteTextActionFeedback.TYPE, message -> phases.add(message.feedback.phase));
        TestNodes.await("feedback", 10, () -> feedback.getNumberOfPublishers() == 1);
        var goal = send("a", 5);
        goal.accept("");
        ExecuteTextFeedback message = new ExecuteTextFeedback();
        message.phase = 0.5;
        goal.publishFeedback(message);
        assertEquals(0.5, next(phases));
        goal.succeed(null, "");
        goal.publishFeedback(message);
        send("b", 6).publishFeedback(message);
        assertEquals(0.5, next(phases));
        assertTrue(phases.isEmpty());
    }

    @Test
    void shouldTellClientsWhenItIsClosed() throws InterruptedException {
        var active = send("active", 5);
        active.accept("");
        var pending = send("pending", 6);
        server.close();
        assertEquals(GoalStatus.ABORTED, next(results).status.status);
        assertEquals(GoalStatus.REJECTED, next(results).status.status);
        assertEquals(GoalState.ABORTED, active.state());
        active.succeed(null, "too late, and harmless");
        pending.accept("too late, and harmless");
        assertEquals(GoalState.ABORTED, active.state());
        assertFalse(pending.isCancelRequested());
    }

    @Test
    void shouldLetTheWorkOfItsTimerEndWhenItIsClosed() {
        boolean[] ended = {false};
        ActionClock waiting = new ActionClock() {
            @Override
            public long nanoTime() {
                return 0;
            }

            @Override
            public Task every(String name, long periodNanos, Runnable work) {
                return () -> {
                    Thread running = new Thread(work);
                    running.start();
                    try {
                        running.join(10_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    ended[0] = !running.isAlive();
                };
            }
        };
        ActionServer.start(serverNode, "other", ExecuteTextAction.ACTION, waiting, arrived::add)
                .close();
        assertTrue(ended[0]);
    }

    @Test
    void shouldEndAGoalThatItsHandlerFailsOn() throws InterruptedException {
        send("broken", 5);
        ExecuteTextActionResult result = next(results);
        assertEquals(GoalStatus.REJECTED, result.status.status);
        assertTrue(result.status.text.contains("on purpose"), result.status.text);
        send("whole", 6);
    }

    @Test
    void shouldKeepABoundedNumberOfCancelsWithoutGoals() throws InterruptedException {
        for (int i = 0; i < 1200; i++) {
            cancel("x" + i, 0);
        }
        cancel("end", 0);
        TestNodes.await("the last", 20, () -> {
            clock.advance(0);
            return states().endsWith("end=RECALLING");
        });
        assertEquals(1000, last.statusList.length);
    }
}
