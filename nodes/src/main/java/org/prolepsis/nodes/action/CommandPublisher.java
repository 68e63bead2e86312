package org.prolepsis.nodes.action;

import java.util.List;
import org.prolepsis.action.control.Setpoint;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.Publisher;
import org.prolepsis.msgs.std_msgs.Float64MultiArray;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint;

/** Sends setpoints to a controller. Used by the control thread alone; allocates nothing. */
interface CommandPublisher {
    /** Sends a valid setpoint. */
    void publish(Setpoint setpoint);

    /** A publisher for the interface that the parameters name. */
    static CommandPublisher of(ConnectedNode node, ActionParameters parameters) {
        return parameters.commandInterface().equals(ActionParameters.JOINT_TRAJECTORY)
                ? new Trajectory(node, parameters)
                : new Positions(node, parameters);
    }

    /**
     * A trajectory of one point, one control period ahead. Its stamp is 0, which means now to a controller: a stamp would
     * make it drop the point whenever the way there takes longer than the period.
     */
    final class Trajectory implements CommandPublisher {
        private final Publisher<JointTrajectory> publisher;
        private final JointTrajectory message = new JointTrajectory();
        private final JointTrajectoryPoint point = new JointTrajectoryPoint();

        Trajectory(ConnectedNode node, ActionParameters parameters) {
            publisher = node.newPublisher(parameters.commandTopic(), JointTrajectory.TYPE);
            List<String> joints = parameters.robot().jointNames();
            message.jointNames = joints.toArray(new String[0]);
            point.positions = new double[joints.size()];
            point.velocities = new double[joints.size()];
            point.timeFromStart.setNanos(Math.round(parameters.settings().periodSeconds() * 1e9));
            message.points = new JointTrajectoryPoint[] {point};
        }

        @Override
        public void publish(Setpoint setpoint) {
            System.arraycopy(setpoint.positions(), 0, point.positions, 0, point.positions.length);
            System.arraycopy(setpoint.velocities(), 0, point.velocities, 0, point.velocities.length);
            publisher.publish(message);
        }
    }

    /** Positions in the order of the joints. */
    final class Positions implements CommandPublisher {
        private final Publisher<Float64MultiArray> publisher;
        private final Float64MultiArray message = new Float64MultiArray();

        Positions(ConnectedNode node, ActionParameters parameters) {
            publisher = node.newPublisher(parameters.commandTopic(), Float64MultiArray.TYPE);
            message.data = new double[parameters.robot().size()];
        }

        @Override
        public void publish(Setpoint setpoint) {
            System.arraycopy(setpoint.positions(), 0, message.data, 0, message.data.length);
            publisher.publish(message);
        }
    }
}
