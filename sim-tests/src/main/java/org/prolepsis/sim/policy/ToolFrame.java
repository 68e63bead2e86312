package org.prolepsis.sim.policy;

/**
 * Forward kinematics of the arm without allocation: where the point between the fingers is, where the fingers point and
 * along which line they close. Denavit-Hartenberg parameters in Craig's convention, as published for the Panda.
 *
 * <p>For one thread. NaN in gives NaN out.
 */
final class ToolFrame {
    private static final int JOINTS = 7;
    private static final double[] A = {0, 0, 0, 0.0825, -0.0825, 0, 0.088};
    private static final double[] D = {0.333, 0, 0.316, 0, 0.384, 0, 0};
    private static final double[] COS_ALPHA = {1, 0, 0, 0, 0, 0, 0};
    private static final double[] SIN_ALPHA = {0, -1, 1, 1, -1, 1, 1};
    /** From the last joint's frame to the point between the fingers, m. */
    private static final double TOOL = 0.107 + 0.1034;

    private final double[] r = new double[9];
    private final double[] p = new double[3];
    private final double[] axes = new double[3 * JOINTS];
    private final double[] origins = new double[3 * JOINTS];

    /** Sets the frame from [7] joints, rad. */
    void set(double[] joints) {
        reset();
        for (int i = 0; i < JOINTS; i++) {
            step(A[i], COS_ALPHA[i], SIN_ALPHA[i], D[i], Math.cos(joints[i]), Math.sin(joints[i]));
            for (int row = 0; row < 3; row++) {
                axes[3 * i + row] = r[3 * row + 2];
                origins[3 * i + row] = p[row];
            }
        }
        for (int row = 0; row < 3; row++) {
            p[row] += TOOL * r[3 * row + 2];
        }
    }

    private void reset() {
        for (int i = 0; i < 9; i++) {
            r[i] = i % 4 == 0 ? 1 : 0;
        }
        p[0] = 0;
        p[1] = 0;
        p[2] = 0;
    }

    /** T := T Rot_x(alpha) Trans_x(a) Rot_z(theta) Trans_z(d). */
    private void step(double a, double ca, double sa, double d, double ct, double st) {
        for (int row = 0; row < 3; row++) {
            double x = r[3 * row];
            double y = r[3 * row + 1] * ca + r[3 * row + 2] * sa;
            double z = r[3 * row + 2] * ca - r[3 * row + 1] * sa;
            p[row] += a * x + d * z;
            r[3 * row] = x * ct + y * st;
            r[3 * row + 1] = y * ct - x * st;
            r[3 * row + 2] = z;
        }
    }

    /** The unit vector about which a joint turns. */
    double axis(int joint, int row) {
        return axes[3 * joint + row];
    }

    /** A point on the axis of a joint, m. */
    double origin(int joint, int row) {
        return origins[3 * joint + row];
    }

    /** The point between the fingers, m. */
    double position(int axis) {
        return p[axis];
    }

    /** The unit vector along which the fingers point. */
    double approach(int axis) {
        return r[3 * axis + 2];
    }

    /** The unit vector along which the fingers open: the hand is mounted at -45 degrees on the flange. */
    double opening(int axis) {
        return Math.sqrt(0.5) * (r[3 * axis] + r[3 * axis + 1]);
    }
}
