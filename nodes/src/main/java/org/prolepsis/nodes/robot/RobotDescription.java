package org.prolepsis.nodes.robot;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.action.limit.JointLimits;
import org.prolepsis.graph.ParameterTree;
import org.prolepsis.nodes.params.Parameter;

/**
 * The joints of the arm, in the order in which the nodes keep them, and their limits. Messages are matched to them by
 * name.
 *
 * @param limits names and limits of the joints
 */
public record RobotDescription(JointLimits limits) {
    /** The parameter by which every node that moves the arm takes other limits. */
    public static final Parameter<Object> JOINT_LIMITS = Parameter.mapOrText(
            "joint_limits",
            "MoveIt's joint_limits, as a map or the path of a YAML file; empty is the Panda's",
            "Joints of the arm and their limits; the joints are taken in the order of the file, or by name when it is a map.");

    /** The Franka Emika Panda with its published limits. */
    public static RobotDescription panda() {
        return JointLimitsFile.readPanda();
    }

    /**
     * The robot that {@link #JOINT_LIMITS} names, or the Panda if it is not set.
     *
     * @throws org.prolepsis.graph.GraphException if the parameter is neither a map nor a text
     * @throws IllegalArgumentException if the file or map is not a joint_limits; the message names joint and field
     */
    public static RobotDescription fromParameters(ParameterTree tree) {
        Object value = JOINT_LIMITS.read(tree);
        if (value instanceof Map<?, ?> map) {
            return JointLimitsFile.fromMap("parameter ~joint_limits", map);
        }
        String path = (String) value;
        return path.isEmpty() ? panda() : JointLimitsFile.read(Path.of(path));
    }

    /** The names of the joints, distinct, in order. */
    public List<String> jointNames() {
        return limits.names();
    }

    /** The number of joints. */
    public int size() {
        return limits.count();
    }

    /** The same joints with shares of their velocity and acceleration limits, each in (0, 1]. */
    public RobotDescription scaled(double velocity, double acceleration) {
        return new RobotDescription(new JointLimits(limits.joints().stream()
                .map(joint -> new JointLimit(
                        joint.name(),
                        joint.minPosition(),
                        joint.maxPosition(),
                        joint.maxVelocity() * velocity,
                        joint.maxAcceleration() * acceleration,
                        joint.maxJerk() * acceleration))
                .toList()));
    }

    /** One limit of every joint as an array [joints]. */
    public double[] limit(ToDoubleFunction<JointLimit> which) {
        return limits.joints().stream().mapToDouble(which).toArray();
    }
}
