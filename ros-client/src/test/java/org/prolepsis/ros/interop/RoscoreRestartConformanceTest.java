package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.prolepsis.graph.Publisher;
import org.prolepsis.msgs.std_msgs.Int32;
import org.prolepsis.msgs.std_srvs.Trigger;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.master.MasterClient;
import org.prolepsis.ros.node.RosConnectedNode;
import org.prolepsis.ros.xmlrpc.XmlRpcClient;

/** Our nodes when the real roscore is stopped and started again. */
@Timeout(120)
@ResourceLock("roscore restarted")
class RoscoreRestartConformanceTest {
    @TempDir
    Path home;

    @Test
    void shouldRegisterEverythingAgainWithARestartedRoscore() throws Exception {
        List<String> missing = RosTools.missing();
        Assumptions.assumeTrue(missing.isEmpty(), "SKIPPED: not installed here: " + missing);
        int port = RosTools.freePort();
        URI uri = URI.create("http://127.0.0.1:" + port);
        RosConnectedNode node = null;
        try (RosTools second = new RosTools(uri, home)) {
            BlockingQueue<Integer> got = new LinkedBlockingQueue<>();
            Publisher<Int32> publisher;
            try (RosTools first = new RosTools(uri, home)) {
                startRoscore(first, port);
                node = TestNodes.start("node", uri);
                publisher = node.newPublisher("numbers", Int32.TYPE);
                node.newServiceServer("stop", Trigger.TYPE, (q, r) -> r.success = true);
                node.newSubscriber("numbers", Int32.TYPE, m -> got.add(m.data));
                TestNodes.await("the subscriber", 10, () -> publisher.getNumberOfSubscribers() == 1);
            }
            publisher.publish(new Int32());
            assertEquals(0, got.poll(5, TimeUnit.SECONDS), "what is connected works without a master");
            startRoscore(second, port);
            awaitRegistered(uri);
            RosTools.Running echo = second.start("rostopic", "echo", "-n", "1", "/numbers");
            TestNodes.await("rostopic", 20, () -> publisher.getNumberOfSubscribers() == 2);
            Int32 message = new Int32();
            message.data = 42;
            publisher.publish(message);
            echo.awaitText("data: 42");
            assertTrue(second.run("rosservice", "call", "/stop").contains("success: True"));
        } finally {
            if (node != null) {
                node.shutdown();
                assertTrue(node.awaitShutdown(Duration.ofSeconds(10)));
            }
        }
    }

    private static void startRoscore(RosTools tools, int port) throws InterruptedException {
        tools.start("roscore", "-p", String.valueOf(port));
        tools.awaitMaster();
    }

    private static void awaitRegistered(URI uri) throws InterruptedException {
        try (XmlRpcClient client = new XmlRpcClient()) {
            MasterClient master = new MasterClient(uri, "/test", client);
            TestNodes.await("topic, subscription and service", 15, () -> {
                List<?> state = (List<?>) master.call("getSystemState");
                return ((List<?>) state.get(0)).contains(List.of("/numbers", List.of("/node")))
                        && ((List<?>) state.get(1)).contains(List.of("/numbers", List.of("/node")))
                        && ((List<?>) state.get(2)).contains(List.of("/stop", List.of("/node")));
            });
        }
    }
}
