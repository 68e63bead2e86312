package org.prolepsis.graph.action;

import java.time.Duration;
import org.prolepsis.msgs.Message;

/** The goal that a {@link SimpleActionServer} works on. Any thread. */
public final class ActiveGoal<G extends Message, R extends Message, F extends Message> {
    private final GoalHandle<G, R, F> handle;
    private boolean preempt;

    ActiveGoal(GoalHandle<G, R, F> handle) {
        this.handle = handle;
        this.preempt = handle.isCancelRequested();
    }

    GoalHandle<G, R, F> handle() {
        return handle;
    }

    /** What is asked for; not to be changed. */
    public G goal() {
        return handle.goal();
    }

    /** The id of the goal. */
    public String id() {
        return handle.id();
    }

    synchronized void requestPreempt() {
        preempt = true;
        notifyAll();
    }

    /** Whether a client has cancelled the goal or sent a newer one; the work then ends with {@link #preempted}. */
    public synchronized boolean isPreemptRequested() {
        return preempt;
    }

    /** Waits for {@link #isPreemptRequested}, at most for the given time; a server paces its work with it. */
    public synchronized boolean awaitPreempt(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toNanos(); !preempt && left > 0; left = end - System.nanoTime()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return preempt;
    }

    /** Sends feedback. The caller may reuse the message when this returns. */
    public void publishFeedback(F feedback) {
        handle.publishFeedback(feedback);
    }

    /** Ends the goal as achieved; see {@link GoalHandle#succeed}. */
    public void succeed(R result, String message) {
        handle.succeed(result, message);
    }

    /** Gives the goal up; see {@link GoalHandle#abort}. */
    public void abort(R result, String message) {
        handle.abort(result, message);
    }

    /** Ends the goal as cancelled; see {@link GoalHandle#canceled}. */
    public void preempted(R result, String message) {
        handle.canceled(result, message);
    }
}
