package org.prolepsis.nodes.robot;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.action.limit.JointLimits;

/** Reads limits in the form of MoveIt's {@code joint_limits.yaml}. */
final class JointLimitsFile {
    private static final String PANDA = "panda_joint_limits.yaml";
    /** Keys that MoveIt's file may have beside the joints. */
    private static final Set<String> SCALING =
            Set.of("default_velocity_scaling_factor", "default_acceleration_scaling_factor");

    private static final List<String> KNOWN = List.of(
            "has_position_limits",
            "min_position",
            "max_position",
            "has_velocity_limits",
            "max_velocity",
            "has_acceleration_limits",
            "max_acceleration",
            "has_jerk_limits",
            "max_jerk");

    private JointLimitsFile() {}

    static RobotDescription readPanda() {
        Map<String, Map<?, ?>> joints = pandaJoints();
        return describe(PANDA, joints, Map.of(), List.copyOf(joints.keySet()));
    }

    static Map<String, Map<?, ?>> pandaJoints() {
        try (InputStream in = JointLimitsFile.class.getResourceAsStream(PANDA)) {
            return joints(PANDA, mapper().readValue(in, new TypeReference<LinkedHashMap<String, Object>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<?, ?> content(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return mapper().readValue(in, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot read joint limits from " + file + ": " + e.getMessage() + "; it must be a YAML file in the"
                            + " form of MoveIt's joint_limits.yaml",
                    e);
        }
    }

    /**
     * The fields of every joint, in order; only known ones. Takes either the whole file's content or what stands under
     * its {@code joint_limits} key.
     */
    static Map<String, Map<?, ?>> joints(String source, Map<?, ?> content) {
        Object inner = content.get("joint_limits");
        Map<?, ?> joints = inner instanceof Map<?, ?> map ? map : content;
        Map<String, Map<?, ?>> fieldsOf = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : joints.entrySet()) {
            String joint = String.valueOf(entry.getKey());
            if (SCALING.contains(joint)) {
                continue;
            }
            if (!(entry.getValue() instanceof Map<?, ?> fields)) {
                throw new IllegalArgumentException(
                        source + ": joint " + joint + " is " + entry.getValue() + "; it must be a map of limits");
            }
            for (Object key : fields.keySet()) {
                if (!KNOWN.contains(String.valueOf(key))) {
                    throw new IllegalArgumentException(
                            source + ": joint " + joint + ": unknown field " + key + "; known are " + KNOWN);
                }
            }
            fieldsOf.put(joint, fields);
        }
        if (fieldsOf.isEmpty()) {
            throw new IllegalArgumentException(source + " has no joints; it must have a map joint_limits of joints");
        }
        return fieldsOf;
    }

    /** The named joints, with what the URDF says of them, tightened by what the file says. */
    static RobotDescription describe(
            String source, Map<String, Map<?, ?>> file, Map<String, UrdfJoint> urdf, List<String> names) {
        List<JointLimit> limits = new ArrayList<>();
        for (String name : names) {
            Map<?, ?> fields = file.getOrDefault(name, Map.of());
            if (urdf.isEmpty() && !file.containsKey(name)) {
                throw new IllegalArgumentException(
                        source + " has no joint " + name + "; it has " + List.copyOf(file.keySet()));
            }
            limits.add(new JointMerge(source + ": joint " + name, fields, commanded(source, urdf, name)).limit(name));
        }
        return new RobotDescription(new JointLimits(limits));
    }

    /** The URDF's joint, or null if there is no URDF. */
    private static UrdfJoint commanded(String source, Map<String, UrdfJoint> urdf, String name) {
        if (urdf.isEmpty()) {
            return null;
        }
        UrdfJoint joint = urdf.get(name);
        String why = joint == null ? "the URDF has no such joint; it has " + urdf.keySet() : joint.whyNotCommanded();
        if (!why.isEmpty()) {
            throw new IllegalArgumentException(source + ": joint " + name + " cannot be commanded: " + why);
        }
        return joint;
    }

    private static ObjectMapper mapper() {
        return new ObjectMapper(new YAMLFactory());
    }
}
