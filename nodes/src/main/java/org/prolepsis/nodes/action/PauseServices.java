package org.prolepsis.nodes.action;

import org.prolepsis.action.control.ActionExecutor;
import org.prolepsis.action.control.ExecutorReport;
import org.prolepsis.action.control.ExecutorState;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.msgs.std_srvs.Trigger;

/** {@code ~pause}, {@code ~resume} and {@code ~step}. Called by receiving threads. */
final class PauseServices {
    private final ActionExecutor executor;

    private PauseServices(ActionExecutor executor) {
        this.executor = executor;
    }

    /** Offers the three services. */
    static void offer(ConnectedNode node, ActionExecutor executor) {
        PauseServices services = new PauseServices(executor);
        node.newServiceServer("~pause", Trigger.TYPE, (request, response) -> services.pause(response));
        node.newServiceServer("~resume", Trigger.TYPE, (request, response) -> services.resume(response));
        node.newServiceServer("~step", Trigger.TYPE, (request, response) -> services.step(response));
    }

    private void pause(Trigger.Response response) {
        executor.pause();
        response.success = true;
        response.message = "pausing on the path; ~resume goes on, ~step goes on by one policy step";
    }

    private void resume(Trigger.Response response) {
        executor.resume();
        ExecutorReport report = executor.report();
        response.success = report.speed() > 0 && ActionStatus.carriesOut(report.state());
        if (report.speed() == 0) {
            response.message = "the speed is 0; publish one above 0 on ~speed to go on";
        } else if (response.success) {
            response.message = "resumed";
        } else {
            response.message = "no pause any more, but nothing moves: the node is " + ActionStatus.words(report);
        }
    }

    private void step(Trigger.Response response) {
        ExecutorReport report = executor.report();
        response.success = report.steppable();
        if (report.state() != ExecutorState.PAUSED) {
            response.message = "call ~pause first: the node is " + ActionStatus.words(report);
        } else if (!report.steppable()) {
            response.message = "there is no motion to step through, or its chunks or joint states stopped coming";
        } else {
            executor.step();
            response.message = "one policy step";
        }
    }
}
