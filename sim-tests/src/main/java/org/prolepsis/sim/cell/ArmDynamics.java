package org.prolepsis.sim.cell;

import java.util.Arrays;

/**
 * The rigid-body dynamics of the arm in joint space: mass matrix by composite rigid bodies, gravity and velocity forces
 * by recursive Newton-Euler (Featherstone, Rigid Body Dynamics Algorithms, 2008, tables 5.1 and 6.2), all about the
 * origin of the base. Masses and inertias are those identified by Gaz et al. (IEEE RA-L 2019) that franka_description
 * carries; the hand is part of the last link.
 *
 * <p>One thread. Nothing is allocated after construction.
 */
final class ArmDynamics {
    private static final int N = PandaGeometry.JOINTS;
    private static final double GRAVITY = 9.81;

    /** Per link: mass, centre of mass xyz, inertia about it xx, yy, zz, xy, xz, yz; link frame. The hand comes last. */
    private static final double[][] LINKS = {
        {4.970684, 0.003875, 0.002081, -0.04762, 0.70337, 0.70661, 0.009117, -0.000139, 0.006772, 0.019169},
        {0.646926, -0.003141, -0.02872, 0.003495, 0.007962, 0.02811, 0.025995, -0.003925, 0.010254, 0.000704},
        {3.228604, 0.027518, 0.039252, -0.066502, 0.037242, 0.036155, 0.01083, -0.004761, -0.011396, -0.012805},
        {3.587895, -0.05317, 0.104419, 0.027454, 0.025853, 0.019552, 0.028323, 0.007796, -0.001332, 0.008641},
        {1.225946, -0.011953, 0.041065, -0.038437, 0.035549, 0.029474, 0.008627, -0.002117, -0.004037, 0.000229},
        {1.666555, 0.060149, -0.014117, -0.010517, 0.001964, 0.004354, 0.005433, 0.000109, -0.001158, 0.000341},
        {0.735522, 0.010517, -0.004252, 0.061597, 0.012516, 0.010027, 0.004815, -0.000428, -0.001196, -0.000741},
        {0.73, -0.01, 0, 0.03, 0.001, 0.0025, 0.0017, 0, 0, 0}
    };

    /** Spatial inertia: mass, mass times centre xyz, inertia about the base's origin xx, yy, zz, xy, xz, yz. */
    private static final int SPATIAL = 10;

    private final double[] rotation = new double[9 * N];
    private final double[] origin = new double[3 * N];
    private final double[] hand = new double[9];
    private final double[] handOrigin = new double[3];
    /** Axis of joint j (angular, then linear about the base's origin). */
    private final double[] axis = new double[6 * N];

    private final double[] inertia = new double[SPATIAL * N];
    private final double[] velocity = new double[6];
    private final double[] acceleration = new double[6];
    private final double[] momentum = new double[6];
    private final double[] force = new double[6 * N];
    private final double[] mass = new double[N * N];
    private final double[] bias = new double[N];

    /** Computes everything for a posture and its velocity, [7] each. */
    void update(double[] q, double[] qd) {
        updatePose(q);
        for (int j = 0; j < N; j++) {
            linkInertia(LINKS[j], rotation, 9 * j, origin, 3 * j, SPATIAL * j, false);
        }
        linkInertia(LINKS[N], hand, 0, handOrigin, 0, SPATIAL * (N - 1), true);
        updateBias(qd);
        updateMass();
    }

    /** Computes the frames alone. */
    void updatePose(double[] q) {
        PandaGeometry.frames(q, rotation, origin);
        System.arraycopy(rotation, 9 * (N - 1), hand, 0, 9);
        PandaGeometry.turn(hand, 0, PandaGeometry.HAND_TURN);
        for (int i = 0; i < 3; i++) {
            handOrigin[i] = origin[3 * (N - 1) + i] + PandaGeometry.FLANGE * hand[3 * i + 2];
        }
        for (int j = 0; j < N; j++) {
            int a = 6 * j;
            for (int i = 0; i < 3; i++) {
                axis[a + i] = rotation[9 * j + 3 * i + 2];
            }
            cross(origin, 3 * j, axis, a, axis, a + 3);
        }
    }

