package org.prolepsis.sim.policy;

import java.util.List;
import org.prolepsis.sim.cell.BlockColor;
import org.prolepsis.sim.cell.BlockPose;
import org.prolepsis.sim.cell.CellLayout;

/**
 * What a policy sees of an observation: positions only, no time and no velocities, so that an arm that moves faster than
 * demonstrated looks as one that was demonstrated. Blocks are in the order of their colours, so their slots do not matter;
 * a cube that is turned by 90 degrees, or lies on another face, looks the same.
 *
 * <p>For one thread; allocates nothing after construction. NaN in gives NaN out.
 */
public final class ObservationFeatures {
    /** What says where the arm is: joints, finger, tool position, approach and opening direction. */
    public static final int ARM = 7 + 1 + 3 + 3 + 3;

    /** What says where one block is, to the base, to the tool and to its bin. */
    public static final int BLOCK = 18 + 2 * 7;

    /** Blocks, one of each colour. */
    public static final int BLOCKS = BlockColor.values().length;

    /** Length of the features: the arm, then a block of each colour. */
    public static final int COUNT = ARM + BLOCKS * BLOCK;

    /** Numbers of a pose: position and quaternion. */
    public static final int POSE = 7;

    /** Tool to block: resolved finely nearer than about this, m. */
    private static final double NEAR = 0.03;

    /** About this high blocks are carried, m. */
    private static final double CARRY = 0.12;

    /** Over this distance a block comes to count as in its bin, m. */
    private static final double EDGE = 0.01;

    private static final BlockColor[] COLORS = BlockColor.values();

    private final ToolFrame tool = new ToolFrame();
    private final ReachStep reach = new ReachStep(tool);

    /**
     * Puts the blocks in the order of their colours.
     *
     * @param blocks one of each colour
     * @param poses [{@link #BLOCKS} * {@link #POSE}], receives x, y, z, qx, qy, qz, qw of each
     * @throws IllegalArgumentException if a colour is missing or there twice; it is named
     */
    @SuppressWarnings("EnumOrdinal") // the order of the colours is the order of the features
    public static void order(List<BlockPose> blocks, double[] poses) {
        int seen = 0;
        for (int i = 0; i < blocks.size(); i++) {
            BlockPose block = blocks.get(i);
            int color = block.color().ordinal();
            seen = seen * 10 + 1 + color;
            int at = color * POSE;
            poses[at] = block.x();
            poses[at + 1] = block.y();
            poses[at + 2] = block.z();
            poses[at + 3] = block.qx();
            poses[at + 4] = block.qy();
            poses[at + 5] = block.qz();
            poses[at + 6] = block.qw();
        }
        if (blocks.size() != BLOCKS || !eachOnce(seen)) {
            throw new IllegalArgumentException("blocks are "
                    + blocks.stream().map(BlockPose::color).toList() + "; there must be one of each of "
                    + List.of(BlockColor.values()));
        }
    }

    /** Whether the digits of three are 1, 2 and 3. */
    private static boolean eachOnce(int digits) {
        int mask = (1 << (digits / 100)) | (1 << (digits / 10 % 10)) | (1 << (digits % 10));
        return mask == 0b1110;
    }

    /**
     * Computes the features.
     *
     * @param joints [7] rad
     * @param finger m
     * @param poses as {@link #order} gives them
     * @param out [{@link #COUNT}] at least, receives the features
     */
    public void compute(double[] joints, double finger, double[] poses, float[] out) {
        tool.set(joints);
        reach.update();
        for (int j = 0; j < 7; j++) {
            out[j] = (float) joints[j];
        }
        out[7] = (float) finger;
        for (int axis = 0; axis < 3; axis++) {
            out[8 + axis] = (float) tool.position(axis);
            out[11 + axis] = (float) tool.approach(axis);
            out[14 + axis] = (float) tool.opening(axis);
        }
        for (int color = 0; color < BLOCKS; color++) {
            block(color, poses, out, ARM + color * BLOCK);
        }
    }

