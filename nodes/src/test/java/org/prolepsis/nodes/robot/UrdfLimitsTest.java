package org.prolepsis.nodes.robot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.nodes.testgraph.TestParameters;

class UrdfLimitsTest {
    private static final String ARM = """
            <?xml version="1.0"?>
            <robot name="arm">
              <joint name="base" type="fixed"/>
              <joint name="elbow" type="revolute"><limit lower="-1" upper="2" velocity="3" effort="9"/>
                <safety_controller k_velocity="1" soft_lower_limit="-0.9" soft_upper_limit="2.5"/></joint>
              <joint name="wheel" type="continuous"><limit velocity="5" effort="1"/></joint>
              <joint name="finger" type="prismatic"><limit lower="0" upper="0.04" velocity="0.2" effort="20"/></joint>
              <joint name="finger2" type="prismatic"><limit lower="0" upper="0.04" velocity="0.2" effort="20"/>
                <mimic joint="finger"/></joint>
            </robot>
            """;

    private final Map<String, Object> values = new HashMap<>();
    private final TestParameters tree = new TestParameters(values, name -> name.replace("~", "/node/"));

    private static Map<String, Object> fields(Object... keysAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("has_acceleration_limits", true);
        fields.put("max_acceleration", 10);
        fields.put("has_jerk_limits", true);
        fields.put("max_jerk", 200.0);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            fields.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return fields;
    }

    private RobotDescription robot(Map<String, ?> limits) {
        values.put("robot_description", ARM);
        values.put("/node/urdf", "robot_description");
        values.put("/node/joint_limits", limits);
        return RobotDescription.fromParameters(tree);
    }

    private String refusal(Map<String, ?> limits) {
        return assertThrows(IllegalArgumentException.class, () -> robot(limits)).getMessage();
    }

    @Test
    void shouldTakePositionsAndVelocitiesFromTheUrdfAndTheRestFromTheFile() {
        JointLimit elbow = robot(Map.of("elbow", fields())).limits().joint(0);
        assertEquals(new JointLimit("elbow", -0.9, 2, 3, 10, 200), elbow);
        JointLimit finger = robot(Map.of("finger", fields())).limits().joint(0);
        assertEquals(new JointLimit("finger", 0, 0.04, 0.2, 10, 200), finger);
        JointLimit wheel = robot(Map.of("wheel", fields())).limits().joint(0);
        assertEquals(new JointLimit("wheel", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 5, 10, 200), wheel);
    }

    @Test
    void shouldLetTheFileTightenButNotWiden() {
        Map<String, Object> slow = fields("has_velocity_limits", true, "max_velocity", 1);
        assertEquals(1, robot(Map.of("elbow", slow)).limits().joint(0).maxVelocity());
        String message = refusal(Map.of("elbow", fields("has_velocity_limits", true, "max_velocity", 3.5)));
        assertTrue(message.contains("joint elbow: max_velocity is 3.5"), message);
        Map<String, Object> wide = fields("has_position_limits", true, "min_position", -0.95, "max_position", 1);
        assertTrue(refusal(Map.of("elbow", wide)).contains("joint elbow: min_position is -0.95"));
        Map<String, Object> narrow = fields("has_position_limits", true, "min_position", -3, "max_position", 3);
        assertEquals(3, robot(Map.of("wheel", narrow)).limits().joint(0).maxPosition());
    }

    @Test
    void shouldChooseJointsByNameInTheOrderAsked() {
        values.put("/node/joints", "finger, elbow");
        assertEquals(
                List.of("finger", "elbow"),
                robot(Map.of("elbow", fields(), "finger", fields(), "wheel", fields()))
                        .jointNames());
        values.put("/node/joints", "elbow, wrist");
        assertTrue(refusal(Map.of("elbow", fields())).contains("joint wrist cannot be commanded"));
        values.put("/node/joints", "finger2");
        assertTrue(refusal(Map.of("finger2", fields())).contains("it mimics joint finger"));
        values.put("/node/joints", "base");
        assertTrue(refusal(Map.of("base", fields())).contains("its type is fixed"));
        values.put("/node/joints", "wheel");
        assertTrue(refusal(Map.of("elbow", fields())).contains("joint wheel: max_acceleration"));
    }

    @Test
    void shouldReadAFileAndTheArmOfThePackage(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("arm.urdf"), ARM);
        values.put("/node/urdf", file.toString());
        values.put("/node/joint_limits", Map.of("elbow", fields()));
        assertEquals(3, RobotDescription.fromParameters(tree).limits().joint(0).maxVelocity());
        values.put("/node/urdf", folder.resolve("none.urdf").toString());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> RobotDescription.fromParameters(tree))
                .getMessage()
                .contains("none.urdf"));
        values.put("/node/urdf", "../launch/urdf/prolepsis_arm.urdf");
        values.put("/node/joint_limits", "../launch/config/panda_joint_limits.yaml");
        assertEquals(RobotDescription.panda(), RobotDescription.fromParameters(tree));
    }

    @Test
    void shouldNameJointAndFieldOfAFault() {
        String noVelocity = ARM.replace("velocity=\"3\"", "velocity=\"fast\"");
        String message = assertThrows(IllegalArgumentException.class, () -> UrdfLimits.parse("x.urdf", noVelocity))
                .getMessage();
        assertTrue(message.contains("x.urdf: joint elbow: velocity of limit is \"fast\""), message);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> UrdfLimits.parse("x.urdf", "<robot>"))
                .getMessage()
                .contains("x.urdf, line 1"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> UrdfLimits.parse("x.urdf", "<a/>"))
                .getMessage()
                .contains("root element is a"));
    }

    @Test
    void shouldNotReadAnythingOutsideTheText(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "7");
        String external = "<!DOCTYPE robot [<!ENTITY v SYSTEM \"" + secret.toUri() + "\">]>"
                + "<robot name=\"a\"><joint name=\"j\" type=\"revolute\"><limit lower=\"0\" upper=\"1\" velocity=\"1\""
                + " effort=\"1\"/>&v;</joint></robot>";
        String bomb = "<!DOCTYPE robot [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><robot name=\"&b;\"/>";
        for (String text : List.of(external, bomb, "<!DOCTYPE robot SYSTEM \"http://127.0.0.1:1/x.dtd\"><robot/>")) {
            String message = assertThrows(IllegalArgumentException.class, () -> UrdfLimits.parse("x.urdf", text))
                    .getMessage();
            assertTrue(message.contains("DOCTYPE"), message);
        }
    }
}
