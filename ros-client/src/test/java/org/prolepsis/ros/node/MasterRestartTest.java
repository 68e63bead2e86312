package org.prolepsis.ros.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.prolepsis.graph.GraphException;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.ServiceClient;
import org.prolepsis.graph.ServiceServer;
import org.prolepsis.msgs.std_msgs.Int32;
import org.prolepsis.msgs.std_srvs.Trigger;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.master.MasterClient;
import org.prolepsis.ros.master.RosMaster;
import org.prolepsis.ros.xmlrpc.XmlRpcClient;

/** What a node does when its master forgets everything. */
@Timeout(60)
class MasterRestartTest {
    private final List<RosConnectedNode> nodes = new ArrayList<>();
    private final XmlRpcClient client = new XmlRpcClient();
    private RosMaster master;

    @BeforeEach
    void startMaster() {
        master = RosMaster.start("127.0.0.1", 0);
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        nodes.forEach(RosConnectedNode::shutdown);
        for (RosConnectedNode node : nodes) {
            assertTrue(node.awaitShutdown(Duration.ofSeconds(10)), node.getName() + " does not end");
        }
        client.close();
        master.close();
    }

    private RosConnectedNode node(String name) {
        return node(name, NodeConfiguration.forMaster(master.uri()));
    }

    private RosConnectedNode node(String name, NodeConfiguration configuration) {
        RosConnectedNode node = TestNodes.start(name, configuration.withIntraProcess(false));
        nodes.add(node);
        return node;
    }

    /** Closes the master and starts an empty one on the same port as soon as it is free. */
    private void restartMaster() throws InterruptedException {
        int port = master.uri().getPort();
        master.close();
        AtomicReference<RosMaster> restarted = new AtomicReference<>();
        TestNodes.await("the master's port", 10, () -> {
            try {
                restarted.set(RosMaster.start("127.0.0.1", port));
                return true;
            } catch (GraphException stillBound) {
                return false;
            }
        });
        master = restarted.get();
    }

    /** {@code [publishers, subscribers, services]} as the master knows them. */
    private List<?> state() {
        return (List<?>) new MasterClient(master.uri(), "/test", client).call("getSystemState");
    }

    private void awaitState(List<?> wanted) throws InterruptedException {
        TestNodes.await("the master to know " + wanted, 15, () -> state().equals(wanted));
    }

    private static List<Object> entry(String name, String... nodes) {
        return List.of(name, List.of(nodes));
    }

    @Test
    void shouldRegisterEverythingAgainAfterTheMasterRestarted() throws Exception {
        RosConnectedNode talker =
                node("talker", NodeConfiguration.forMaster(master.uri()).withParameter("rate", 250));
        Publisher<Int32> publisher = talker.newPublisher("numbers", Int32.TYPE);
        talker.newServiceServer("stop", Trigger.TYPE, (q, r) -> r.success = true);
        RosConnectedNode listener = node("listener");
        BlockingQueue<Integer> got = new LinkedBlockingQueue<>();
        listener.newSubscriber("numbers", Int32.TYPE, m -> got.add(m.data));
        TestNodes.await("the subscriber", 10, () -> publisher.getNumberOfSubscribers() == 1);
        List<?> before = state();
        assertEquals(
                List.of(
                        List.of(entry("/numbers", "/talker")),
                        List.of(entry("/numbers", "/listener")),
                        List.of(entry("/stop", "/talker"))),
                before);

        restartMaster();
        awaitState(before);

        TestNodes.await(
                "the parameter of the command line",
                10,
                () -> talker.getParameterTree().getInteger("~rate", 0) == 250);
        BlockingQueue<Integer> late = new LinkedBlockingQueue<>();
        RosConnectedNode third = node("third");
        third.newSubscriber("numbers", Int32.TYPE, m -> late.add(m.data));
        TestNodes.await("the late subscriber", 10, () -> publisher.getNumberOfSubscribers() == 2);
        Int32 message = new Int32();
        message.data = 42;
        publisher.publish(message);
        assertEquals(42, late.poll(5, TimeUnit.SECONDS));
        assertEquals(42, got.poll(5, TimeUnit.SECONDS));
        try (ServiceClient<Trigger.Request, Trigger.Response> stop = third.newServiceClient("stop", Trigger.TYPE)) {
            assertTrue(stop.call(new Trigger.Request(), Duration.ofSeconds(5)).success);
        }
    }

    @Test
    void shouldKeepConnectionsThatAreOpenWhileTheMasterIsRestarted() throws Exception {
        Publisher<Int32> publisher = node("talker").newPublisher("numbers", Int32.TYPE);
        BlockingQueue<Integer> got = new LinkedBlockingQueue<>();
        node("listener").newSubscriber("numbers", Int32.TYPE, m -> got.add(m.data));
        TestNodes.await("the subscriber", 10, () -> publisher.getNumberOfSubscribers() == 1);
        List<?> before = state();
        Int32 message = new Int32();
        restartMaster();
        // The subscriber may register before the publisher and be told that nobody publishes.
        for (boolean settled = false; !settled; message.data++) {
            settled = state().equals(before);
            publisher.publish(message);
            assertEquals(message.data, got.poll(5, TimeUnit.SECONDS));
        }
        // What the master says while only other publishers are back, whichever of our nodes was first above.
        URI listener =
                URI.create((String) new MasterClient(master.uri(), "/test", client).call("lookupNode", "/listener"));
        client.call(listener, Duration.ofSeconds(5), "publisherUpdate", "/master", "/numbers", List.of());
        publisher.publish(message);
        assertEquals(message.data, got.poll(5, TimeUnit.SECONDS));
        assertEquals(1, publisher.getNumberOfSubscribers());
    }

    @Test
    void shouldNotReviveWhatWasClosedWhileTheMasterWasAway() throws Exception {
        RosConnectedNode node = node("node");
        Publisher<Int32> closed = node.newPublisher("closed", Int32.TYPE);
        ServiceServer service = node.newServiceServer("gone", Trigger.TYPE, (q, r) -> {});
        node.newPublisher("kept", Int32.TYPE);
        int port = master.uri().getPort();
        master.close();
        closed.close();
        service.close();
        restartMaster();
        assertEquals(port, master.uri().getPort());
        awaitState(List.of(List.of(entry("/kept", "/node")), List.of(), List.of()));
    }

    @Test
    void shouldRegisterAgainWhenTheMasterForgotTheNodeButNotItself() throws Exception {
        RosConnectedNode node = node("node");
        node.newPublisher("numbers", Int32.TYPE);
        String api = (String) new MasterClient(master.uri(), "/test", client).call("lookupNode", "/node");
        // As "rosnode cleanup" does when it takes the node for dead.
        assertEquals(1, new MasterClient(master.uri(), "/node", client).call("unregisterPublisher", "/numbers", api));
        awaitState(List.of(List.of(entry("/numbers", "/node")), List.of(), List.of()));
    }

    @Test
    void shouldGiveWayToAYoungerNodeThatTookTheNameAtTheRestartedMaster() throws Exception {
        RosConnectedNode old = node("twin");
        Publisher<Int32> publisher = old.newPublisher("old", Int32.TYPE);
        assertEquals(0, publisher.getNumberOfSubscribers());
        restartMaster();
        RosConnectedNode young = node("twin");
        young.newPublisher("young", Int32.TYPE);
        TestNodes.await("the old node's end", 15, old::isShutdown);
        assertTrue(old.awaitShutdown(Duration.ofSeconds(5)));
        awaitState(List.of(List.of(entry("/young", "/twin")), List.of(), List.of()));
        assertFalse(young.isShutdown());
    }
}