    private void linkInertia(double[] link, double[] r, int ri, double[] p, int pi, int out, boolean add) {
        double m = link[0];
        double cx = p[pi] + r[ri] * link[1] + r[ri + 1] * link[2] + r[ri + 2] * link[3];
        double cy = p[pi + 1] + r[ri + 3] * link[1] + r[ri + 4] * link[2] + r[ri + 5] * link[3];
        double cz = p[pi + 2] + r[ri + 6] * link[1] + r[ri + 7] * link[2] + r[ri + 8] * link[3];
        if (!add) {
            Arrays.fill(inertia, out, out + SPATIAL, 0);
        }
        inertia[out] += m;
        inertia[out + 1] += m * cx;
        inertia[out + 2] += m * cy;
        inertia[out + 3] += m * cz;
        inertia[out + 4] += turned(link, r, ri, 0, 0) + m * (cy * cy + cz * cz);
        inertia[out + 5] += turned(link, r, ri, 1, 1) + m * (cx * cx + cz * cz);
        inertia[out + 6] += turned(link, r, ri, 2, 2) + m * (cx * cx + cy * cy);
        inertia[out + 7] += turned(link, r, ri, 0, 1) - m * cx * cy;
        inertia[out + 8] += turned(link, r, ri, 0, 2) - m * cx * cz;
        inertia[out + 9] += turned(link, r, ri, 1, 2) - m * cy * cz;
    }

    /** An element of R I R'. */
    private static double turned(double[] link, double[] r, int ri, int row, int column) {
        int a = ri + 3 * row;
        int b = ri + 3 * column;
        double x = link[4] * r[b] + link[7] * r[b + 1] + link[8] * r[b + 2];
        double y = link[7] * r[b] + link[5] * r[b + 1] + link[9] * r[b + 2];
        double z = link[8] * r[b] + link[9] * r[b + 1] + link[6] * r[b + 2];
        return r[a] * x + r[a + 1] * y + r[a + 2] * z;
    }

    private void updateBias(double[] qd) {
        Arrays.fill(velocity, 0);
        Arrays.fill(acceleration, 0);
        acceleration[5] = GRAVITY;
        for (int j = 0; j < N; j++) {
            int a = 6 * j;
            for (int i = 0; i < 6; i++) {
                velocity[i] += axis[a + i] * qd[j];
            }
            addCross(velocity, axis, a, qd[j], acceleration);
            times(SPATIAL * j, acceleration, 0, force, a);
            times(SPATIAL * j, velocity, 0, momentum, 0);
            addForceCross(velocity, momentum, force, a);
        }
        for (int j = N - 1; j >= 0; j--) {
            bias[j] = dot(axis, 6 * j, force, 6 * j);
            if (j > 0) {
                for (int i = 0; i < 6; i++) {
                    force[6 * (j - 1) + i] += force[6 * j + i];
                }
            }
        }
    }

    private void updateMass() {
        for (int j = N - 1; j > 0; j--) {
            for (int i = 0; i < SPATIAL; i++) {
                inertia[SPATIAL * (j - 1) + i] += inertia[SPATIAL * j + i];
            }
        }
        for (int j = 0; j < N; j++) {
            times(SPATIAL * j, axis, 6 * j, momentum, 0);
            for (int i = 0; i <= j; i++) {
                double m = dot(axis, 6 * i, momentum, 0);
                mass[N * i + j] = m;
                mass[N * j + i] = m;
            }
        }
    }

    /** out = I v, angular part about the base's origin first. */
    private void times(int at, double[] v, int vi, double[] out, int oi) {
        double m = inertia[at];
        double hx = inertia[at + 1];
        double hy = inertia[at + 2];
        double hz = inertia[at + 3];
        double wx = v[vi];
        double wy = v[vi + 1];
        double wz = v[vi + 2];
        double x = v[vi + 3];
        double y = v[vi + 4];
        double z = v[vi + 5];
        out[oi] = inertia[at + 4] * wx + inertia[at + 7] * wy + inertia[at + 8] * wz + hy * z - hz * y;
        out[oi + 1] = inertia[at + 7] * wx + inertia[at + 5] * wy + inertia[at + 9] * wz + hz * x - hx * z;
        out[oi + 2] = inertia[at + 8] * wx + inertia[at + 9] * wy + inertia[at + 6] * wz + hx * y - hy * x;
        out[oi + 3] = m * x + wy * hz - wz * hy;
        out[oi + 4] = m * y + wz * hx - wx * hz;
        out[oi + 5] = m * z + wx * hy - wy * hx;
    }

