package org.prolepsis.nodes.action;

import org.prolepsis.action.control.Setpoint;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.Publisher;
import org.prolepsis.msgs.sensor_msgs.JointState;

/** A driver as the place where setpoints go and joint states come from; what it measures goes out on {@code joint_states}. */
final class HardwareSink implements CommandSink {
    private final HardwareController hardware;
    private final Publisher<JointState> states;
    private final JointState message = new JointState();

    HardwareSink(ConnectedNode node, ActionParameters parameters) {
        hardware = HardwareProvider.open(
                parameters.controller(),
                parameters.robot(),
                parameters.settings().periodSeconds());
        states = node.newPublisher("joint_states", JointState.TYPE);
        message.name = parameters.robot().jointNames().toArray(new String[0]);
        message.position = new double[message.name.length];
        message.velocity = new double[message.name.length];
    }

    /** Reads the joints; null if there is nothing new. The array is reused. */
    double[] read(long nowNanos, long stampNanos) {
        if (!hardware.read(nowNanos, message.position, message.velocity)) {
            return null;
        }
        if (stampNanos != 0) {
            message.header.stamp.setNanos(stampNanos);
            states.publish(message);
        }
        return message.position;
    }

    @Override
    public void command(Setpoint setpoint, long stampNanos) {
        hardware.write(setpoint);
    }

    @Override
    public void silent() {
        hardware.silent();
    }

    @Override
    public void close() {
        hardware.close();
    }
}
