package org.prolepsis.sim.cell;

import java.util.Arrays;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.action.limit.JointLimits;

/**
 * The arm's joints under their servos: a position loop over a velocity loop with feed-forward of the arm's own dynamics
 * (computed torque), inside the velocity limits and the torque limits of the URDF. Inside these limits a setpoint of
 * constant velocity is trailed by the lag; what exceeds the torque limits, or pushes from outside, disturbs that as it
 * does on a real arm.
 *
 * <p>One thread. {@link #step} allocates nothing.
 */
final class ArmServos {
    static final double STEP = 1e-3;

    private static final int N = PandaGeometry.JOINTS;
    private static final double[] MAX_TORQUE = {87, 87, 87, 87, 12, 12, 12};
    private static final double TABLE_STIFFNESS = 2e4;
    private static final double TABLE_DAMPING = 300;

    private final ArmDynamics dynamics = new ArmDynamics();
    private final double[] min = new double[N];
    private final double[] max = new double[N];
    private final double[] maxVelocity = new double[N];
    private final double positionGain;
    private final double velocityGain;
    private final double[] q = PandaGeometry.startPosture();
    private final double[] qd = new double[N];
    private final double[] setpoint = PandaGeometry.startPosture();
    private final double[] wanted = new double[N];
    private final double[] torque = new double[N];
    private final double[] outside = new double[N];
    private final double[] factor = new double[N * N];
    private final double[] wrench = new double[6];
    private final double[] pointVelocity = new double[3];

    ArmServos(double lagSeconds) {
        JointLimits limits = JointLimits.panda();
        for (int j = 0; j < N; j++) {
            JointLimit limit = limits.joint(j);
            min[j] = limit.minPosition();
            max[j] = limit.maxPosition();
            maxVelocity[j] = limit.maxVelocity();
        }
        // Critically damped: x'' = (4/lag)((r - x)/lag - x').
        positionGain = 1 / lagSeconds;
        velocityGain = 4 / lagSeconds;
        dynamics.updatePose(q);
    }

    /** Sets what the joints follow, the first 7 values, rad. */
    void setSetpoint(double[] target) {
        for (int j = 0; j < N; j++) {
            setpoint[j] = Math.max(min[j], Math.min(max[j], target[j]));
        }
    }

    double[] positions() {
        return q;
    }

    double[] velocities() {
        return qd;
    }

    double[] torques() {
        return torque;
    }

    ArmDynamics dynamics() {
        return dynamics;
    }

    /**
     * One step of 1 ms.
     *
     * @param handWrench what the fingers do to the hand: moment about the base's origin, Nm, then force, N
     */
    void step(double[] handWrench) {
        dynamics.update(q, qd);
        Arrays.fill(outside, 0);
        dynamics.addWrench(N - 1, handWrench, outside);
        touchTable();
        double[] mass = dynamics.mass();
        double[] bias = dynamics.bias();
        for (int j = 0; j < N; j++) {
            double fastest = maxVelocity[j];
            double velocity = clamp(positionGain * (setpoint[j] - q[j]), -fastest, fastest);
            wanted[j] = velocityGain * (velocity - qd[j]);
        }
        for (int j = 0; j < N; j++) {
            double tau = bias[j];
            for (int i = 0; i < N; i++) {
                tau += mass[N * j + i] * wanted[i];
            }
            torque[j] = clamp(tau, -MAX_TORQUE[j], MAX_TORQUE[j]);
            wanted[j] = torque[j] - bias[j] + outside[j];
        }
        solve(mass, wanted);
        for (int j = 0; j < N; j++) {
            qd[j] = clamp(qd[j] + STEP * wanted[j], -maxVelocity[j], maxVelocity[j]);
            q[j] += STEP * qd[j];
            if (q[j] < min[j] || q[j] > max[j]) {
                q[j] = clamp(q[j], min[j], max[j]);
                qd[j] = 0;
            }
        }
        dynamics.updatePose(q);
    }

    /** The elbow, the wrist and the hand are stopped by the table as by a stiff damped spring. */
    private void touchTable() {
        double[] r = dynamics.rotations();
        double[] p = dynamics.origins();
        double[] hand = dynamics.hand();
        double[] handOrigin = dynamics.handOrigin();
        touch(3, p[9], p[10], p[11], 0.06);
        touch(5, p[15] + 0.06 * r[45], p[16] + 0.06 * r[48], p[17] + 0.06 * r[51], 0.06);
        for (int side = -1; side <= 1; side += 2) {
            double along = 0.05;
            double across = side * 0.085;
            touch(
                    6,
                    handOrigin[0] + across * hand[1] + along * hand[2],
                    handOrigin[1] + across * hand[4] + along * hand[5],
                    handOrigin[2] + across * hand[7] + along * hand[8],
                    0.015);
        }
    }

    private void touch(int joint, double x, double y, double z, double radius) {
        double depth = radius - z;
        if (depth <= 0 || !CellLayout.onTable(x, y)) {
            return;
        }
        dynamics.pointVelocity(joint, qd, x, y, z, pointVelocity);
        double push = Math.max(0, TABLE_STIFFNESS * depth - TABLE_DAMPING * pointVelocity[2]);
        double fx = -0.1 * TABLE_DAMPING * pointVelocity[0];
        double fy = -0.1 * TABLE_DAMPING * pointVelocity[1];
        wrench[0] = y * push - z * fy;
        wrench[1] = z * fx - x * push;
        wrench[2] = x * fy - y * fx;
        wrench[3] = fx;
        wrench[4] = fy;
        wrench[5] = push;
        dynamics.addWrench(joint, wrench, outside);
    }

    /** Solves A x = b in place by Cholesky's decomposition. */
    private void solve(double[] a, double[] b) {
        for (int i = 0; i < N; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[N * i + j];
                for (int k = 0; k < j; k++) {
                    sum -= factor[N * i + k] * factor[N * j + k];
                }
                factor[N * i + j] = i == j ? Math.sqrt(sum) : sum / factor[N * j + j];
            }
        }
        for (int i = 0; i < N; i++) {
            double sum = b[i];
            for (int k = 0; k < i; k++) {
                sum -= factor[N * i + k] * b[k];
            }
            b[i] = sum / factor[N * i + i];
        }
        for (int i = N - 1; i >= 0; i--) {
            double sum = b[i];
            for (int k = i + 1; k < N; k++) {
                sum -= factor[N * k + i] * b[k];
            }
            b[i] = sum / factor[N * i + i];
        }
    }

    private static double clamp(double x, double low, double high) {
        return Math.max(low, Math.min(high, x));
    }
}
