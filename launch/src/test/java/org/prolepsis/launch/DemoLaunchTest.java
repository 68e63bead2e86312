package org.prolepsis.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README does with ROS: a real roscore, roslaunch, and a sentence by rostopic. */
class DemoLaunchTest {
    /** The flow node trains the default model when it is absent. */
    private static final long READY_SECONDS = 300;

    private static final long MOTION_SECONDS = 60;

    @TempDir
    Path folder;

    @BeforeAll
    static void needsRosAndTheNodes() {
        for (String program :
                List.of("roscore", "roslaunch", "rostopic", "rosnode", "rosparam", "rosservice", "rosbag")) {
            assumeTrue(
                    Files.isExecutable(Path.of("/usr/bin/" + program)), "no ROS on this machine: /usr/bin/" + program);
        }
        assumeTrue(
                Files.exists(RosPackage.ROOT.getParent().resolve("sim-tests/target/runtime.classpath")),
                "the nodes are not built; run: mvn verify -pl launch -am");
    }

    @Test
    void shouldMoveTheArmByASentenceAndRefuseAnother() throws Exception {
        try (RosPrograms ros = new RosPrograms(folder)) {
            // Test machines are busy: the arm shall not stop for joint states that are late by a build step.
            Process nodes = ros.start("roslaunch", "prolepsis", "demo.launch", "speed:=2", "stale_joint_states:=2.0");
            awaitMessage(ros, READY_SECONDS, "idle");
            Process bag = ros.start(
                    "rosbag", "record", "-O", folder.resolve("wave.bag").toString(), "-a");
            awaitText(ros, "rosnode", List.of("list"), "/record");

            say(ros, "wave big");
            String moved = awaitMessage(ros, MOTION_SECONDS, "\"wave big\" done");
            double elapsed = field(moved, "elapsed_s");
            double demonstrated = field(moved, "demonstrated_s");
            assertTrue(elapsed < 0.75 * demonstrated, elapsed + " s, demonstrated " + demonstrated + " s, speed 2");

            say(ros, "make me a coffee");
            awaitMessage(ros, MOTION_SECONDS, "refused \"make me a coffee\"");

            RosPrograms.end(bag);
            assertRecorded(
                    ros.run(30, "rosbag", "info", folder.resolve("wave.bag").toString()));
            assertToolsWork(ros);
            RosPrograms.end(nodes);
            assertEquals("/rosout", ros.run(20, "rosnode", "list").strip());
        }
    }

    private static void say(RosPrograms ros, String sentence) throws IOException, InterruptedException {
        ros.run(20, "rostopic", "pub", "-1", "/command", "std_msgs/String", "data: '" + sentence + "'");
    }

    private static void assertRecorded(String info) {
        for (String topic : List.of("/action_chunk", "/arm_controller/command", "/joint_states", "/flow/status")) {
            Matcher count =
                    Pattern.compile(Pattern.quote(topic) + " +(\\d+) msg").matcher(info);
            assertTrue(count.find() && Integer.parseInt(count.group(1)) > 0, topic + " in " + info);
        }
    }

    private static void assertToolsWork(RosPrograms ros) throws IOException, InterruptedException {
        assertEquals("2.0", ros.run(20, "rosparam", "get", "/action/speed").strip());
        String node = ros.run(20, "rosnode", "info", "/action");
        assertTrue(node.contains("* /arm_controller/command [trajectory_msgs/JointTrajectory]"), node);
        assertTrue(node.contains("direction: inbound"), node);
        assertTrue(ros.run(20, "rosnode", "ping", "-c", "1", "/flow").contains("xmlrpc reply"), "rosnode ping");
        assertTrue(ros.run(20, "rosservice", "call", "/action/stop").contains("success: True"), "rosservice call");
        assertTrue(ros.run(20, "rosservice", "call", "/action/reset").contains("success: True"), "rosservice call");
        // rostopic hz runs until it is stopped.
        String rate = ros.run(4, "rostopic", "hz", "/arm_controller/command");
        assertTrue(rate.contains("average rate:"), rate);
    }

    private static double field(String status, String key) {
        Matcher value =
                Pattern.compile("key: \"" + key + "\"\\s+value: \"([\\d.]+)\"").matcher(status);
        assertTrue(value.find(), key + " in " + status);
        return Double.parseDouble(value.group(1));
    }

    private static String awaitMessage(RosPrograms ros, long seconds, String part)
            throws IOException, InterruptedException {
        return await(ros, seconds, "rostopic", List.of("echo", "-n", "1", "/flow/status"), part);
    }

    private static void awaitText(RosPrograms ros, String program, List<String> arguments, String part)
            throws IOException, InterruptedException {
        await(ros, MOTION_SECONDS, program, arguments, part);
    }

    private static String await(RosPrograms ros, long seconds, String program, List<String> arguments, String part)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        String output = "";
        while (System.nanoTime() < deadline) {
            output = ros.run(20, program, arguments.toArray(String[]::new));
            // YAML escapes quotes and folds long lines.
            if (output.replace("\\\"", "\"")
                    .replaceAll("\\\\\\n\\s*\\\\? ?", " ")
                    .contains(part)) {
                return output;
            }
        }
        throw new AssertionError("no " + part + " within " + seconds + " s in: " + output + ros.output("roslaunch"));
    }
}
