package org.prolepsis.sim.expert;

import org.prolepsis.action.limit.JointLimits;
import org.prolepsis.sim.cell.PandaGeometry;

/**
 * Where the arm's tool is, and which joint positions take it somewhere. The tool's frame lies between the finger tips;
 * its z points out of the hand, its y along the fingers' slides.
 *
 * <p>One thread.
 */
public final class ArmKinematics {
    private static final int N = PandaGeometry.JOINTS;
    private static final int ITERATIONS = 60;
    private static final double DAMPING = 1e-6;
    private static final double POSTURE_GAIN = 0.3;
    private static final double MARGIN = 0.01;
    private static final double TOLERANCE = 1e-4;

    private final JointLimits limits = JointLimits.panda();
    private final double[] nominal = PandaGeometry.startPosture();
    private final double[] rotation = new double[9 * N];
    private final double[] origin = new double[3 * N];
    private final double[] hand = new double[9];
    private final double[] tool = new double[3];
    private final double[] jacobian = new double[6 * N];
    private final double[] error = new double[6];
    private final double[] weighted = new double[6];
    private final double[] gram = new double[36];

    /**
     * The tool's pose.
     *
     * @param q [7] rad; a longer array's first 7 count
     * @param position [3] set to where the tool is, m
     * @param orientation [9] set to its rotation matrix, row by row
     */
    public void forward(double[] q, double[] position, double[] orientation) {
        PandaGeometry.frames(q, rotation, origin);
        System.arraycopy(rotation, 9 * (N - 1), hand, 0, 9);
        PandaGeometry.turn(hand, 0, PandaGeometry.HAND_TURN);
        for (int i = 0; i < 3; i++) {
            tool[i] = origin[3 * (N - 1) + i] + (PandaGeometry.FLANGE + PandaGeometry.TOOL) * hand[3 * i + 2];
        }
        System.arraycopy(tool, 0, position, 0, 3);
        System.arraycopy(hand, 0, orientation, 0, 9);
    }

    /** Position and yaw of the tool; its tilt is left out. */
    public ToolPose toolPose(double[] q) {
        double[] position = new double[3];
        double[] orientation = new double[9];
        forward(q, position, orientation);
        return new ToolPose(position[0], position[1], position[2], Math.atan2(orientation[3], orientation[0]));
    }

    /**
     * The joint positions, of all that take the gripper to a pose pointing down, that are nearest the start posture:
     * damped least squares from there, the rest of the freedom pulled towards it. The same pose always gets the same
     * joints, whatever came before. They stay 0.01 rad inside the position limits.
     *
     * @param q [7 or longer] set to the joint positions, rad, as near the pose as they come if it is out of reach
     * @return whether the pose is reached to 0.1 mm and 0.1 mrad
     */
    public boolean inverse(ToolPose pose, double[] q) {
        System.arraycopy(nominal, 0, q, 0, N);
        for (int i = 0; i < ITERATIONS; i++) {
            updateError(pose, q);
            updateJacobian();
            step(q);
        }
        updateError(pose, q);
        for (double e : error) {
            if (!(Math.abs(e) < TOLERANCE)) {
                return false;
            }
        }
        return true;
    }

    private void updateError(ToolPose pose, double[] q) {
        forward(q, weighted, hand);
        error[0] = pose.x() - tool[0];
        error[1] = pose.y() - tool[1];
        error[2] = pose.z() - tool[2];
        double cos = Math.cos(pose.yaw());
        double sin = Math.sin(pose.yaw());
        // Half the sum of the cross products of the hand's axes with where they should be: x, y, z = down.
        double ex = crossX(0, sin, 0) + crossX(1, -cos, 0) + crossX(2, 0, -1);
        double ey = crossY(0, cos, 0) + crossY(1, sin, 0) + crossY(2, 0, -1);
        double ez = crossZ(0, cos, sin) + crossZ(1, sin, -cos) + crossZ(2, 0, 0);
        error[3] = 0.5 * ex;
        error[4] = 0.5 * ey;
        error[5] = 0.5 * ez;
    }

    private double crossX(int column, double y, double z) {
        return hand[3 + column] * z - hand[6 + column] * y;
    }

    private double crossY(int column, double x, double z) {
        return hand[6 + column] * x - hand[column] * z;
    }

    private double crossZ(int column, double x, double y) {
        return hand[column] * y - hand[3 + column] * x;
    }

    private void updateJacobian() {
        for (int j = 0; j < N; j++) {
            double zx = rotation[9 * j + 2];
            double zy = rotation[9 * j + 5];
            double zz = rotation[9 * j + 8];
            double dx = tool[0] - origin[3 * j];
            double dy = tool[1] - origin[3 * j + 1];
            double dz = tool[2] - origin[3 * j + 2];
            jacobian[j] = zy * dz - zz * dy;
            jacobian[N + j] = zz * dx - zx * dz;
            jacobian[2 * N + j] = zx * dy - zy * dx;
            jacobian[3 * N + j] = zx;
            jacobian[4 * N + j] = zy;
            jacobian[5 * N + j] = zz;
        }
    }

    /** q += p + J⁺ (e - J p), where p pulls towards the nominal posture. */
    private void step(double[] q) {
        for (int r = 0; r < 6; r++) {
            double sum = error[r];
            for (int j = 0; j < N; j++) {
                sum -= jacobian[N * r + j] * POSTURE_GAIN * (nominal[j] - q[j]);
            }
            weighted[r] = sum;
            for (int c = 0; c < 6; c++) {
                double product = r == c ? DAMPING : 0;
                for (int j = 0; j < N; j++) {
                    product += jacobian[N * r + j] * jacobian[N * c + j];
                }
                gram[6 * r + c] = product;
            }
        }
        solve(gram, weighted);
        for (int j = 0; j < N; j++) {
            double change = POSTURE_GAIN * (nominal[j] - q[j]);
            for (int r = 0; r < 6; r++) {
                change += jacobian[N * r + j] * weighted[r];
            }
            double low = limits.joint(j).minPosition() + MARGIN;
            double high = limits.joint(j).maxPosition() - MARGIN;
            q[j] = Math.max(low, Math.min(high, q[j] + Math.max(-0.5, Math.min(0.5, change))));
        }
    }

    /** Gauss' elimination of a positive definite system of 6, in place. */
    private static void solve(double[] a, double[] b) {
        for (int k = 0; k < 6; k++) {
            for (int i = k + 1; i < 6; i++) {
                double f = a[6 * i + k] / a[6 * k + k];
                for (int j = k; j < 6; j++) {
                    a[6 * i + j] -= f * a[6 * k + j];
                }
                b[i] -= f * b[k];
            }
        }
        for (int i = 5; i >= 0; i--) {
            for (int j = i + 1; j < 6; j++) {
                b[i] -= a[6 * i + j] * b[j];
            }
            b[i] /= a[6 * i + i];
        }
    }
}
