package org.prolepsis.ros.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.GraphException;
import org.prolepsis.graph.ParameterTree;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.PublisherOptions;
import org.prolepsis.graph.ServiceClient;
import org.prolepsis.graph.ServiceException;
import org.prolepsis.graph.ServiceServer;
import org.prolepsis.graph.Subscriber;
import org.prolepsis.graph.SubscriberOptions;
import org.prolepsis.msgs.rosgraph_msgs.Clock;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_msgs.Float64;
import org.prolepsis.msgs.std_msgs.Int32;
import org.prolepsis.msgs.std_srvs.SetBool;
import org.prolepsis.msgs.std_srvs.Trigger;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.master.RosMaster;

/** Our nodes with our master, over real loopback sockets unless a subclass says otherwise. */
@Timeout(60)
class GraphIntegrationTest {
    private final List<RosConnectedNode> nodes = new ArrayList<>();
    private RosMaster master;

    /** Whether the nodes may leave the sockets out. */
    boolean intraProcess() {
        return false;
    }

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
        master.close();
    }

    private RosConnectedNode node(String name) {
        return node(name, NodeConfiguration.forMaster(master.uri()));
    }

    private RosConnectedNode node(String name, NodeConfiguration configuration) {
        RosConnectedNode node = TestNodes.start(name, configuration.withIntraProcess(intraProcess()));
        nodes.add(node);
        return node;
    }

    private static JointState jointState(double first) {
        JointState state = new JointState();
        state.header.frameId = "base";
        state.name = new String[] {"a", "b"};
        state.position = new double[] {first, 2};
        return state;
    }

    @Test
    void shouldDeliverMessagesInOrderWhicheverSideStartsFirst() throws Exception {
        BlockingQueue<Integer> early = new LinkedBlockingQueue<>();
        BlockingQueue<Integer> late = new LinkedBlockingQueue<>();
        node("early").newSubscriber("numbers", Int32.TYPE, m -> early.add(m.data));
        Publisher<Int32> publisher = node("talker").newPublisher("numbers", Int32.TYPE);
        node("late").newSubscriber("numbers", Int32.TYPE, m -> late.add(m.data));
        TestNodes.await("two subscribers", 10, () -> publisher.getNumberOfSubscribers() == 2);
        Int32 message = new Int32();
        for (int i = 0; i < 50; i++) {
            message.data = i;
            publisher.publish(message);
        }
        for (int i = 0; i < 50; i++) {
            assertEquals(i, early.poll(5, TimeUnit.SECONDS));
            assertEquals(i, late.poll(5, TimeUnit.SECONDS));
        }
    }

    @Test
    void shouldGiveLateSubscribersTheLatchedMessage() throws Exception {
        Publisher<JointState> publisher =
                node("talker").newPublisher("state", JointState.TYPE, PublisherOptions.LATCHED);
        publisher.publish(jointState(1));
        publisher.publish(jointState(7));
        BlockingQueue<Double> got = new LinkedBlockingQueue<>();
        node("listener").newSubscriber("state", JointState.TYPE, m -> got.add(m.position[0]));
        assertEquals(7, got.poll(5, TimeUnit.SECONDS));
    }

    @Test
    void shouldConnectPublisherAndSubscriberOfOneNode() throws Exception {
        RosConnectedNode both = node("both");
        BlockingQueue<Integer> got = new LinkedBlockingQueue<>();
        both.newSubscriber("loop", Int32.TYPE, m -> got.add(m.data));
        Publisher<Int32> publisher = both.newPublisher("loop", Int32.TYPE);
        TestNodes.await("a subscriber", 10, () -> publisher.getNumberOfSubscribers() == 1);
        Int32 message = new Int32();
        message.data = 42;
        publisher.publish(message);
        assertEquals(42, got.poll(5, TimeUnit.SECONDS));
    }

    @Test
    void shouldRefuseATypeWithAnotherChecksumAndGoOnWithTheOthers() throws Exception {
        Publisher<Int32> publisher = node("talker").newPublisher("topic", Int32.TYPE);
        Subscriber wrong = node("wrong").newSubscriber("topic", Float64.TYPE, m -> {});
        BlockingQueue<Integer> got = new LinkedBlockingQueue<>();
        node("right").newSubscriber("topic", Int32.TYPE, m -> got.add(m.data));
        TestNodes.await("the right subscriber", 10, () -> publisher.getNumberOfSubscribers() == 1);
        publisher.publish(new Int32());
        assertEquals(0, got.poll(5, TimeUnit.SECONDS));
        assertEquals(0, wrong.getNumberOfPublishers());
    }

    @Test
    void shouldSurviveAListenerThatThrows() throws Exception {
        Publisher<Int32> publisher = node("talker").newPublisher("topic", Int32.TYPE);
        BlockingQueue<Integer> got = new LinkedBlockingQueue<>();
        node("listener").newSubscriber("topic", Int32.TYPE, m -> {
            if (m.data == 0) {
                throw new IllegalStateException("expected by the test");
            }
            got.add(m.data);
        });
        TestNodes.await("a subscriber", 10, () -> publisher.getNumberOfSubscribers() == 1);
        Int32 message = new Int32();
        publisher.publish(message);
        message.data = 1;
        publisher.publish(message);
        assertEquals(1, got.poll(5, TimeUnit.SECONDS));
    }

    @Test
    void shouldNotCallTheListenerAfterClosing() throws Exception {
        Publisher<Int32> publisher = node("talker").newPublisher("topic", Int32.TYPE);
        BlockingQueue<Integer> got = new LinkedBlockingQueue<>();
        Subscriber subscriber = node("listener").newSubscriber("topic", Int32.TYPE, m -> got.add(m.data));
        TestNodes.await("a subscriber", 10, () -> publisher.getNumberOfSubscribers() == 1);
        subscriber.close();
        TestNodes.await("the link's end", 10, () -> publisher.getNumberOfSubscribers() == 0);
        publisher.publish(new Int32());
        assertTrue(got.isEmpty());
    }

    @Test
    void shouldDropTheOldestForASlowListenerAndNeverBlockThePublisher() throws Exception {
        Publisher<JointState> publisher =
                node("talker").newPublisher("topic", JointState.TYPE, new PublisherOptions(false, 2));
        CountDownLatch release = new CountDownLatch(1);
        BlockingQueue<Double> got = new LinkedBlockingQueue<>();
        node("listener").newSubscriber("topic", JointState.TYPE, SubscriberOptions.NEWEST, m -> {
            got.add(m.position[0]);
            awaitQuietly(release);
        });
        TestNodes.await("a subscriber", 10, () -> publisher.getNumberOfSubscribers() == 1);
        publisher.publish(jointState(0));
        assertEquals(0, got.poll(5, TimeUnit.SECONDS));
        JointState big = jointState(1);
        big.velocity = new double[100_000];
        // 160 MB: far more than the socket buffers hold.
        for (int i = 1; i <= 200; i++) {
            big.position[0] = i;
            publisher.publish(big);
        }
        release.countDown();
        double last = 0;
        int count = 0;
        while (last < 200) {
            Double next = got.poll(10, TimeUnit.SECONDS);
            assertTrue(next != null && next > last, "the newest message must come; got " + next + " after " + last);
            last = next;
            count++;
        }
        assertTrue(count < 100, "most of 200 messages must be dropped, " + count + " came");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldReconnectToAPublisherThatComesBack() throws Exception {
        BlockingQueue<Integer> got = new LinkedBlockingQueue<>();
        Subscriber subscriber = node("listener").newSubscriber("topic", Int32.TYPE, m -> got.add(m.data));
        RosConnectedNode first = node("talker");
        first.newPublisher("topic", Int32.TYPE);
        TestNodes.await("the first publisher", 10, () -> subscriber.getNumberOfPublishers() == 1);
        first.shutdown();
        TestNodes.await("its end", 10, () -> subscriber.getNumberOfPublishers() == 0);
        Publisher<Int32> second = node("talker").newPublisher("topic", Int32.TYPE);
        TestNodes.await("the second publisher", 10, () -> second.getNumberOfSubscribers() == 1);
        second.publish(new Int32());
        assertEquals(0, got.poll(5, TimeUnit.SECONDS));
    }

    @Test
    void shouldShutDownTheOldNodeWhenANewOneTakesItsName() throws Exception {
        RosConnectedNode old = node("twin");
        old.newPublisher("topic", Int32.TYPE);
        RosConnectedNode young = node("twin");
        Publisher<Int32> publisher = young.newPublisher("topic", Int32.TYPE);
        TestNodes.await("the old node's end", 10, old::isShutdown);
        assertTrue(old.awaitShutdown(Duration.ofSeconds(5)));
        Subscriber subscriber = node("listener").newSubscriber("topic", Int32.TYPE, m -> {});
        TestNodes.await("the young publisher", 10, () -> publisher.getNumberOfSubscribers() == 1);
        TestNodes.await("exactly one publisher", 10, () -> subscriber.getNumberOfPublishers() == 1);
        assertFalse(young.isShutdown());
    }

    @Test
    void shouldCallServicesAndPassOnTheirErrors() throws Exception {
        RosConnectedNode server = node("server");
        ServiceServer offered = server.newServiceServer("~enable", SetBool.TYPE, (q, r) -> {
            if (!q.data) {
                throw new ServiceException("will not be disabled");
            }
            r.success = true;
            r.message = "enabled";
        });
        assertEquals("/server/enable", offered.getName());
        ConnectedNode caller = node("caller");
        try (ServiceClient<SetBool.Request, SetBool.Response> client =
                caller.newServiceClient("/server/enable", SetBool.TYPE)) {
            SetBool.Request request = new SetBool.Request();
            request.data = true;
            for (int i = 0; i < 3; i++) {
                SetBool.Response response = client.call(request, Duration.ofSeconds(5));
                assertTrue(response.success);
                assertEquals("enabled", response.message);
            }
            request.data = false;
            ServiceException refused =
                    assertThrows(ServiceException.class, () -> client.call(request, Duration.ofSeconds(5)));
            assertTrue(refused.getMessage().contains("will not be disabled"), refused.getMessage());
            offered.close();
            request.data = true;
            assertThrows(ServiceException.class, () -> client.call(request, Duration.ofSeconds(5)));
        }
    }

    @Test
    void shouldRefuseAServiceCallWithAnotherType() {
        node("server").newServiceServer("service", SetBool.TYPE, (q, r) -> {});
        ServiceClient<Trigger.Request, Trigger.Response> client =
                node("caller").newServiceClient("service", Trigger.TYPE);
        ServiceException refused =
                assertThrows(ServiceException.class, () -> client.call(new Trigger.Request(), Duration.ofSeconds(5)));
        assertTrue(refused.getMessage().contains("md5sum"), refused.getMessage());
    }

    @Test
    void shouldEndAServiceCallAtItsTimeout() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        node("server").newServiceServer("slow", Trigger.TYPE, (q, r) -> awaitQuietly(release));
        ServiceClient<Trigger.Request, Trigger.Response> client = node("caller").newServiceClient("slow", Trigger.TYPE);
        assertThrows(ServiceException.class, () -> client.call(new Trigger.Request(), Duration.ofMillis(200)));
        release.countDown();
        client.call(new Trigger.Request(), Duration.ofSeconds(5));
    }

    @Test
    void shouldKeepParametersOfEveryType() {
        ParameterTree parameters = node("node").getParameterTree();
        parameters.set("~rate", 200);
        parameters.set("/robot", Map.of("arm", Map.of("joints", List.of("a", "b"), "gain", 0.5), "on", true));
        assertEquals(Optional.of(200), parameters.get("/node/rate"));
        assertEquals(200.0, parameters.getDouble("~rate", 0));
        assertEquals(List.of("a", "b"), parameters.get("/robot/arm/joints").orElseThrow());
        assertEquals(0.5, parameters.getDouble("/robot/arm/gain", 0));
        assertTrue(parameters.getBoolean("/robot/on", false));
        assertEquals("/robot/arm", parameters.search("robot/arm").orElseThrow());
        assertEquals(Optional.empty(), parameters.get("/nothing"));
        parameters.delete("/robot");
        assertFalse(parameters.has("/robot/on"));
        parameters.delete("/robot");
        GraphException wrong = assertThrows(GraphException.class, () -> parameters.getString("~rate", ""));
        assertTrue(wrong.getMessage().contains("/node/rate is 200 (integer); it must be a string"), wrong.getMessage());
        assertThrows(GraphException.class, () -> parameters.set("~wide", 1L << 40));
        assertFalse(parameters.has("~wide"));
    }

    @Test
    void shouldTakeNameNamespaceRemappingAndParametersFromTheCommandLine() {
        NodeConfiguration configuration = NodeConfiguration.parse(
                new String[] {
                    "__master:=" + master.uri(), "__name:=act", "__ns:=/robot", "chunk:=/action_chunk", "_rate:=250"
                },
                Map.of());
        RosConnectedNode node = node("action", configuration);
        assertEquals("/robot/act", node.getName());
        assertEquals("/action_chunk", node.resolveName("chunk"));
        assertEquals("/robot/joint_states", node.resolveName("joint_states"));
        assertEquals(250, node.getParameterTree().getInteger("~rate", 0));
        assertEquals(Optional.of(250), node.getParameterTree().get("/robot/act/rate"));
    }

    @Test
    void shouldFollowTheSimulatedClock() throws Exception {
        RosConnectedNode clock = node("clock");
        clock.getParameterTree().set("/use_sim_time", true);
        Publisher<Clock> publisher = clock.newPublisher("/clock", Clock.TYPE);
        RosConnectedNode node = node("node");
        assertTrue(node.getTimeProvider().isSimulated());
        assertEquals(0, node.getTimeProvider().nowNanos());
        TestNodes.await("the clock's subscriber", 10, () -> publisher.getNumberOfSubscribers() == 1);
        Clock tick = new Clock();
        tick.clock.setNanos(12_345_678_901L);
        publisher.publish(tick);
        TestNodes.await("the tick", 5, () -> node.getTimeProvider().nowNanos() == 12_345_678_901L);
    }

    @Test
    void shouldSayWhatToDoWhenThereIsNoMaster() {
        NodeConfiguration nowhere =
                NodeConfiguration.forMaster(URI.create("http://127.0.0.1:1")).withMasterWait(Duration.ZERO);
        GraphException failed = assertThrows(GraphException.class, () -> TestNodes.start("lost", nowhere));
        assertTrue(failed.getMessage().contains("http://127.0.0.1:1"), failed.getMessage());
        assertTrue(failed.getMessage().contains("roscore"), failed.getMessage());
    }
}
