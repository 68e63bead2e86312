package org.prolepsis.sim.expert;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.prolepsis.sim.cell.BlockColor;
import org.prolepsis.sim.cell.BlockPose;
import org.prolepsis.sim.cell.CellLayout;

/** Where blocks are, averaged over the last few sights of them, with the yaw by which to grip them. One thread. */
final class SeenBlocks {
    private static final double SHARE_OF_NEW = 0.25;
    private static final double MOVED = 0.03;
    private static final double MOST_YAW = Math.toRadians(60);
    private static final double QUARTER = Math.PI / 2;

    /** x, y, z and grip yaw by colour. */
    private final Map<BlockColor, ToolPose> blocks = new EnumMap<>(BlockColor.class);

    void update(List<BlockPose> seen) {
        for (BlockPose pose : seen) {
            ToolPose now = new ToolPose(pose.x(), pose.y(), pose.z(), gripYaw(pose));
            ToolPose before = blocks.get(pose.color());
            blocks.put(pose.color(), before == null || before.distance(now) > MOVED ? now : mean(before, now));
        }
    }

    ToolPose get(BlockColor color) {
        return blocks.get(color);
    }

    /** Whether a block lies in its bin. */
    boolean inBin(BlockColor color) {
        ToolPose at = blocks.get(color);
        double half = CellLayout.BIN_SIZE / 2;
        return Math.abs(at.x() - CellLayout.binX(color)) < half
                && Math.abs(at.y() - CellLayout.BINS_Y) < half
                && at.z() < CellLayout.BIN_HEIGHT;
    }

    private static ToolPose mean(ToolPose a, ToolPose b) {
        double k = SHARE_OF_NEW;
        return new ToolPose(
                a.x() + k * (b.x() - a.x()),
                a.y() + k * (b.y() - a.y()),
                a.z() + k * (b.z() - a.z()),
                wellInside(a.yaw() + k * quarter(b.yaw() - a.yaw())));
    }

    /** The same edge while it is gripped well, so that noise about 45° does not turn the hand to and fro; else another. */
    private static double wellInside(double yaw) {
        return Math.abs(yaw) < MOST_YAW ? yaw : quarter(yaw);
    }

    /** The heading, to 45° either side, of a horizontal edge. */
    private static double gripYaw(BlockPose pose) {
        double yaw = Math.atan2(
                2 * (pose.qw() * pose.qz() + pose.qx() * pose.qy()),
                1 - 2 * (pose.qy() * pose.qy() + pose.qz() * pose.qz()));
        return quarter(yaw);
    }

    /** An angle less whole quarter turns, -45° to 45°. */
    static double quarter(double angle) {
        return angle - QUARTER * Math.rint(angle / QUARTER);
    }
}
