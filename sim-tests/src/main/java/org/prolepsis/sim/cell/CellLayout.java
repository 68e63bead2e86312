package org.prolepsis.sim.cell;

/**
 * Where things are in the cell, in the frame of the arm's base: x forward, y left, z up from the table top, m. The blocks
 * start on the arm's right and in front of it, the bins stand in a row on its left.
 */
public final class CellLayout {
    /** Edge of a block, m. */
    public static final double BLOCK_SIZE = 0.04;

    /** Mass of a block, kg. */
    public static final double BLOCK_MASS = 0.05;

    /** Blocks start with their centres in this area, m. */
    public static final double BLOCKS_MIN_X = 0.38;

    /** See {@link #BLOCKS_MIN_X}. */
    public static final double BLOCKS_MAX_X = 0.56;

    /** See {@link #BLOCKS_MIN_X}. */
    public static final double BLOCKS_MIN_Y = -0.26;

    /** See {@link #BLOCKS_MIN_X}. */
    public static final double BLOCKS_MAX_Y = 0.06;

    /** No two blocks start with their centres nearer than this, m. */
    public static final double BLOCKS_APART = 0.10;

    /** The blocks' yaw at the start is at most this to either side, rad. */
    public static final double BLOCKS_MAX_YAW = Math.PI / 4;

    /** Inner edge of a bin, which is square, m. */
    public static final double BIN_SIZE = 0.12;

    /** Height of a bin's walls, m. */
    public static final double BIN_HEIGHT = 0.05;

    /** Thickness of a bin's walls, m; the bin has no floor of its own. */
    public static final double BIN_WALL = 0.006;

    /** y of the centres of the bins, m. */
    public static final double BINS_Y = 0.29;

    /** The edges of the table, m; beyond them blocks fall to the floor. */
    static final double TABLE_MIN_X = 0.1;

    static final double TABLE_MAX_X = 0.8;
    static final double TABLE_HALF_Y = 0.5;

    private CellLayout() {}

    /** Whether the table is below a point. */
    static boolean onTable(double x, double y) {
        return x >= TABLE_MIN_X && x <= TABLE_MAX_X && Math.abs(y) <= TABLE_HALF_Y;
    }

    /** x of the centre of the bin of a colour, m. */
    public static double binX(BlockColor color) {
        return switch (color) {
            case RED -> 0.30;
            case GREEN -> 0.44;
            case BLUE -> 0.58;
        };
    }

    /** The colour of the bin within whose walls a point is, or null. */
    static BlockColor binAt(double x, double y, double z) {
        if (Math.abs(y - BINS_Y) > BIN_SIZE / 2 || z > BIN_HEIGHT || z < 0) {
            return null;
        }
        for (BlockColor color : BlockColor.values()) {
            if (Math.abs(x - binX(color)) <= BIN_SIZE / 2) {
                return color;
            }
        }
        return null;
    }
}
