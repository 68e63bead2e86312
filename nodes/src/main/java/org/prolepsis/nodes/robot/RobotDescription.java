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

    /** The parameter that names a URDF, whose limits {@link #JOINT_LIMITS} may then only tighten. */
    public static final Parameter<String> URDF = Parameter.text(
            "urdf",
            "",
            "Path of a URDF, or robot_description for the text on the parameter server; positions and velocities come from"
                    + " its limits and soft limits, joint_limits adds acceleration and jerk and may tighten.");

    /** The parameter that chooses joints by name. */
    public static final Parameter<String> JOINTS = Parameter.text(
            "joints", "", "Names of the joints to move, in order, with commas; empty is all of joint_limits.");

    /** The Franka Emika Panda with its published limits. */
    public static RobotDescription panda() {
        return JointLimitsFile.readPanda();
    }

    /**
     * The robot that {@link #JOINT_LIMITS}, {@link #URDF} and {@link #JOINTS} describe, or the Panda if none is set.
     *
     * @throws org.prolepsis.graph.GraphException if a parameter has the wrong type
     * @throws IllegalArgumentException if file, map or URDF cannot be used or do not agree; the message names joint and
     *     field
     */
    public static RobotDescription fromParameters(ParameterTree tree) {
        Object value = JOINT_LIMITS.read(tree);
        String names = JOINTS.read(tree);
        Map<String, UrdfJoint> urdf = urdf(tree, URDF.read(tree));
        if (names.isBlank() && urdf.isEmpty() && value.equals("")) {
            return panda();
        }
        String source = value instanceof Map ? "parameter ~joint_limits" : value.equals("") ? "URDF" : value.toString();
        Map<String, Map<?, ?>> file;
        if (value instanceof Map<?, ?> map) {
            file = JointLimitsFile.joints(source, map);
        } else if (value.equals("")) {
            file = urdf.isEmpty() ? JointLimitsFile.pandaJoints() : Map.of();
        } else {
            file = JointLimitsFile.joints(source, JointLimitsFile.content(Path.of(source)));
        }
        List<String> chosen = names.isBlank()
                ? List.copyOf(file.keySet())
                : List.of(names.strip().split("\\s*,\\s*"));
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("parameters ~joint_limits and ~joints are empty with ~urdf set; a"
                    + " joint_limits with acceleration limits is needed, for a URDF has none");
        }
        return JointLimitsFile.describe(source, file, urdf, chosen);
    }

    private static Map<String, UrdfJoint> urdf(ParameterTree tree, String where) {
        if (where.isBlank()) {
            return Map.of();
        }
        if (!where.equals("robot_description")) {
            return UrdfLimits.read(Path.of(where));
        }
        String name = tree.search(where)
                .orElseThrow(() -> new IllegalArgumentException(
                        "parameter robot_description is not set; ~urdf needs it, or must be the path of a file"));
        return UrdfLimits.parse("parameter " + name, tree.getString(name, ""));
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
