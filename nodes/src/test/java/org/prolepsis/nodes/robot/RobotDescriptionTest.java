package org.prolepsis.nodes.robot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prolepsis.action.limit.JointLimits;
import org.prolepsis.nodes.testgraph.TestParameters;

class RobotDescriptionTest {
    private final Map<String, Object> values = new HashMap<>();
    private final TestParameters tree = new TestParameters(values, name -> name.replace("~", "/node/"));

    private static Map<String, Object> limits(Object min, Object max) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("has_position_limits", true);
        fields.put("min_position", min);
        fields.put("max_position", max);
        fields.put("has_velocity_limits", true);
        fields.put("max_velocity", 2);
        fields.put("has_acceleration_limits", true);
        fields.put("max_acceleration", 10.0);
        return fields;
    }

    private String refusal(Object value) {
        values.put("/node/joint_limits", value);
        return assertThrows(RuntimeException.class, () -> RobotDescription.fromParameters(tree))
                .getMessage();
    }

    @Test
    void shouldKnowThePandaWhenNothingIsSet() {
        assertEquals(JointLimits.panda(), RobotDescription.fromParameters(tree).limits());
    }

    @Test
    void shouldReadAMapWithOrWithoutItsKey() {
        values.put("/node/joint_limits", Map.of("elbow", limits(-1, 1)));
        assertEquals(List.of("elbow"), RobotDescription.fromParameters(tree).jointNames());
        values.put("/node/joint_limits", Map.of("joint_limits", Map.of("elbow", limits(-1, 1))));
        assertEquals(List.of("elbow"), RobotDescription.fromParameters(tree).jointNames());
    }

    @Test
    void shouldReadAFileInMoveItsForm(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("joint_limits.yaml");
        Files.writeString(file, """
                default_velocity_scaling_factor: 0.1
                joint_limits:
                  b: {has_position_limits: true, min_position: -1, max_position: 1, has_velocity_limits: true,
                      max_velocity: 2.0, has_acceleration_limits: true, max_acceleration: 3}
                  a: {has_position_limits: true, min_position: -1, max_position: 1, has_velocity_limits: true,
                      max_velocity: 2.0, has_acceleration_limits: true, max_acceleration: 3, has_jerk_limits: false}
                """);
        values.put("/node/joint_limits", file.toString());
        assertEquals(List.of("b", "a"), RobotDescription.fromParameters(tree).jointNames());
    }

    @Test
    void shouldNameFileJointAndFieldOfAFault() {
        assertTrue(refusal("/no/such/file.yaml").contains("/no/such/file.yaml"));
        assertTrue(refusal(Map.of("elbow", limits(1, -1))).contains("elbow"));
        assertTrue(refusal(Map.of("elbow", limits("low", 1))).contains("min_position is low"));
        Map<String, Object> unknown = limits(-1, 1);
        unknown.put("max_torque", 3);
        assertTrue(refusal(Map.of("elbow", unknown)).contains("unknown field max_torque"));
        Map<String, Object> unlimited = limits(-1, 1);
        unlimited.put("has_acceleration_limits", false);
        assertTrue(refusal(Map.of("elbow", unlimited)).contains("max_acceleration"));
        assertTrue(refusal(Map.of()).contains("no joints"));
        assertTrue(refusal(7).contains("~joint_limits"));
    }
}
