package org.prolepsis.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prolepsis.nodes.robot.RobotDescription;

/** A policy that is not ours moves the simulated arm through roslaunch, a real master and the action node. */
class RoslaunchNodesTest {
    /** The sim arm's start, the Panda's usual ready pose, rad. */
    private static final double[] START = {0, -0.38, 0, -2.12, 0, 2.4, 0.785};

    private static final double TRAVEL = 0.2;
    private static final int POINTS = 50;
    private static final double DT = 0.04;

    @TempDir
    Path folder;

    @BeforeAll
    static void needsRosAndTheNodes() {
        for (String program : List.of("roscore", "roslaunch", "rostopic", "rosnode", "rosparam", "rosservice")) {
            assumeTrue(
                    Files.isExecutable(Path.of("/usr/bin/" + program)), "no ROS on this machine: /usr/bin/" + program);
        }
        Path project = RosPackage.ROOT.getParent();
        assumeTrue(
                Files.exists(project.resolve("sim-tests/target/runtime.classpath")),
                "the nodes are not built; run: mvn verify -pl launch -am");
    }

    @Test
    void shouldMoveTheArmByTheChunksOfAnotherPolicy() throws Exception {
        Path launch = folder.resolve("cell.launch");
        Files.writeString(launch, """
                <launch>
                  <group ns="cell">
                    <include file="$(find prolepsis)/launch/sim_arm.launch"/>
                    <include file="$(find prolepsis)/launch/action.launch">
                      <arg name="chunk" value="/policy/chunk"/>
                      <arg name="rate" value="100"/>
                      <arg name="name" value="act"/>
                      <arg name="output" value="log"/>
                    </include>
                  </group>
                </launch>
                """);
        try (RosPrograms ros = new RosPrograms(folder)) {
            Process echo = ros.start("rostopic", "echo", "/rosout_agg");
            Process nodes = ros.start("roslaunch", launch.toString());
            awaitTopic(ros, "/cell/joint_states");
            String state = ros.run(30, "rostopic", "echo", "-n", "1", "/cell/joint_states/position");
            assertTrue(state.contains("-2.12"), state + ros.output("roslaunch"));
            awaitTopic(ros, "/policy/chunk");
            assertEquals(
                    "100.0", ros.run(20, "rosparam", "get", "/cell/act/rate").strip());
            ros.run(20, "rostopic", "pub", "-1", "/policy/chunk", "trajectory_msgs/JointTrajectory", chunk());
            awaitFirstJoint(ros, TRAVEL);
            assertLogIsWhereUsersLookForIt(ros);
            RosPrograms.end(nodes);
            RosPrograms.end(echo);
            assertEquals("/rosout", ros.run(20, "rosnode", "list").strip());
        }
    }

    /** On /rosout_agg, in the file of __log:= and in that of standard output, and not among what the screen shows. */
    private void assertLogIsWhereUsersLookForIt(RosPrograms ros) throws IOException, InterruptedException {
        String event = "joints at 100 Hz";
        String heard = ros.output("rostopic");
        assertTrue(heard.contains(event) && heard.contains("name: \"/cell/act\""), heard);
        assertFalse(ros.output("roslaunch").contains(event), ros.output("roslaunch"));
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(f -> f.getFileName().toString().startsWith("cell-act"))
                    .toList();
        }
        List<String> withEvent = new ArrayList<>();
        for (Path file : files) {
            String text = Files.readString(file);
            assertEquals(text.indexOf(event), text.lastIndexOf(event), () -> file + " has a line twice: " + text);
            if (text.contains(event)) {
                withEvent.add(file.getFileName().toString().replaceAll("-\\d+", ""));
            }
        }
        withEvent.sort(null);
        assertEquals(List.of("cell-act-stdout.log", "cell-act.log"), withEvent);
        String logger = "org.prolepsis.nodes.action.ActionNode";
        ros.run(20, "rosservice", "call", "/cell/act/set_logger_level", logger, "error");
        String loggers = ros.run(20, "rosservice", "call", "/cell/act/get_loggers");
        assertTrue(loggers.replaceAll("\\s+", " ").contains("name: \"" + logger + "\" level: \"error\""), loggers);
    }

    /** A chunk from the start to a first joint turned by TRAVEL, at rest at both ends. */
    private static String chunk() {
        String points = IntStream.range(0, POINTS)
                .mapToObj(i -> {
                    double share = Math.min(1, i / (0.6 * POINTS));
                    double smooth = share * share * share * (10 - 15 * share + 6 * share * share);
                    return point(TRAVEL * smooth, i * DT);
                })
                .collect(Collectors.joining(", "));
        String names = String.join(", ", RobotDescription.panda().jointNames());
        return "{header: auto, joint_names: [" + names + "], points: [" + points + "]}";
    }

    private static String point(double first, double seconds) {
        String others = IntStream.range(1, START.length)
                .mapToObj(i -> Double.toString(START[i]))
                .collect(Collectors.joining(", "));
        long nanos = Math.round(seconds * 1e9);
        return String.format(
                Locale.ROOT,
                "{positions: [%.6f, %s], time_from_start: {secs: %d, nsecs: %d}}",
                first,
                others,
                nanos / 1_000_000_000L,
                nanos % 1_000_000_000L);
    }

    private static void awaitTopic(RosPrograms ros, String topic) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        String topics = "";
        while (System.nanoTime() < deadline) {
            topics = ros.run(20, "rostopic", "list");
            if (topics.lines().anyMatch(topic::equals)) {
                return;
            }
        }
        throw new AssertionError(topic + " is not among " + topics + ros.output("roslaunch"));
    }

    private static void awaitFirstJoint(RosPrograms ros, double position) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        String state = "";
        while (System.nanoTime() < deadline) {
            state = ros.run(20, "rostopic", "echo", "-n", "1", "/cell/joint_states/position[0]");
            String first = state.lines().findFirst().orElse("");
            if (first.matches("-?\\d[\\d.e-]*") && Math.abs(Double.parseDouble(first) - position) < 0.01) {
                return;
            }
        }
        String status = ros.run(20, "rostopic", "echo", "-n", "1", "/cell/act/status");
        throw new AssertionError(
                "first joint at " + state + ", expected " + position + "\n" + status + ros.output("roslaunch"));
    }
}
