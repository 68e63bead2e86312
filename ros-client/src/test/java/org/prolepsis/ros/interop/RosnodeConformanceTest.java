package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.ServiceClient;
import org.prolepsis.graph.ServiceException;
import org.prolepsis.graph.Subscriber;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_msgs.Int32;
import org.prolepsis.msgs.std_srvs.SetBool;
import org.prolepsis.msgs.std_srvs.Trigger;
import org.prolepsis.ros.RunnerProcess;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.node.RosConnectedNode;

/** {@code rosnode list, ping, info, machine, kill, cleanup}. */
class RosnodeConformanceTest extends BothMasters {
    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldListPingAndDescribeOurNodeWithItsConnections(Master master) throws Exception {
        Publisher<Int32> publisher = node(master, "described").newPublisher("/described_topic", Int32.TYPE);
        node(master, "describing").newSubscriber("/described_topic", Int32.TYPE, m -> {});
        TestNodes.await("the connection", 10, () -> publisher.getNumberOfSubscribers() == 1);
        RosTools tools = tools(master);
        RosTools.Running ping = tools.start("rosnode", "ping", "-c", "2", "/described");
        RosTools.Running machine = tools.start("rosnode", "machine", "127.0.0.1");
        String info = tools.run("rosnode", "info", "/described");
        assertTrue(info.contains(" * /described_topic [std_msgs/Int32]"), info);
        assertTrue(info.contains("Pid: " + ProcessHandle.current().pid()), info);
        assertTrue(
                info.matches(
                        "(?s).* \\* topic: /described_topic\n    \\* to: /describing\n"
                                + "    \\* direction: outbound \\(\\d+ - 127.0.0.1:\\d+\\) \\[\\d+\\]\n    \\* transport: TCPROS.*"),
                info);
        String other = tools.run("rosnode", "info", "/describing");
        assertTrue(
                other.matches(
                        "(?s).* \\* topic: /described_topic\n    \\* to: /described \\(http://127.0.0.1:\\d+/\\)\n"
                                + "    \\* direction: inbound \\(\\d+ - 127.0.0.1:\\d+\\) \\[\\d+\\]\n    \\* transport: TCPROS.*"),
                other);
        ping.awaitText("ping average:");
        machine.awaitText("/described");
        assertTrue(tools.run("rosnode", "list").contains("/described\n"));
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldEndOurNodeByRosnodeKill(Master master) throws Exception {
        RosConnectedNode node = node(master, "killed");
        node.newPublisher("/killed_topic", Int32.TYPE);
        assertTrue(tools(master).run("rosnode", "kill", "/killed").contains("killed"));
        assertTrue(node.awaitShutdown(Duration.ofSeconds(10)));
        assertFalse(tools(master).run("rosnode", "list").contains("/killed"));
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldOutliveANodeThatDiesWithoutAWordAndMeetItAgain(Master master) throws Exception {
        RosTools tools = tools(master);
        Process first = startVictim(tools).process();
        RosConnectedNode survivor = node(master, "survivor");
        Publisher<Int32> out = survivor.newPublisher("/topic", Int32.TYPE);
        Subscriber in = survivor.newSubscriber("/topic", Int32.TYPE, m -> {});
        try (ServiceClient<Trigger.Request, Trigger.Response> caller =
                survivor.newServiceClient("/process/service", Trigger.TYPE)) {
            // Its own publisher is one of the two, its own subscriber as well.
            TestNodes.await(
                    "the victim", 30, () -> in.getNumberOfPublishers() == 2 && out.getNumberOfSubscribers() == 2);
            TestNodes.await("its service, which it offers last", 30, () -> answers(caller));
            first.destroyForcibly();
            assertTrue(first.waitFor(10, TimeUnit.SECONDS));
            TestNodes.await("the loss", 10, () -> in.getNumberOfPublishers() == 1 && out.getNumberOfSubscribers() == 1);
            assertThrows(ServiceException.class, () -> caller.call(new Trigger.Request(), Duration.ofSeconds(5)));

            assertTrue(tools.run("rosnode", "list").contains("/process\n"), "the master does not know of the death");
            String cleanup = tools.run("sh", "-c", "echo y | rosnode cleanup");
            assertTrue(cleanup.contains("Unregistering /process"), cleanup);
            assertFalse(tools.run("rosnode", "list").contains("/process\n"));
            TestNodes.await(
                    "the dead publisher to be forgotten",
                    10,
                    () -> in.getConnections().size() == 1);

            startVictim(tools);
            TestNodes.await(
                    "the victim's return",
                    30,
                    () -> in.getNumberOfPublishers() == 2 && out.getNumberOfSubscribers() == 2);
            TestNodes.await("its service again", 30, () -> answers(caller));
        }
    }

    private static boolean answers(ServiceClient<Trigger.Request, Trigger.Response> caller) {
        try {
            caller.call(new Trigger.Request(), Duration.ofSeconds(5));
            return true;
        } catch (ServiceException notYet) {
            return false;
        }
    }

    private static RosTools.Running startVictim(RosTools tools) throws InterruptedException {
        return tools.start(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                RunnerProcess.class.getName());
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldTellItsServicesAndConnectionsAndEndWhenKilled(Master master) throws Exception {
        RosConnectedNode node = node(master, "node_victim");
        node.newPublisher("/node_victim_topic", JointState.TYPE);
        node.newSubscriber("/node_victim_topic", JointState.TYPE, m -> {});
        node.newServiceServer("~enable", SetBool.TYPE, (q, r) -> {});
        RosTools.Running ping = tools(master).start("rosnode", "ping", "-c", "1", "node_victim");
        RosTools.Running info = tools(master).start("rosnode", "info", "/node_victim");
        ping.awaitText("xmlrpc reply from http://127.0.0.1:");
        info.awaitText("* /node_victim_topic [sensor_msgs/JointState]");
        info.awaitText("* /node_victim/enable");
        info.awaitText("Pid: " + ProcessHandle.current().pid());
        info.awaitText("* direction: outbound");
        tools(master).run("rosnode", "kill", "/node_victim");
        assertTrue(node.awaitShutdown(Duration.ofSeconds(10)));
        assertFalse(tools(master).run("rosnode", "list").contains("node_victim"));
    }
}
