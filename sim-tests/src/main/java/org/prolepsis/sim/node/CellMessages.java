package org.prolepsis.sim.node;

import java.util.ArrayList;
import java.util.List;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint;
import org.prolepsis.msgs.visualization_msgs.Marker;
import org.prolepsis.msgs.visualization_msgs.MarkerArray;
import org.prolepsis.nodes.episode.ObjectPose;
import org.prolepsis.nodes.joints.InvalidInputException;
import org.prolepsis.nodes.joints.JointStateReader;
import org.prolepsis.nodes.recorder.ObjectPoses;
import org.prolepsis.sim.cell.BlockColor;
import org.prolepsis.sim.cell.BlockPose;
import org.prolepsis.sim.cell.CellLayout;
import org.prolepsis.sim.cell.CellObservation;
import org.prolepsis.sim.cell.ColorSortCell;

/** What the cell says and is told, as messages, and back. One instance for one thread. */
public final class CellMessages {
    /** The frame of all poses: the arm's base. */
    public static final String FRAME = "panda_link0";

    private static final int JOINTS = ColorSortCell.JOINT_NAMES.size();
    private static final int ARM = JOINTS - 1;

    private final JointStateReader reader = new JointStateReader(ColorSortCell.JOINT_NAMES);

    /** Measured joints, the finger last; its velocity is not measured and 0. */
    public static JointState jointState(CellObservation observation, long stampNanos) {
        JointState message = new JointState();
        message.header.stamp.setNanos(stampNanos);
        message.name = ColorSortCell.JOINT_NAMES.toArray(new String[0]);
        message.position = new double[JOINTS];
        message.velocity = new double[JOINTS];
        System.arraycopy(observation.joints(), 0, message.position, 0, ARM);
        System.arraycopy(observation.velocities(), 0, message.velocity, 0, ARM);
        message.position[ARM] = observation.finger();
        return message;
    }

    /** The blocks, as {@link ObjectPoses} reads them. */
    public static MarkerArray objectPoses(CellObservation observation, long stampNanos) {
        MarkerArray message = new MarkerArray();
        message.markers = new Marker[observation.blocks().size()];
        for (int i = 0; i < message.markers.length; i++) {
            BlockPose block = observation.blocks().get(i);
            Marker marker = marker(block.color(), i, Marker.CUBE, stampNanos);
            marker.pose.position.x = block.x();
            marker.pose.position.y = block.y();
            marker.pose.position.z = block.z();
            marker.pose.orientation.x = block.qx();
            marker.pose.orientation.y = block.qy();
            marker.pose.orientation.z = block.qz();
            marker.pose.orientation.w = block.qw();
            marker.scale.x = CellLayout.BLOCK_SIZE;
            marker.scale.y = CellLayout.BLOCK_SIZE;
            marker.scale.z = CellLayout.BLOCK_SIZE;
            marker.color.a = 1;
            message.markers[i] = marker;
        }
        return message;
    }

    /** The bins, for rviz. */
    public static MarkerArray bins(long stampNanos) {
        List<Marker> markers = new ArrayList<>();
        for (BlockColor color : BlockColor.values()) {
            Marker marker = marker(color, markers.size(), Marker.CUBE, stampNanos);
            marker.ns = "bin_" + color.label();
            marker.pose.position.x = CellLayout.binX(color);
            marker.pose.position.y = CellLayout.BINS_Y;
            marker.pose.position.z = CellLayout.BIN_HEIGHT / 2;
            marker.pose.orientation.w = 1;
            marker.scale.x = CellLayout.BIN_SIZE;
            marker.scale.y = CellLayout.BIN_SIZE;
            marker.scale.z = CellLayout.BIN_HEIGHT;
            marker.color.a = 0.3f;
            markers.add(marker);
        }
        MarkerArray message = new MarkerArray();
        message.markers = markers.toArray(new Marker[0]);
        return message;
    }

    private static Marker marker(BlockColor color, int id, int type, long stampNanos) {
        Marker marker = new Marker();
        marker.header.frameId = FRAME;
        marker.header.stamp.setNanos(stampNanos);
        marker.ns = color.label();
        marker.id = id;
        marker.type = type;
        marker.color.r = color == BlockColor.RED ? 0.85f : 0.1f;
        marker.color.g = color == BlockColor.GREEN ? 0.65f : 0.1f;
        marker.color.b = color == BlockColor.BLUE ? 0.9f : 0.1f;
        return marker;
    }

    /** An action: one point, stamped with the time of the observation it was computed from. */
    public static JointTrajectory action(double[] target, long stampNanos) {
        JointTrajectory message = new JointTrajectory();
        message.header.stamp.setNanos(stampNanos);
        message.jointNames = ColorSortCell.JOINT_NAMES.toArray(new String[0]);
        JointTrajectoryPoint point = new JointTrajectoryPoint();
        point.positions = target.clone();
        message.points = new JointTrajectoryPoint[] {point};
        return message;
    }

    /**
     * The observation that two messages carry.
     *
     * @throws InvalidInputException if a joint or a block is missing, or a colour is not one of the cell's
     */
    public CellObservation observation(JointState state, MarkerArray objects) {
        double[] positions = new double[JOINTS];
        double[] velocities = new double[JOINTS];
        reader.read(state, positions, velocities);
        List<BlockPose> blocks = new ArrayList<>();
        for (ObjectPose o : ObjectPoses.read(objects, BlockColor.values().length)) {
            blocks.add(new BlockPose(color(o.color()), o.x(), o.y(), o.z(), o.qx(), o.qy(), o.qz(), o.qw()));
        }
        double[] joints = new double[ARM];
        double[] speeds = new double[ARM];
        System.arraycopy(positions, 0, joints, 0, ARM);
        System.arraycopy(velocities, 0, speeds, 0, ARM);
        return new CellObservation(state.header.stamp.toNanos(), joints, speeds, positions[ARM], List.copyOf(blocks));
    }

    private static BlockColor color(String word) {
        for (BlockColor color : BlockColor.values()) {
            if (color.label().equals(word)) {
                return color;
            }
        }
        throw new InvalidInputException("a block has the colour \"" + word + "\"; it must be red, green or blue");
    }
}
