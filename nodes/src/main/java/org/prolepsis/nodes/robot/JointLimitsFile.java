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
    /** Stands in for a jerk limit that the file does not give: so high that it never binds at 1 kHz. */
    private static final double NO_JERK_LIMIT = 1e6;

    private JointLimitsFile() {}

    static RobotDescription readPanda() {
        try (InputStream in = JointLimitsFile.class.getResourceAsStream(PANDA)) {
            return fromMap(PANDA, mapper().readValue(in, new TypeReference<LinkedHashMap<String, Object>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RobotDescription read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return fromMap(
                    file.toString(), mapper().readValue(in, new TypeReference<LinkedHashMap<String, Object>>() {}));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot read joint limits from " + file + ": " + e.getMessage() + "; it must be a YAML file in the"
                            + " form of MoveIt's joint_limits.yaml",
                    e);
        }
    }

    /** Takes either the whole file's content or what stands under its {@code joint_limits} key. */
    static RobotDescription fromMap(String source, Map<?, ?> content) {
        Object inner = content.get("joint_limits");
        Map<?, ?> joints = inner instanceof Map<?, ?> map ? map : content;
        List<JointLimit> limits = new ArrayList<>();
        for (Map.Entry<?, ?> entry : joints.entrySet()) {
            String joint = String.valueOf(entry.getKey());
            if (SCALING.contains(joint)) {
                continue;
            }
            if (!(entry.getValue() instanceof Map<?, ?> fields)) {
                throw new IllegalArgumentException(
                        source + ": joint " + joint + " is " + entry.getValue() + "; it must be a map of limits");
            }
            limits.add(limit(source, joint, fields));
        }
        if (limits.isEmpty()) {
            throw new IllegalArgumentException(source + " has no joints; it must have a map joint_limits of joints");
        }
        return new RobotDescription(new JointLimits(limits));
    }

    private static JointLimit limit(String source, String joint, Map<?, ?> fields) {
        String where = source + ": joint " + joint;
        for (Object key : fields.keySet()) {
            if (!KNOWN.contains(String.valueOf(key))) {
                throw new IllegalArgumentException(where + ": unknown field " + key + "; known are " + KNOWN);
            }
        }
        boolean jerk = Boolean.TRUE.equals(fields.get("has_jerk_limits"));
        double minPosition = number(where, fields, "has_position_limits", "min_position");
        double maxPosition = number(where, fields, "has_position_limits", "max_position");
        double maxVelocity = number(where, fields, "has_velocity_limits", "max_velocity");
        double maxAcceleration = number(where, fields, "has_acceleration_limits", "max_acceleration");
        double maxJerk = jerk ? number(where, fields, "has_jerk_limits", "max_jerk") : NO_JERK_LIMIT;
        try {
            return new JointLimit(joint, minPosition, maxPosition, maxVelocity, maxAcceleration, maxJerk);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(source + ": " + e.getMessage(), e);
        }
    }

    private static double number(String where, Map<?, ?> fields, String flag, String field) {
        if (!Boolean.TRUE.equals(fields.get(flag)) || !(fields.get(field) instanceof Number value)) {
            throw new IllegalArgumentException(where + ": " + field + " is " + fields.get(field) + " with " + flag + " "
                    + fields.get(flag) + "; a number with " + flag + ": true is needed, for the arm is moved inside its"
                    + " limits");
        }
        return value.doubleValue();
    }

    private static ObjectMapper mapper() {
        return new ObjectMapper(new YAMLFactory());
    }
}
