package org.prolepsis.nodes.action;

import org.prolepsis.action.control.Setpoint;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.Publisher;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;

/**
 * A trajectory at every tick with the knots that are still ahead, on the topic of a joint_trajectory_controller. Each repeats
 * knots of the one before, so a message that is lost or late changes nothing.
 */
final class TrajectoryStream implements CommandSink {
    private static final int LEAST_KNOTS = 2;
    private static final int MOST_KNOTS = 10;

    private final Publisher<JointTrajectory> publisher;
    private final SetpointTrail trail;
    private final TrajectoryWriter writer;
    private final int mostKnots;

    TrajectoryStream(ConnectedNode node, ActionParameters parameters) {
        publisher = node.newPublisher(parameters.controller() + "/command", JointTrajectory.TYPE);
        long period = parameters.periodNanos();
        trail = new SetpointTrail(parameters.robot().size(), period, parameters.aheadNanos());
        mostKnots = (int) Math.min(MOST_KNOTS, Math.max(LEAST_KNOTS, parameters.aheadNanos() / period));
        writer = new TrajectoryWriter(parameters.robot(), mostKnots);
    }

    @Override
    public void command(Setpoint setpoint, long stampNanos) {
        if (stampNanos == 0) {
            return;
        }
        trail.add(setpoint.positions(), stampNanos);
        long end = trail.endKnot();
        long first = Math.max(trail.firstKnot(), end - mostKnots);
        if (end > first) {
            publisher.publish(writer.write(trail, first, end));
        }
    }

    @Override
    public void silent() {
        trail.clear();
    }
}