    /** out += v × (s rate), of motion vectors. */
    private static void addCross(double[] v, double[] s, int si, double rate, double[] out) {
        out[0] += rate * (v[1] * s[si + 2] - v[2] * s[si + 1]);
        out[1] += rate * (v[2] * s[si] - v[0] * s[si + 2]);
        out[2] += rate * (v[0] * s[si + 1] - v[1] * s[si]);
        out[3] += rate * (v[1] * s[si + 5] - v[2] * s[si + 4] + v[4] * s[si + 2] - v[5] * s[si + 1]);
        out[4] += rate * (v[2] * s[si + 3] - v[0] * s[si + 5] + v[5] * s[si] - v[3] * s[si + 2]);
        out[5] += rate * (v[0] * s[si + 4] - v[1] * s[si + 3] + v[3] * s[si + 1] - v[4] * s[si]);
    }

    /** out += v ×* h, of a motion and a momentum. */
    private static void addForceCross(double[] v, double[] h, double[] out, int oi) {
        out[oi] += v[1] * h[2] - v[2] * h[1] + v[4] * h[5] - v[5] * h[4];
        out[oi + 1] += v[2] * h[0] - v[0] * h[2] + v[5] * h[3] - v[3] * h[5];
        out[oi + 2] += v[0] * h[1] - v[1] * h[0] + v[3] * h[4] - v[4] * h[3];
        out[oi + 3] += v[1] * h[5] - v[2] * h[4];
        out[oi + 4] += v[2] * h[3] - v[0] * h[5];
        out[oi + 5] += v[0] * h[4] - v[1] * h[3];
    }

    private static double dot(double[] a, int ai, double[] b, int bi) {
        double sum = 0;
        for (int i = 0; i < 6; i++) {
            sum += a[ai + i] * b[bi + i];
        }
        return sum;
    }

    private static void cross(double[] a, int ai, double[] b, int bi, double[] out, int oi) {
        out[oi] = a[ai + 1] * b[bi + 2] - a[ai + 2] * b[bi + 1];
        out[oi + 1] = a[ai + 2] * b[bi] - a[ai] * b[bi + 2];
        out[oi + 2] = a[ai] * b[bi + 1] - a[ai + 1] * b[bi];
    }

    /** The mass matrix, [49] row by row, kg m²; not a copy. */
    double[] mass() {
        return mass;
    }

    /** What the servos must apply to hold velocities as they are: gravity, Coriolis and centrifugal, [7] Nm; no copy. */
    double[] bias() {
        return bias;
    }

    /** Rotation of the hand, row by row; not a copy. */
    double[] hand() {
        return hand;
    }

    /** Origin of the hand's frame, which is the flange, m; not a copy. */
    double[] handOrigin() {
        return handOrigin;
    }

    /** Rotation matrices of the joints' frames, [63]; not a copy. */
    double[] rotations() {
        return rotation;
    }

    /** Origins of the joints' frames, [21]; not a copy. */
    double[] origins() {
        return origin;
    }

    /**
     * Adds the torques of a wrench on the link after a joint.
     *
     * @param joint the last joint that moves the link, 0 to 6
     * @param wrench moment about the base's origin, Nm, then force, N
     */
    void addWrench(int joint, double[] wrench, double[] torque) {
        for (int j = 0; j <= joint; j++) {
            torque[j] += dot(axis, 6 * j, wrench, 0);
        }
    }

    /** Writes the velocity of a point that the link after a joint carries, m/s. */
    void pointVelocity(int joint, double[] qd, double x, double y, double z, double[] out) {
        double vx = 0;
        double vy = 0;
        double vz = 0;
        for (int j = 0; j <= joint; j++) {
            int a = 6 * j;
            vx += qd[j] * (axis[a + 3] + axis[a + 1] * z - axis[a + 2] * y);
            vy += qd[j] * (axis[a + 4] + axis[a + 2] * x - axis[a] * z);
            vz += qd[j] * (axis[a + 5] + axis[a] * y - axis[a + 1] * x);
        }
        out[0] = vx;
        out[1] = vy;
        out[2] = vz;
    }
}
