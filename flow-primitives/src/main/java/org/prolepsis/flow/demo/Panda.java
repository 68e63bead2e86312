package org.prolepsis.flow.demo;

import java.util.List;

/**
 * The 7-joint arm of the default data: names, published limits and forward kinematics of the Franka Emika Panda.
 * Stateless; any thread may call it.
 */
public final class Panda {
    /** The joints, base to flange. */
    public static final List<String> JOINT_NAMES = List.of(
            "panda_joint1",
            "panda_joint2",
            "panda_joint3",
            "panda_joint4",
            "panda_joint5",
            "panda_joint6",
            "panda_joint7");

    private static final double[] LOWER = {-2.8973, -1.7628, -2.8973, -3.0718, -2.8973, -0.0175, -2.8973};
    private static final double[] UPPER = {2.8973, 1.7628, 2.8973, -0.0698, 2.8973, 3.7525, 2.8973};
    private static final double[] VELOCITY = {2.175, 2.175, 2.175, 2.175, 2.61, 2.61, 2.61};
    private static final double[] ACCELERATION = {15, 7.5, 10, 12.5, 15, 20, 20};

    // Denavit-Hartenberg parameters in Craig's convention, as published by the maker; the last row is the flange
    // (0.107)
    // and the point between the fingers of the hand (0.1034)
    private static final double[] A = {0, 0, 0, 0.0825, -0.0825, 0, 0.088, 0};
    private static final double[] D = {0.333, 0, 0.316, 0, 0.384, 0, 0, 0.107 + 0.1034};
    private static final double[] ALPHA = {
        0, -Math.PI / 2, Math.PI / 2, Math.PI / 2, -Math.PI / 2, Math.PI / 2, Math.PI / 2, 0
    };

    private Panda() {}

    /**
     * Lower position limits.
     *
     * @return rad, a fresh array
     */
    public static double[] lowerLimits() {
        return LOWER.clone();
    }

    /**
     * Upper position limits.
     *
     * @return rad, a fresh array
     */
    public static double[] upperLimits() {
        return UPPER.clone();
    }

    /**
     * Velocity limits.
     *
     * @return rad/s, a fresh array
     */
    public static double[] velocityLimits() {
        return VELOCITY.clone();
    }

    /**
     * Acceleration limits.
     *
     * @return rad/s², a fresh array
     */
    public static double[] accelerationLimits() {
        return ACCELERATION.clone();
    }

    /**
     * Where the point between the fingers is, in the base frame: x ahead, y to the robot's left, z up.
     *
     * @param joints 7 joint positions, rad; NaN gives NaN
     * @return x, y, z in m, a fresh array
     * @throws IllegalArgumentException if there are not 7 joints
     */
    public static double[] hand(double[] joints) {
        if (joints.length != JOINT_NAMES.size()) {
            throw new IllegalArgumentException("got " + joints.length + " joints, must be " + JOINT_NAMES.size());
        }
        // from the hand back to the base: p = R_x(alpha) (a, 0, 0) + R_x(alpha) R_z(theta) ((0, 0, d) + p)
        double[] point = {0, 0, 0};
        for (int i = D.length - 1; i >= 0; i--) {
            double theta = i < joints.length ? joints[i] : 0;
            double x = Math.cos(theta) * point[0] - Math.sin(theta) * point[1] + A[i];
            double y = Math.sin(theta) * point[0] + Math.cos(theta) * point[1];
            double z = point[2] + D[i];
            point[0] = x;
            point[1] = Math.cos(ALPHA[i]) * y - Math.sin(ALPHA[i]) * z;
            point[2] = Math.sin(ALPHA[i]) * y + Math.cos(ALPHA[i]) * z;
        }
        return point;
    }
}
