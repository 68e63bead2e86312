package org.prolepsis.action.limit;

import java.util.ArrayList;
import java.util.List;

/**
 * What the joints of a robot may do. Their order is the order of every array of joints on the action side.
 *
 * @param joints one entry per joint
 */
public record JointLimits(List<JointLimit> joints) {
    private static final double[] PANDA_MIN = {-2.8973, -1.7628, -2.8973, -3.0718, -2.8973, -0.0175, -2.8973};
    private static final double[] PANDA_MAX = {2.8973, 1.7628, 2.8973, -0.0698, 2.8973, 3.7525, 2.8973};
    private static final double[] PANDA_VELOCITY = {2.175, 2.175, 2.175, 2.175, 2.61, 2.61, 2.61};
    private static final double[] PANDA_ACCELERATION = {15, 7.5, 10, 12.5, 15, 20, 20};
    private static final double[] PANDA_JERK = {7500, 3750, 5000, 6250, 7500, 10000, 10000};

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if there is no joint or a name is repeated
     */
    public JointLimits {
        joints = List.copyOf(joints);
        long distinct = joints.stream().map(JointLimit::name).distinct().count();
        if (joints.isEmpty() || distinct != joints.size()) {
            throw new IllegalArgumentException("joints are "
                    + joints.stream().map(JointLimit::name).toList() + "; there must be at least one, each named once");
        }
    }

    /** The published limits of the Franka Emika Panda, joints {@code panda_joint1} to {@code panda_joint7}. */
    public static JointLimits panda() {
        List<JointLimit> joints = new ArrayList<>();
        for (int j = 0; j < PANDA_MIN.length; j++) {
            joints.add(new JointLimit(
                    "panda_joint" + (j + 1),
                    PANDA_MIN[j],
                    PANDA_MAX[j],
                    PANDA_VELOCITY[j],
                    PANDA_ACCELERATION[j],
                    PANDA_JERK[j]));
        }
        return new JointLimits(joints);
    }

    /** Number of joints. */
    public int count() {
        return joints.size();
    }

    /** Joint names in order. */
    public List<String> names() {
        return joints.stream().map(JointLimit::name).toList();
    }

    /** The limits of the joint at an index. */
    public JointLimit joint(int index) {
        return joints.get(index);
    }
}
