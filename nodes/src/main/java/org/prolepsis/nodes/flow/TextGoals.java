package org.prolepsis.nodes.flow;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.prolepsis.graph.action.ActionServer;
import org.prolepsis.graph.action.GoalHandle;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextFeedback;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextGoal;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The action ExecuteText: goals become motions of the controller, their ends become results. A newer goal, or a sentence on
 * the topic, takes the place of the one that is carried out; one that is refused leaves it alone. Any thread.
 *
 * <p>The controller tells of ends with its lock held, so they are only put down there and made into results by the next
 * {@link #update}.
 */
final class TextGoals implements ActionServer.Handler<ExecuteTextGoal, ExecuteTextResult, ExecuteTextFeedback> {
    private static final Logger LOG = LoggerFactory.getLogger(TextGoals.class);

    private final FlowController controller;
    private final GoalSpeed speed;
    private final Queue<MotionEnd> ends = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final ExecuteTextFeedback feedback = new ExecuteTextFeedback();
    private Optional<Active> active = Optional.empty();

    /** The goal that is carried out. */
    private record Active(
            GoalHandle<ExecuteTextGoal, ExecuteTextResult, ExecuteTextFeedback> handle, Answer answer, double speed) {}

    TextGoals(FlowController controller, GoalSpeed speed) {
        this.controller = controller;
        this.speed = speed;
    }

    /** Takes the end of a motion. */
    void ended(MotionEnd end) {
        ends.add(end);
    }

    @Override
    public void onGoal(GoalHandle<ExecuteTextGoal, ExecuteTextResult, ExecuteTextFeedback> goal) {
        lock.lock();
        try {
            String problem = speed.problem(goal.goal().speed);
            Answer answer = problem.isEmpty() ? controller.command(goal.goal().text) : new Answer(problem, 0, "", 0, 0);
            if (!answer.refusal().isEmpty()) {
                LOG.warn("goal {} \"{}\" refused: {}", goal.id(), CommandLog.shown(goal.goal().text), answer.refusal());
                goal.reject(refusal(answer), answer.refusal());
                return;
            }
            goal.accept("");
            LOG.info(
                    "goal {} \"{}\" (like \"{}\")", goal.id(), CommandLog.shown(goal.goal().text), answer.understood());
            Optional<Active> before = active;
            active = Optional.of(new Active(goal, answer, speed.begin(goal.goal().speed)));
            settle(before);
            settle(active);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onCancel(GoalHandle<ExecuteTextGoal, ExecuteTextResult, ExecuteTextFeedback> goal) {
        lock.lock();
        try {
            active.filter(now -> now.handle() == goal)
                    .ifPresent(now -> controller.cancel(now.answer().motion()));
        } finally {
            lock.unlock();
        }
    }

    /** Sends the result of a goal whose motion has ended. Does not wait: if another thread is at it, the next call does. */
    void update() {
        if (!ends.isEmpty() && lock.tryLock()) {
            try {
                settle(active);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Sends feedback of the goal that is carried out, if there is one. */
    void publishFeedback() {
        if (!lock.tryLock()) {
            return;
        }
        try {
            settle(active);
            MotionProgress progress = controller.progress();
            active.filter(now -> now.answer().motion() == progress.motion()).ifPresent(now -> {
                fill(now, progress);
                now.handle().publishFeedback(feedback);
            });
        } finally {
            lock.unlock();
        }
    }

    private void fill(Active now, MotionProgress progress) {
        feedback.state = progress.stopping() ? ExecuteTextFeedback.STOPPING : ExecuteTextFeedback.MOVING;
        feedback.understood = now.answer().understood();
        feedback.phase = progress.phase();
        feedback.pace = progress.pace();
        feedback.trackingError = progress.deviation();
        feedback.elapsed.setNanos(nanos(progress.seconds()));
        feedback.expected.setNanos(nanos(progress.seconds() + lasting(progress.remainingSeconds(), now.speed())));
    }

    /** Ends a goal if its motion has ended; ends of other motions are nobody's. */
    private void settle(Optional<Active> goal) {
        if (active.isEmpty()) {
            ends.clear();
        }
        if (goal.isEmpty()) {
            return;
        }
        long motion = goal.get().answer().motion();
        while (!ends.isEmpty() && ends.peek().motion() <= motion) {
            MotionEnd end = ends.remove();
            if (end.motion() == motion) {
                if (active.equals(goal)) {
                    active = Optional.empty();
                    speed.end();
                }
                send(goal.get(), end);
            }
        }
    }

    private static void send(Active goal, MotionEnd end) {
        ExecuteTextResult result = new ExecuteTextResult();
        result.reason = end.reason();
        result.understood = goal.answer().understood();
        result.score = goal.answer().score();
        result.phase = end.phase();
        result.demonstrated.setNanos(nanos(goal.answer().demonstratedSeconds()));
        result.planned.setNanos(nanos(lasting(goal.answer().demonstratedSeconds(), goal.speed())));
        result.executed.setNanos(nanos(end.seconds()));
        result.maxTrackingError = end.worstDeviation();
        result.status = switch (end.how()) {
            case DONE -> ExecuteTextResult.SUCCEEDED;
            case CANCELLED, REPLACED -> ExecuteTextResult.PREEMPTED;
            case STOPPED -> ExecuteTextResult.STOPPED;
            case ABORTED -> ExecuteTextResult.ABORTED;
            case FAULT -> ExecuteTextResult.FAULT;
        };
        LOG.info("goal {} {} {}", goal.handle().id(), end.how(), end.reason());
        switch (end.how()) {
            case DONE -> goal.handle().succeed(result, "");
            case CANCELLED, REPLACED -> goal.handle().canceled(result, end.reason());
            case STOPPED, ABORTED, FAULT -> goal.handle().abort(result, end.reason());
        }
    }

    private static ExecuteTextResult refusal(Answer answer) {
        ExecuteTextResult result = new ExecuteTextResult();
        result.status = ExecuteTextResult.REFUSED;
        result.reason = answer.refusal();
        result.understood = answer.understood();
        result.score = answer.score();
        return result;
    }

    /** How long a motion takes at a speed; held at speed 0, it is not known and told as demonstrated. */
    private static double lasting(double demonstrated, double speed) {
        return speed > 0 ? demonstrated / speed : demonstrated;
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }

    /** Ends the goal that is carried out, because the node is shut down. */
    void close() {
        lock.lock();
        try {
            active.ifPresent(goal -> {
                MotionProgress now = controller.progress();
                send(
                        goal,
                        new MotionEnd(
                                goal.answer().motion(),
                                MotionEnd.How.STOPPED,
                                "the node was shut down",
                                now.phase(),
                                now.seconds(),
                                now.deviation()));
                speed.end();
            });
            active = Optional.empty();
        } finally {
            lock.unlock();
        }
    }
}
