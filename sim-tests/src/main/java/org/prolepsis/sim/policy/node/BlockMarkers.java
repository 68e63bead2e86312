package org.prolepsis.sim.policy.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.prolepsis.msgs.visualization_msgs.Marker;
import org.prolepsis.msgs.visualization_msgs.MarkerArray;
import org.prolepsis.nodes.joints.InvalidInputException;
import org.prolepsis.sim.cell.BlockColor;
import org.prolepsis.sim.cell.BlockPose;

/** Reads the blocks from {@code object_poses}: one marker each, whose {@code ns} is the word for its colour. */
final class BlockMarkers {
    private static final double QUATERNION_TOLERANCE = 0.01;

    private BlockMarkers() {}

    /**
     * The blocks in the order of the message.
     *
     * @throws InvalidInputException if there is not one of each colour, or a pose is not finite or its quaternion not of
     *     unit length
     */
    static List<BlockPose> read(MarkerArray message) {
        List<BlockPose> blocks = new ArrayList<>();
        for (Marker marker : message.markers) {
            blocks.add(block(marker));
        }
        long colors = blocks.stream().map(BlockPose::color).distinct().count();
        if (blocks.size() != BlockColor.values().length || colors != blocks.size()) {
            throw new InvalidInputException("the markers are "
                    + blocks.stream().map(block -> word(block.color())).toList()
                    + "; there must be one of each of " + words());
        }
        return List.copyOf(blocks);
    }

    /** When the blocks were seen, ns: the newest stamp of a marker. */
    static long stampNanos(MarkerArray message) {
        return Arrays.stream(message.markers)
                .mapToLong(marker -> marker.header.stamp.toNanos())
                .max()
                .orElse(0);
    }

    private static BlockPose block(Marker marker) {
        var p = marker.pose.position;
        var q = marker.pose.orientation;
        double norm = Math.sqrt(q.x * q.x + q.y * q.y + q.z * q.z + q.w * q.w);
        if (!Double.isFinite(p.x) || !Double.isFinite(p.y) || !Double.isFinite(p.z)) {
            throw new InvalidInputException("the position of \"" + marker.ns + "\" is " + p.x + ", " + p.y + ", " + p.z
                    + "; it must be finite");
        }
        if (!(Math.abs(norm - 1) <= QUATERNION_TOLERANCE)) {
            throw new InvalidInputException(
                    "the orientation of \"" + marker.ns + "\" has the norm " + norm + "; it must be 1");
        }
        return new BlockPose(color(marker.ns), p.x, p.y, p.z, q.x, q.y, q.z, q.w);
    }

    private static BlockColor color(String word) {
        return Arrays.stream(BlockColor.values())
                .filter(color -> word(color).equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "a marker has the ns \"" + word + "\"; it must be one of " + words()));
    }

    private static String word(BlockColor color) {
        return color.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> words() {
        return Arrays.stream(BlockColor.values()).map(BlockMarkers::word).toList();
    }
}
