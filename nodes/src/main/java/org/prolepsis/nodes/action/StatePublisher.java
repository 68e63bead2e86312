package org.prolepsis.nodes.action;

import java.util.List;
import org.prolepsis.action.control.Setpoint;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.Publisher;
import org.prolepsis.msgs.control_msgs.JointTrajectoryControllerState;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint;

/**
 * Tells what is commanded, what is measured, and how much of the motion has been executed, in the message of ROS's joint
 * trajectory controllers. Used by the control thread alone; allocates nothing.
 */
final class StatePublisher {
    private static final double PERIOD_SECONDS = 0.02;

    private final Publisher<JointTrajectoryControllerState> publisher;
    private final JointTrajectoryControllerState message = new JointTrajectoryControllerState();
    private final long everyTicks;

    StatePublisher(ConnectedNode node, List<String> joints, double periodSeconds) {
        publisher = node.newPublisher("~state", JointTrajectoryControllerState.TYPE);
        everyTicks = Math.max(1, Math.round(PERIOD_SECONDS / periodSeconds));
        message.jointNames = joints.toArray(new String[0]);
        for (JointTrajectoryPoint point : new JointTrajectoryPoint[] {message.desired, message.actual, message.error}) {
            point.positions = new double[joints.size()];
        }
        message.desired.velocities = new double[joints.size()];
        message.desired.accelerations = new double[joints.size()];
    }

    /**
     * Sends every so many ticks.
     *
     * @param setpoint valid
     * @param measured [joints], rad
     * @param stampNanos ROS time of the tick; 0 before it begins
     */
    void publish(Setpoint setpoint, double[] measured, long stampNanos) {
        if (setpoint.tick() % everyTicks != 0 || stampNanos == 0) {
            return;
        }
        message.header.stamp.setNanos(stampNanos);
        message.desired.timeFromStart.setNanos(Math.round(setpoint.motionSeconds() * 1e9));
        System.arraycopy(setpoint.velocities(), 0, message.desired.velocities, 0, measured.length);
        System.arraycopy(setpoint.accelerations(), 0, message.desired.accelerations, 0, measured.length);
        for (int j = 0; j < measured.length; j++) {
            double wanted = setpoint.positions()[j];
            message.desired.positions[j] = wanted;
            message.actual.positions[j] = measured[j];
            message.error.positions[j] = wanted - measured[j];
        }
        publisher.publish(message);
    }
}
