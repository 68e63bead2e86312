package org.prolepsis.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.RosNode;

/** The session of the README with the real tools, step by step, under whichever master a subclass starts. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class RosSession {
    private static final Duration START = Duration.ofSeconds(60);

    private Path home;
    private final ArmWatch watch = new ArmWatch();
    private RosShell shell;
    private RosShell.Running launch;
    private ConnectedNode watchNode;

    /** Starts a master and returns its address. */
    abstract URI startMaster(RosShell shell) throws IOException;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        home = folder;
        Assumptions.assumeTrue(RosShell.rosInstalled(), "SKIPPED: the ROS 1 tools are not in /usr/bin");
        Project.script();
        Path model = Project.model();
        shell = new RosShell(home);
        URI master = startMaster(shell);
        shell.useMaster(master);
        launch = shell.start("roslaunch", "--wait", "prolepsis", "demo.launch", "model:=" + model, "speed:=2");
        watchNode = RosNode.start(watch, NodeConfiguration.forMaster(master).withMasterWait(START));
        Await.until("the nodes to start", START, this::ready, () -> launch.text() + "\n" + watch.seen());
    }

    private boolean ready() {
        return watch.flow().count("commands") >= 0
                && watch.action().value("state").equals("idle")
                && watch.measured().length > 0;
    }

    @AfterAll
    void stop() {
        if (watchNode != null) {
            watchNode.shutdown();
        }
        if (shell != null) {
            shell.close();
        }
    }

    @BeforeEach
    void waitForRest() {
        watch.awaitReady(START);
    }

    @Test
    @Order(1)
    void shouldMoveTheArmWhenASentenceIsPublished() throws InterruptedException {
        long sentence = watch.flow().count("commands") + 1;
        double before = watch.travel();
        shell.run("rostopic", "pub", "-1", "/command", "std_msgs/String", "data: 'wave big'");
        watch.awaitDone(sentence);
        assertTrue(watch.travel() - before > 1, watch.seen());
        String echoed = shell.run("rostopic", "echo", "-n", "1", "/flow/status");
        assertTrue(echoed.contains("\"wave big\" done") || echoed.contains("wave big"), echoed);
    }

    @Test
    @Order(2)
    void shouldRefuseASentenceItDoesNotKnow() throws InterruptedException {
        long refused = watch.flow().count("commands_refused");
        double before = watch.travel();
        shell.run("rostopic", "pub", "-1", "/command", "std_msgs/String", "data: 'make me a coffee'");
        Await.until(
                "the refusal",
                Duration.ofSeconds(10),
                () -> watch.flow().count("commands_refused") == refused + 1,
                watch::seen);
        assertEquals(before, watch.travel(), "nothing may move");
        assertTrue(watch.flow().message().contains("make me a coffee"), watch.seen());
    }

    @Test
    @Order(3)
    void shouldAnswerTheToolsOfRos() throws InterruptedException {
        String joints = shell.run("rostopic", "echo", "-n", "1", "/joint_states");
        assertTrue(joints.contains("panda_joint7"), joints);
        String info = shell.run("rosnode", "info", "/action");
        assertTrue(info.contains("* /arm_controller/command [trajectory_msgs/JointTrajectory]"), info);
        assertTrue(info.contains("* /joint_states [sensor_msgs/JointState]"), info);
        assertTrue(info.contains("* /action/stop"), info);
        assertEquals(
                200.0,
                Double.parseDouble(shell.run("rosparam", "get", "/action/rate").strip()));
        RosShell.Running hz = shell.start("rostopic", "hz", "-w", "200", "/arm_controller/command");
        hz.await("average rate");
        Matcher rate = Pattern.compile("average rate: ([0-9.]+)").matcher(hz.text());
        assertTrue(rate.find(), hz::text);
        hz.process().destroy();
        // A loaded machine skips ticks; half the rate would be another fault.
        assertEquals(200, Double.parseDouble(rate.group(1)), 60);
    }

    @Test
    @Order(4)
    void shouldBeRecorded() throws InterruptedException {
        String bag = home.resolve("session.bag").toString();
        shell.run("rosbag", "record", "--duration=2", "-O", bag, "/joint_states", "/arm_controller/command");
        String info = shell.run("rosbag", "info", bag);
        Matcher messages = Pattern.compile("/joint_states\\s+(\\d+) msgs\\s+: sensor_msgs/JointState")
                .matcher(info);
        assertTrue(messages.find(), info);
        assertTrue(Integer.parseInt(messages.group(1)) > 100, info);
    }

    @Test
    @Order(5)
    void shouldStopAndGoOnWhenAsked() throws InterruptedException {
        String stopped = shell.run("rosservice", "call", "/action/stop");
        assertTrue(stopped.contains("success: True"), stopped);
        Await.until(
                "the stop",
                Duration.ofSeconds(10),
                () -> watch.action().value("state").equals("holding"),
                watch::seen);
        shell.run("rosservice", "call", "/action/reset");
        watch.awaitReady(START);
        assertTrue(watch.awaitMotion("wave big") > 1, watch.seen());
    }

    @Test
    @Order(6)
    void shouldRunANodeAloneWithRemappingsAndParameters() throws InterruptedException, IOException {
        RosShell.Running node = shell.start(
                Project.script(),
                "node",
                "action",
                "chunk:=/action_chunk",
                "arm_controller/command:=/elsewhere/command",
                "_rate:=100",
                "__name:=act");
        Await.until(
                "the node",
                START,
                () -> {
                    try {
                        return shell.run("rosnode", "list").contains("/act\n");
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return true;
                    }
                },
                node::text);
        // Its log is on the graph before the rest of it.
        Await.until("its topics", START, () -> info("/act").contains("* /act/stop\n"), node::text);
        assertEquals(
                100, Integer.parseInt(shell.run("rosparam", "get", "/act/rate").strip()));
        String info = info("/act");
        assertTrue(info.contains("* /elsewhere/command [trajectory_msgs/JointTrajectory]"), info);
        node.interrupt();
        assertFalse(shell.run("rosnode", "list").contains("/act\n"), "it leaves the graph");
    }

    private String info(String node) {
        try {
            return shell.run("rosnode", "info", node);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    @Order(7)
    void shouldLeaveTheGraphWhenRoslaunchIsInterrupted() throws InterruptedException, IOException {
        launch.interrupt();
        String nodes = shell.run("rosnode", "list");
        for (String name : new String[] {"/flow", "/action", "/sim_arm"}) {
            assertFalse(nodes.contains(name + "\n"), nodes);
        }
        assertFalse(launch.text().contains("SIGKILL"), launch::text);
    }
}
