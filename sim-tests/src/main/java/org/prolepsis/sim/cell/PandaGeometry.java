package org.prolepsis.sim.cell;

/**
 * The published kinematic parameters of the Panda with its hand, as in {@code launch/urdf/prolepsis_arm.urdf}: frame i is
 * reached from frame i-1 by an offset, a rotation about x and the joint's rotation about z (Denavit-Hartenberg, Craig's
 * convention). Lengths in m, angles in rad.
 */
public final class PandaGeometry {
    /** The arm's joints. */
    public static final int JOINTS = 7;

    /** From the last joint's frame to the flange, along z. */
    public static final double FLANGE = 0.107;

    /** The hand is turned about the flange's z by this. */
    public static final double HAND_TURN = -Math.PI / 4;

    /** From the flange, where the hand's frame is, to the point between the finger tips, along z. */
    public static final double TOOL = 0.1034;

    private static final double[][] OFFSET = {
        {0, 0, 0.333}, {0, 0, 0}, {0, -0.316, 0}, {0.0825, 0, 0}, {-0.0825, 0.384, 0}, {0, 0, 0}, {0.088, 0, 0}
    };

    /** Quarter turns about x. */
    private static final int[] TWIST = {0, -1, 1, 1, -1, 1, 1};

    private static final double[] START = {0, -0.4, 0, -2.4, 0, 2.0, Math.PI / 4};

    private PandaGeometry() {}

    /** The posture in which episodes start: the hand points down over the middle of the table, [7], a copy. */
    public static double[] startPosture() {
        return START.clone();
    }

    /**
     * Writes the pose of each joint's frame in the frame of the base.
     *
     * @param q [7] joint positions
     * @param rotation [63] set to the rotation matrices, row by row
     * @param origin [21] set to the origins
     */
    public static void frames(double[] q, double[] rotation, double[] origin) {
        for (int j = 0; j < JOINTS; j++) {
            int r = 9 * j;
            int p = 9 * (j - 1);
            for (int row = 0; row < 3; row++) {
                double x = j == 0 ? identity(row, 0) : rotation[p + 3 * row];
                double y = j == 0 ? identity(row, 1) : rotation[p + 3 * row + 1];
                double z = j == 0 ? identity(row, 2) : rotation[p + 3 * row + 2];
                double[] offset = OFFSET[j];
                double from = j == 0 ? 0 : origin[3 * (j - 1) + row];
                origin[3 * j + row] = from + x * offset[0] + y * offset[1] + z * offset[2];
                int twist = TWIST[j];
                rotation[r + 3 * row] = x;
                rotation[r + 3 * row + 1] = twist == 0 ? y : twist * z;
                rotation[r + 3 * row + 2] = twist == 0 ? z : -twist * y;
            }
            turn(rotation, r, q[j]);
        }
    }

    /** Multiplies the matrix at an index by a rotation about z, from the right. */
    public static void turn(double[] rotation, int at, double angle) {
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        for (int row = at; row < at + 9; row += 3) {
            double x = rotation[row];
            double y = rotation[row + 1];
            rotation[row] = cos * x + sin * y;
            rotation[row + 1] = cos * y - sin * x;
        }
    }

    private static double identity(int row, int column) {
        return row == column ? 1 : 0;
    }
}
