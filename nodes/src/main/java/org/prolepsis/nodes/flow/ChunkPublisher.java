package org.prolepsis.nodes.flow;

import java.util.List;
import org.prolepsis.graph.Publisher;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint;

/** Sends chunks in one message that is reused. One thread at a time. */
final class ChunkPublisher {
    private final Publisher<JointTrajectory> publisher;
    private final JointTrajectory message = new JointTrajectory();
    private final double[][] positions;
    private final double dt;
    private MotionExecution last;
    private long motions;

    ChunkPublisher(Publisher<JointTrajectory> publisher, List<String> joints, int horizon, double dt) {
        this.publisher = publisher;
        this.dt = dt;
        message.jointNames = joints.toArray(new String[0]);
        message.points = new JointTrajectoryPoint[horizon];
        positions = new double[horizon][];
        for (int i = 0; i < horizon; i++) {
            JointTrajectoryPoint point = new JointTrajectoryPoint();
            point.positions = new double[joints.size()];
            point.timeFromStart.setNanos(Math.round(i * dt * 1e9));
            positions[i] = point.positions;
            message.points[i] = point;
        }
    }

    /**
     * Sends what lies ahead, as seen from a joint state. Beyond the end of the motion the chunk stays at the end: every
     * chunk has the whole horizon, because in an ensemble a longer chunk of before would outlive a shorter one. Chunks of
     * another motion have another frame_id, so that they are not averaged with those of the motion before.
     */
    void publish(MotionExecution motion, long stampNanos) {
        if (motion != last) {
            last = motion;
            motions++;
            // with the stamp it is another one, too, after a restart of this node
            message.header.frameId = "motion " + motions + " at " + stampNanos;
        }
        motion.chunk(dt, positions);
        message.header.stamp.setNanos(stampNanos);
        publisher.publish(message);
    }
}
