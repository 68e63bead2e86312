package org.prolepsis.graph.action;

import java.util.Optional;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.msgs.ActionType;
import org.prolepsis.msgs.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An action server that works on one goal at a time, on a thread of its own, so that the work may block. A newer goal
 * preempts the one that is worked on: that one is asked to end, and the newer begins when it has. Of goals that wait only
 * the newest is kept, by their stamps; the others are recalled.
 *
 * @param <G> the goal
 * @param <R> the result
 * @param <F> the feedback
 */
public final class SimpleActionServer<G extends Message, R extends Message, F extends Message>
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SimpleActionServer.class);
    private static final String REPLACED =
            "This goal was canceled because another goal was received by the simple action server";

    private final Execution<G, R, F> execution;
    private final Thread worker;
    private ActionServer<G, R, F> server;
    private Optional<ActiveGoal<G, R, F>> current = Optional.empty();
    private Optional<GoalHandle<G, R, F>> next = Optional.empty();
    private boolean closed;

    /** The work. */
    @FunctionalInterface
    public interface Execution<G extends Message, R extends Message, F extends Message> {
        /**
         * Works on a goal and brings it to its end. A goal that has no end when this returns or throws is aborted.
         *
         * @throws Exception to abort the goal with its message
         */
        void execute(ActiveGoal<G, R, F> goal) throws Exception;
    }

    private SimpleActionServer(String name, Execution<G, R, F> execution) {
        this.execution = execution;
        worker = new Thread(this::work, "action " + name);
        worker.setDaemon(true);
    }

    /** Starts a server and its thread. */
    public static <G extends Message, R extends Message, F extends Message> SimpleActionServer<G, R, F> start(
            ConnectedNode node, String name, ActionType<G, R, F> type, Execution<G, R, F> execution) {
        SimpleActionServer<G, R, F> simple = new SimpleActionServer<>(name, execution);
        simple.server = ActionServer.start(node, name, type, simple.new Policy());
        simple.worker.start();
        return simple;
    }

    private final class Policy implements ActionServer.Handler<G, R, F> {
        @Override
        public void onGoal(GoalHandle<G, R, F> goal) {
            synchronized (SimpleActionServer.this) {
                boolean newest = !isAfter(current.map(ActiveGoal::handle), goal) && !isAfter(next, goal);
                GoalHandle<G, R, F> replaced = newest ? next.orElse(null) : goal;
                if (replaced != null) {
                    replaced.canceled(null, REPLACED);
                }
                if (newest) {
                    next = Optional.of(goal);
                    current.ifPresent(ActiveGoal::requestPreempt);
                    SimpleActionServer.this.notifyAll();
                }
            }
        }

        @Override
        public void onCancel(GoalHandle<G, R, F> goal) {
            synchronized (SimpleActionServer.this) {
                current.filter(active -> active.handle() == goal).ifPresent(ActiveGoal::requestPreempt);
            }
        }
    }

    private boolean isAfter(Optional<GoalHandle<G, R, F>> known, GoalHandle<G, R, F> goal) {
        return known.filter(other -> other.stampNanos() > goal.stampNanos()).isPresent();
    }

    private void work() {
        try {
            for (ActiveGoal<G, R, F> goal = take(); goal != null; goal = take()) {
                execute(goal);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized ActiveGoal<G, R, F> take() throws InterruptedException {
        while (next.isEmpty() && !closed) {
            wait();
        }
        if (closed) {
            return null;
        }
        GoalHandle<G, R, F> goal = next.orElseThrow();
        next = Optional.empty();
        goal.accept("This goal has been accepted by the simple action server");
        ActiveGoal<G, R, F> active = new ActiveGoal<>(goal);
        current = Optional.of(active);
        return active;
    }

    private void execute(ActiveGoal<G, R, F> goal) {
        String problem = "No terminal state was set.";
        try {
            execution.execute(goal);
        } catch (InterruptedException e) {
            problem = "the execution was interrupted";
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.error("the execution of goal {} failed", goal.handle().id(), e);
            problem = "Exception in execute callback: " + e.getMessage();
        }
        if (!goal.handle().state().isTerminal()) {
            goal.handle().abort(null, problem);
        }
    }

    /** Aborts the goal that is worked on, interrupts its work, and withdraws the topics. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        server.close();
        worker.interrupt();
    }
}
