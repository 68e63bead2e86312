package org.prolepsis.nodes.status;

import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.msgs.std_srvs.SetBool;
import org.prolepsis.msgs.std_srvs.Trigger;

/**
 * What an operator can ask of a node that moves something: {@code ~stop}, {@code ~reset} and {@code ~enable}. Called by
 * receiving threads.
 */
public interface OperatorServices {
    /**
     * Brings the motion to rest.
     *
     * @return what happens now, for the operator
     */
    String stop();

    /**
     * Allows motion again after a stop or a fault.
     *
     * @return what happens now, for the operator
     */
    String reset();

    /** Allows motion, or ends and forbids it. */
    void enable(boolean on);

    /** Offers the three services. */
    default void offer(ConnectedNode node) {
        node.newServiceServer("~stop", Trigger.TYPE, (request, response) -> {
            response.message = stop();
            response.success = true;
        });
        node.newServiceServer("~reset", Trigger.TYPE, (request, response) -> {
            response.message = reset();
            response.success = true;
        });
        node.newServiceServer("~enable", SetBool.TYPE, (request, response) -> {
            enable(request.data);
            response.success = true;
            response.message = request.data ? "enabled" : "disabled";
        });
    }
}
