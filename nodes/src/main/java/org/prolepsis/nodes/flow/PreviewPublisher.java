package org.prolepsis.nodes.flow;

import java.util.List;
import org.prolepsis.flow.demo.Panda;
import org.prolepsis.flow.phase.JointPath;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.PublisherOptions;
import org.prolepsis.msgs.geometry_msgs.PoseStamped;
import org.prolepsis.msgs.nav_msgs.Path;

/**
 * Shows where the hand will go: the way of the hand over the motion, in the arm's base frame. Only for the Panda, whose
 * kinematics are known here; for another arm it publishes nothing. One thread at a time.
 */
final class PreviewPublisher {
    private static final int POINTS = 100;
    private static final String FRAME = "panda_link0";

    private final Publisher<Path> publisher;

    private PreviewPublisher(Publisher<Path> publisher) {
        this.publisher = publisher;
    }

    static PreviewPublisher of(ConnectedNode node, List<String> joints) {
        boolean known = joints.equals(Panda.JOINT_NAMES);
        return new PreviewPublisher(known ? node.newPublisher("preview", Path.TYPE, PublisherOptions.LATCHED) : null);
    }

    /** Publishes the way of the hand from a phase to the end. */
    void publish(JointPath path, double fromPhase, long stampNanos) {
        if (publisher == null) {
            return;
        }
        Path message = new Path();
        message.header.frameId = FRAME;
        message.header.stamp.setNanos(stampNanos);
        message.poses = new PoseStamped[POINTS];
        double[] joints = new double[path.joints()];
        for (int i = 0; i < POINTS; i++) {
            path.position(fromPhase + (1 - fromPhase) * i / (POINTS - 1), joints);
            double[] hand = Panda.hand(joints);
            PoseStamped pose = new PoseStamped();
            pose.header.frameId = FRAME;
            pose.header.stamp.setNanos(stampNanos);
            pose.pose.position.x = hand[0];
            pose.pose.position.y = hand[1];
            pose.pose.position.z = hand[2];
            pose.pose.orientation.w = 1;
            message.poses[i] = pose;
        }
        publisher.publish(message);
    }
}
