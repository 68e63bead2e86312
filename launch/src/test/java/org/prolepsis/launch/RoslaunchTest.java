package org.prolepsis.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lets ROS's own tools read the package. No master is started. */
class RoslaunchTest {
    private static final String ROSLAUNCH = "/usr/bin/roslaunch";
    private static final String CHECK_URDF = "/usr/bin/check_urdf";

    @BeforeAll
    static void needsRos() {
        assumeTrue(Files.isExecutable(Path.of(ROSLAUNCH)), "no ROS on this machine (ros-core): roslaunch not tried");
    }

    private static List<String> roslaunch(String... arguments) throws Exception {
        return Commands.lines(List.of(ROSLAUNCH), List.of(arguments));
    }

    @Test
    void shouldStartTheThreeNodesOfTheDemo() throws Exception {
        List<String> nodes = roslaunch("--nodes", "prolepsis", "demo.launch");
        assertEquals(
                List.of("/action", "/flow", "/sim_arm"), nodes.stream().sorted().toList());
    }

    @Test
    void shouldLeaveTheArmAwayWhenTheRealOneIsThere() throws Exception {
        List<String> nodes = roslaunch("--nodes", "prolepsis", "demo.launch", "arm:=false");
        assertEquals(List.of("/action", "/flow"), nodes.stream().sorted().toList());
    }

    @Test
    void shouldFindEachExecutableOnce() throws Exception {
        for (String node : List.of("action", "flow", "sim_arm")) {
            String command = String.join(" ", roslaunch("--args", node, "prolepsis", "demo.launch"));
            assertTrue(command.contains(RosPackage.ROOT.resolve("nodes").resolve(node) + " "), command);
        }
    }

    @Test
    void shouldPassArgumentsOnAsParameters() throws Exception {
        List<String> parameters = roslaunch(
                "--dump-params",
                "prolepsis",
                "demo.launch",
                "speed:=2",
                "model:=/tmp/m",
                "look_ahead:=3",
                "sim_time:=true",
                "controller_type:=position_array");
        for (String expected : List.of(
                "/action/speed: 2.0",
                "/action/look_ahead: 3",
                "/action/controller_type: position_array",
                "/action/joint_limits/panda_joint4/max_position: -0.0698",
                "/flow/model: /tmp/m",
                "/sim_arm/publish_clock: true",
                "/use_sim_time: true")) {
            assertTrue(parameters.contains(expected), expected + " is not among " + parameters);
        }
    }

    @Test
    void shouldTakeTheChunksOfAnotherPolicy() throws Exception {
        String command = String.join(
                " ", roslaunch("--args", "act", "prolepsis", "action.launch", "name:=act", "chunk:=/policy/chunk"));
        assertTrue(command.contains("action_chunk:=/policy/chunk"), command);
        assertTrue(command.endsWith("__name:=act"), command);
    }

    @Test
    void shouldRecordWhenAskedTo() throws Exception {
        List<String> nodes = roslaunch("--nodes", "prolepsis", "demo.launch", "record:=/tmp/wave");
        assertTrue(nodes.contains("/record"), nodes.toString());
    }

    @Test
    void shouldHaveAUrdfThatUrdfdomReads() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(CHECK_URDF)), "no check_urdf on this machine (liburdfdom-tools)");
        String urdf = RosPackage.ROOT.resolve("urdf/prolepsis_arm.urdf").toString();
        String report = String.join("\n", Commands.lines(List.of(CHECK_URDF), List.of(urdf)));
        assertTrue(report.contains("Successfully Parsed XML"), report);
        assertTrue(report.contains("root Link: panda_link0 has 1 child(ren)"), report);
    }
}
