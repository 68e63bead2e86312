package org.prolepsis.nodes.action;

import org.prolepsis.action.control.Setpoint;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.Publisher;
import org.prolepsis.msgs.std_msgs.Float64MultiArray;

/** Positions in the order of the joints, for a group position controller: what came last holds. */
final class PositionArray implements CommandSink {
    private final Publisher<Float64MultiArray> publisher;
    private final Float64MultiArray message = new Float64MultiArray();

    PositionArray(ConnectedNode node, ActionParameters parameters) {
        publisher = node.newPublisher(parameters.controller() + "/command", Float64MultiArray.TYPE);
        message.data = new double[parameters.robot().size()];
    }

    @Override
    public void command(Setpoint setpoint, long stampNanos) {
        System.arraycopy(setpoint.positions(), 0, message.data, 0, message.data.length);
        publisher.publish(message);
    }
}
