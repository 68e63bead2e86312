package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.prolepsis.graph.ParameterSubscription;
import org.prolepsis.graph.ParameterTree;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.PublisherOptions;
import org.prolepsis.graph.ServiceClient;
import org.prolepsis.graph.ServiceException;
import org.prolepsis.graph.Subscriber;
import org.prolepsis.graph.TimeJump;
import org.prolepsis.graph.TimeProvider;
import org.prolepsis.msgs.rosgraph_msgs.Log;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_srvs.SetBool;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.log.LogLine;
import org.prolepsis.ros.log.LoggerLevels;
import org.prolepsis.ros.log.Rosout;
import org.prolepsis.ros.node.RosConnectedNode;

/**
 * Our nodes against the real rospy, rostopic and their kin. One subclass for each master; they run side by side, since
 * most of the time is waiting for Python.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
abstract class RosToolsInterop {
    @TempDir
    static Path home;

    private final List<RosConnectedNode> nodes = new ArrayList<>();
    private URI master;
    private RosTools tools;

    /** Starts the master that this class tests against. */
    abstract URI startMaster() throws Exception;

    abstract void stopMaster();

    /** Whether a rosout node publishes all logs on /rosout_agg. */
    boolean gathersLogs() {
        return false;
    }

    @BeforeAll
    void begin() throws Exception {
        List<String> missing = RosTools.missing();
        Assumptions.assumeTrue(missing.isEmpty(), "SKIPPED: not installed here: " + missing);
        master = startMaster();
    }

    @AfterAll
    void end() {
        stopMaster();
    }

    @BeforeEach
    void useTools() {
        tools = new RosTools(master, home);
    }

    private RosConnectedNode node(String name) {
        return node(name, NodeConfiguration.forMaster(master));
    }

    private RosConnectedNode node(String name, NodeConfiguration configuration) {
        RosConnectedNode node = TestNodes.start(name, configuration);
        nodes.add(node);
        return node;
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        tools.close();
        nodes.forEach(RosConnectedNode::shutdown);
        for (RosConnectedNode node : nodes) {
            assertTrue(node.awaitShutdown(Duration.ofSeconds(10)));
        }
        nodes.clear();
    }

    private static JointState jointState() {
        JointState state = new JointState();
        state.header.frameId = "base";
        state.name = new String[] {"panda_joint1"};
        state.position = new double[] {0.25};
        return state;
    }

    @Test
    void shouldReceiveWhatRostopicPublishes() throws Exception {
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        node("listener").newSubscriber("command", org.prolepsis.msgs.std_msgs.String.TYPE, m -> got.add(m.data));
        tools.run("rostopic", "pub", "-1", "/command", "std_msgs/String", "data: 'wave big, high up é'");
        assertEquals("wave big, high up é", got.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void shouldShowTopicsAndMessagesToRostopic() throws Exception {
        RosConnectedNode talker = node("talker");
        Publisher<JointState> latched = talker.newPublisher("held", JointState.TYPE, PublisherOptions.LATCHED);
        latched.publish(jointState());
        RosTools.Running list = tools.start("rostopic", "list");
        RosTools.Running info = tools.start("rostopic", "info", "/held");
        String echoed = tools.run("rostopic", "echo", "-n", "1", "/held");
        assertTrue(echoed.contains("name: \n  - panda_joint1") || echoed.contains("panda_joint1"), echoed);
        assertTrue(echoed.contains("position: [0.25]"), echoed);
        list.awaitText("/held");
        info.awaitText("Type: sensor_msgs/JointState");
        info.awaitText("* /talker (http://127.0.0.1:");
    }

    @Test
    void shouldStreamToRostopicHz() throws Exception {
        Publisher<JointState> publisher = node("talker").newPublisher("stream", JointState.TYPE);
        RosTools.Running hz = tools.start("rostopic", "hz", "/stream");
        TestNodes.await("rostopic hz", 20, () -> publisher.getNumberOfSubscribers() == 1);
        JointState message = jointState();
        TestNodes.await("a rate", 20, () -> {
            publisher.publish(message);
            return hz.text().contains("average rate:");
        });
    }

    @Test
    void shouldTalkBothWaysWithRospy() throws Exception {
        RosConnectedNode node = node("talker");
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        Subscriber back = node.newSubscriber("/back", org.prolepsis.msgs.std_msgs.String.TYPE, m -> got.add(m.data));
        Publisher<org.prolepsis.msgs.std_msgs.String> out =
                node.newPublisher("/forth", org.prolepsis.msgs.std_msgs.String.TYPE);
        tools.rospy("echo", "/forth", "/back").awaitText("ready");
        TestNodes.await(
                "both connections", 20, () -> out.getNumberOfSubscribers() == 1 && back.getNumberOfPublishers() == 1);
        org.prolepsis.msgs.std_msgs.String message = new org.prolepsis.msgs.std_msgs.String();
        // rospy answers the handshake before it counts the connection in, so its first echo may go nowhere.
        message.data = "warm-up";
        TestNodes.await("the first echo", 10, () -> {
            out.publish(message);
            return !got.isEmpty();
        });
        message.data = "last warm-up";
        out.publish(message);
        TestNodes.await("the last warm-up", 10, () -> "echo last warm-up".equals(got.poll()));
        for (int i = 0; i < 200; i++) {
            message.data = "n" + i;
            out.publish(message);
            assertEquals("echo n" + i, got.poll(5, TimeUnit.SECONDS));
        }
    }

    @Test
    void shouldAnswerRosnodeAndEndWhenKilled() throws Exception {
        RosConnectedNode node = node("victim");
        node.newPublisher("topic", JointState.TYPE);
        node.newSubscriber("topic", JointState.TYPE, m -> {});
        node.newServiceServer("~enable", SetBool.TYPE, (q, r) -> {});
        RosTools.Running ping = tools.start("rosnode", "ping", "-c", "1", "victim");
        RosTools.Running info = tools.start("rosnode", "info", "/victim");
        ping.awaitText("xmlrpc reply from http://127.0.0.1:");
        info.awaitText("* /topic [sensor_msgs/JointState]");
        info.awaitText("* /victim/enable");
        info.awaitText("Pid: " + ProcessHandle.current().pid());
        info.awaitText("* direction: outbound");
        tools.run("rosnode", "kill", "/victim");
        assertTrue(node.awaitShutdown(Duration.ofSeconds(10)));
        assertFalse(tools.run("rosnode", "list").contains("victim"));
    }

    @Test
    void shouldServeRosserviceAndRospy() throws Exception {
        node("server").newServiceServer("/enable", SetBool.TYPE, (q, r) -> {
            if (!q.data) {
                throw new ServiceException("we will not");
            }
            r.success = true;
            r.message = "we did";
        });
        RosTools.Running type = tools.start("rosservice", "type", "/enable");
        RosTools.Running call = tools.rospy("call", "/enable");
        assertTrue(tools.run("rosservice", "call", "/enable", "true").contains("we did"));
        type.awaitText("std_srvs/SetBool");
        assertTrue(call.process().waitFor(30, TimeUnit.SECONDS));
        assertEquals(
                ("answer we did\n".repeat(3) + "error service [/enable] responded with an error: b'we will not'\n"
                                + "again we did\n")
                        .repeat(2),
                call.text());
    }

    @Test
    void shouldCallServicesOfRospy() throws Exception {
        tools.rospy("serve", "/theirs").awaitText("ready");
        try (ServiceClient<SetBool.Request, SetBool.Response> client =
                node("caller").newServiceClient("/theirs", SetBool.TYPE)) {
            SetBool.Request request = new SetBool.Request();
            request.data = true;
            for (int i = 0; i < 5; i++) {
                assertEquals("rospy did", client.call(request, Duration.ofSeconds(5)).message);
            }
            request.data = false;
            ServiceException refused =
                    assertThrows(ServiceException.class, () -> client.call(request, Duration.ofSeconds(5)));
            assertTrue(refused.getMessage().contains("rospy will not"), refused.getMessage());
            request.data = true;
            assertEquals("rospy did", client.call(request, Duration.ofSeconds(5)).message);
        }
    }

    @Test
    void shouldShareParametersWithRosparam() throws Exception {
        ParameterTree parameters = node("node").getParameterTree();
        tools.run(
                "rosparam", "set", "/theirs", "{rate: 200, gain: 0.5, active: true, names: [a, b], deep: {text: hé}}");
        assertEquals(200, parameters.getInteger("/theirs/rate", 0));
        assertEquals(0.5, parameters.getDouble("/theirs/gain", 0));
        assertTrue(parameters.getBoolean("/theirs/active", false));
        assertEquals(List.of("a", "b"), parameters.getList("/theirs/names", List.of()));
        assertEquals("hé", parameters.getString("/theirs/deep/text", ""));
        parameters.set("~speed", 1.5);
        parameters.set("~limits", Map.of("low", List.of(-1.0, -2.0), "high", 3));
        RosTools.Running dump = tools.start("rosparam", "dump", "/dev/stdout", "/node");
        assertTrue(tools.run("rosparam", "get", "/node/speed").contains("1.5"));
        dump.awaitText("speed: 1.5");
        dump.awaitText("high: 3");
        tools.run("rosparam", "delete", "/node/limits");
        assertFalse(parameters.has("~limits"));
        parameters.delete("/theirs");
        parameters.delete("/node");
    }

    @Test
    void shouldFollowTheClockOfAnotherNode() throws Exception {
        tools.run("rosparam", "set", "/use_sim_time", "true");
        RosConnectedNode node = node("timed");
        assertEquals(0, node.getTimeProvider().nowNanos());
        tools.start("rostopic", "pub", "-l", "/clock", "rosgraph_msgs/Clock", "clock: {secs: 12, nsecs: 500}");
        TestNodes.await("the tick", 20, () -> node.getTimeProvider().nowNanos() == 12_000_000_500L);
        node.getParameterTree().delete("/use_sim_time");
    }

    @Test
    void shouldHearOfParametersThatRosparamSetsAndDeletes() throws Exception {
        ParameterTree parameters = node("informed").getParameterTree();
        BlockingQueue<Optional<Object>> heard = new LinkedBlockingQueue<>();
        ParameterSubscription subscription = parameters.subscribe("/watched", heard::add);
        tools.run("rosparam", "set", "/watched/gain", "0.5");
        assertEquals(Optional.of(Map.of("gain", 0.5)), heard.poll(10, TimeUnit.SECONDS));
        assertEquals(0.5, parameters.cached().getDouble("/watched/gain", 0));
        tools.run("rosparam", "set", "/watched", "{gain: 2, name: left}");
        assertEquals(Optional.of(Map.of("gain", 2, "name", "left")), heard.poll(10, TimeUnit.SECONDS));
        TestNodes.await("the cache", 10, () -> parameters.cached().getInteger("/watched/gain", 0) == 2);
        tools.run("rosparam", "delete", "/watched");
        assertEquals(Optional.empty(), heard.poll(10, TimeUnit.SECONDS));
        assertEquals(Optional.empty(), subscription.get());
        subscription.close();
    }

    @Test
    void shouldShowItsLogToRostopicAndTakeLevelsFromRosservice() throws Exception {
        Map<String, String> levels = new ConcurrentHashMap<>(Map.of("ros", "info"));
        RosConnectedNode node =
                node("logged", NodeConfiguration.forMaster(master).withLoggers(new LoggerLevels() {
                    @Override
                    public Map<String, String> levels() {
                        return levels;
                    }

                    @Override
                    public void set(String logger, String level) {
                        levels.put(logger, level);
                    }
                }));
        List<RosTools.Running> echoes = new ArrayList<>();
        echoes.add(tools.start("rostopic", "echo", "/rosout"));
        if (gathersLogs()) {
            echoes.add(tools.start("rostopic", "echo", "/rosout_agg"));
        }
        RosTools.Running loggers = tools.start("rosservice", "call", "/logged/get_loggers");
        tools.run("rosservice", "call", "/logged/set_logger_level", "ros", "debug");
        assertEquals(Map.of("ros", "debug"), levels);
        loggers.awaitText("name: \"ros\"");
        LogLine line = new LogLine(Log.WARN, "the arm is held: é", "Arm.java", "org.example.Arm.hold", 12);
        for (RosTools.Running echo : echoes) {
            TestNodes.await("the line", 30, () -> {
                node.run(() -> Rosout.log(line));
                return echo.text().contains("topics:");
            });
            for (String field : List.of(
                    "level: 4",
                    "name: \"/logged\"",
                    "file: \"Arm.java\"",
                    "org.example.Arm.hold",
                    "line: 12",
                    "arm is held")) {
                echo.awaitText(field);
            }
        }
    }

    @Test
    void shouldTellOfTheJumpBackWhenABagIsPlayedAgain() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/lib/rosbag/record")), "SKIPPED: rosbag's recorder is not installed");
        Publisher<JointState> publisher = node("talker").newPublisher("looped", JointState.TYPE);
        Path bag = home.resolve("looped.bag");
        RosTools.Running recorder = tools.start("rosbag", "record", "--duration=2", "-O", bag.toString(), "/looped");
        TestNodes.await("the recorder", 20, () -> publisher.getNumberOfSubscribers() == 1);
        long begin = System.nanoTime();
        TestNodes.await("half a second of messages", 20, () -> {
            publisher.publish(jointState());
            return System.nanoTime() - begin > 500_000_000;
        });
        assertTrue(recorder.process().waitFor(30, TimeUnit.SECONDS), recorder::text);
        ParameterTree parameters = node("setter").getParameterTree();
        parameters.set("/use_sim_time", true);
        try {
            BlockingQueue<TimeJump> jumps = new LinkedBlockingQueue<>();
            TimeProvider time = node("timed").getTimeProvider();
            time.addJumpListener(Long.MAX_VALUE, jumps::add);
            tools.start("rosbag", "play", "--quiet", "--clock", "--loop", bag.toString());
            TimeJump jump = jumps.poll(30, TimeUnit.SECONDS);
            assertTrue(jump != null && jump.isBackward(), () -> "a jump back is " + jump);
            assertTrue(jump.deltaNanos() < -200_000_000 && jump.deltaNanos() > -5_000_000_000L, jump::toString);
        } finally {
            parameters.delete("/use_sim_time");
        }
    }

    @Test
    void shouldReconnectToAPublisherThatWasKilledAndStartedAgain() throws Exception {
        BlockingQueue<JointState> got = new LinkedBlockingQueue<>(1);
        Subscriber subscriber = node("listener").newSubscriber("/theirs", JointState.TYPE, m -> {
            JointState copy = new JointState();
            copy.copyFrom(m);
            got.offer(copy);
        });
        RosTools.Running first = tools.rospy("publish", "/theirs");
        JointState state = got.poll(20, TimeUnit.SECONDS);
        assertEquals(List.of("a", "b"), List.of(state.name));
        assertEquals(-1.5, state.position[1]);
        first.process().destroyForcibly();
        TestNodes.await("the loss", 10, () -> subscriber.getNumberOfPublishers() == 0);
        got.clear();
        tools.rospy("publish", "/theirs");
        TestNodes.await("the new publisher", 30, () -> subscriber.getNumberOfPublishers() == 1);
        assertEquals("base", got.poll(10, TimeUnit.SECONDS).header.frameId);
    }

    @Test
    void shouldRunUnderRoslaunch() throws Exception {
        Path launch = Files.writeString(home.resolve("test.launch"), """
                <launch>
                  <param name="launched/rate" value="100"/>
                  <rosparam>launched: {names: [x, y]}</rosparam>
                  <node name="talker" pkg="rostopic" type="rostopic" args="pub -r 20 /command std_msgs/String 'data: go'"
                        required="true"/>
                </launch>
                """);
        RosConnectedNode node = node("listener");
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        node.newSubscriber("/command", org.prolepsis.msgs.std_msgs.String.TYPE, m -> got.add(m.data));
        RosTools.Running roslaunch = tools.start("roslaunch", launch.toString());
        // Three Python programs start one after the other, on a machine that may be loaded.
        assertEquals("go", got.poll(60, TimeUnit.SECONDS), roslaunch::text);
        assertEquals(100, node.getParameterTree().getInteger("/launched/rate", 0));
        assertEquals(List.of("x", "y"), node.getParameterTree().getList("/launched/names", List.of()));
    }

    @Test
    void shouldBeRecordedByRosbagAndHearItPlay() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/lib/rosbag/record")), "SKIPPED: rosbag's recorder is not installed");
        Publisher<JointState> publisher = node("talker").newPublisher("recorded", JointState.TYPE);
        Path bag = home.resolve("recorded.bag");
        RosTools.Running recorder = tools.start("rosbag", "record", "--duration=3", "-O", bag.toString(), "/recorded");
        TestNodes.await("the recorder", 20, () -> publisher.getNumberOfSubscribers() == 1);
        for (int i = 0; i < 10; i++) {
            publisher.publish(jointState());
        }
        assertTrue(recorder.process().waitFor(30, TimeUnit.SECONDS), recorder::text);
        String info = tools.run("rosbag", "info", bag.toString());
        assertTrue(info.contains("10 msgs") && info.contains("sensor_msgs/JointState"), info);
        BlockingQueue<Double> played = new LinkedBlockingQueue<>();
        node("listener").newSubscriber("/played", JointState.TYPE, m -> played.add(m.position[0]));
        tools.run("rosbag", "play", "--quiet", "--delay=1", bag.toString(), "/recorded:=/played");
        TestNodes.await("what was recorded", 10, () -> played.size() == 10);
        assertEquals(0.25, played.peek());
    }
}