    /**
     * Where the tool was at the last {@link #compute}.
     *
     * @param axis 0 to 2
     * @return m
     */
    public double toolPosition(int axis) {
        return tool.position(axis);
    }

    private void block(int color, double[] poses, float[] out, int at) {
        int pose = color * POSE;
        double square = 0;
        for (int axis = 0; axis < 3; axis++) {
            double away = poses[pose + axis] - tool.position(axis);
            square += away * away;
            out[at + axis] = (float) poses[pose + axis];
            out[at + 3 + axis] = (float) away;
            out[at + 6 + axis] = (float) Math.tanh(away / NEAR);
        }
        out[at + 9] = (float) Math.exp(-square / (2 * NEAR * NEAR));
        turn(poses, pose, out, at + 10);
        bin(color, poses, pose, out, at + 14);
        double spin = Math.atan2(out[at + 11], out[at + 10]) / 4 - toolYaw();
        reach.toward(poses[pose], poses[pose + 1], poses[pose + 2], spin, out, at + 18);
        reach.toward(CellLayout.binX(COLORS[color]), CellLayout.BINS_Y, CARRY, -toolYaw(), out, at + 25);
    }

    /**
     * How far the fingers are turned from opening along y, -90 to 90 degrees. A block is grasped at its own yaw of -45 to
     * 45 degrees, as demonstrated: which of a cube's sides that is must not depend on how the hand is turned already.
     */
    private double toolYaw() {
        double side = tool.opening(1) < 0 ? -1 : 1;
        return Math.atan2(-side * tool.opening(0), side * tool.opening(1));
    }

    /**
     * Cosine and sine of four times the yaw, to the base and to the fingers. Summed over the cube's axes, of which a
     * vertical one adds nothing, so every orientation that looks the same gives the same.
     */
    private void turn(double[] poses, int pose, float[] out, int at) {
        double qx = poses[pose + 3];
        double qy = poses[pose + 4];
        double qz = poses[pose + 5];
        double qw = poses[pose + 6];
        double x0 = 1 - 2 * (qy * qy + qz * qz);
        double y0 = 2 * (qx * qy + qz * qw);
        double x1 = 2 * (qx * qy - qz * qw);
        double y1 = 1 - 2 * (qx * qx + qz * qz);
        double x2 = 2 * (qx * qz + qy * qw);
        double y2 = 2 * (qy * qz - qx * qw);
        double cosine = 0.5 * (cosine4(x0, y0) + cosine4(x1, y1) + cosine4(x2, y2));
        double sine = 0.5 * (sine4(x0, y0) + sine4(x1, y1) + sine4(x2, y2));
        double toolCosine = cosine4(tool.opening(0), tool.opening(1));
        double toolSine = sine4(tool.opening(0), tool.opening(1));
        out[at] = (float) cosine;
        out[at + 1] = (float) sine;
        out[at + 2] = (float) (cosine * toolCosine + sine * toolSine);
        out[at + 3] = (float) (sine * toolCosine - cosine * toolSine);
    }

    private static double cosine4(double x, double y) {
        return x * x * x * x - 6 * x * x * y * y + y * y * y * y;
    }

    private static double sine4(double x, double y) {
        return 4 * x * y * (x * x - y * y);
    }

    /** Whether the block is in its bin, and from the tool to the bin. */
    private void bin(int color, double[] poses, int pose, float[] out, int at) {
        double binX = CellLayout.binX(COLORS[color]);
        double half = CellLayout.BIN_SIZE / 2;
        out[at] = (float) (within(Math.abs(poses[pose] - binX), half)
                * within(Math.abs(poses[pose + 1] - CellLayout.BINS_Y), half)
                * within(poses[pose + 2], CellLayout.BIN_HEIGHT));
        out[at + 1] = (float) (binX - tool.position(0));
        out[at + 2] = (float) Math.tanh((binX - tool.position(0)) / (2 * NEAR));
        out[at + 3] = (float) Math.tanh((CellLayout.BINS_Y - tool.position(1)) / (2 * NEAR));
    }

    private static double within(double distance, double bound) {
        return 1 / (1 + Math.exp((distance - bound) / EDGE));
    }
}
