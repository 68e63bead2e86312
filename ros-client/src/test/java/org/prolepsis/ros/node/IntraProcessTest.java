package org.prolepsis.ros.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.Subscriber;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_msgs.Int32;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.master.MasterClient;
import org.prolepsis.ros.master.RosMaster;
import org.prolepsis.ros.xmlrpc.XmlRpcClient;

/** Who is joined without a socket, who is not, and what it costs. */
@Timeout(60)
class IntraProcessTest {
    private final List<RosConnectedNode> nodes = new ArrayList<>();
    private final BlockingQueue<Integer> got = new LinkedBlockingQueue<>();
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
        RosConnectedNode node = TestNodes.start(name, configuration);
        nodes.add(node);
        return node;
    }

    private Object ask(String node, String method) throws Exception {
        Object api = new MasterClient(master.uri(), "/test", client).call("lookupNode", node);
        List<?> reply = (List<?>) client.call(URI.create((String) api), Duration.ofSeconds(5), method, "/test");
        return reply.get(2);
    }

    /** {@code [peer, direction, transport]} of each connection of a topic, as rosnode shows it. */
    private List<List<Object>> connections(String node, String topic) throws Exception {
        List<List<Object>> found = new ArrayList<>();
        for (Object each : (List<?>) ask(node, "getBusInfo")) {
            List<?> line = (List<?>) each;
            if (line.get(4).equals(topic)) {
                found.add(List.of(line.get(1), line.get(2), line.get(3)));
            }
        }
        return found;
    }

    private static Int32 number(int n) {
        Int32 message = new Int32();
        message.data = n;
        return message;
    }

    @Test
    void shouldJoinNodesOfOneJvmAndServeOthersOverTcpAtTheSameTime() throws Exception {
        RosConnectedNode talker = node("talker");
        Publisher<Int32> publisher = talker.newPublisher("numbers", Int32.TYPE);
        node("near").newSubscriber("numbers", Int32.TYPE, m -> got.add(m.data));
        node("far", NodeConfiguration.forMaster(master.uri()).withIntraProcess(false))
                .newSubscriber("numbers", Int32.TYPE, m -> got.add(100 + m.data));
        TestNodes.await("both subscribers", 10, () -> publisher.getNumberOfSubscribers() == 2);
        publisher.publish(number(1));
        List<Integer> both = Arrays.asList(got.poll(5, TimeUnit.SECONDS), got.poll(5, TimeUnit.SECONDS));
        both.sort(null);
        assertEquals(List.of(1, 101), both);
        List<List<Object>> out = connections("/talker", "/numbers");
        assertTrue(out.contains(List.of("/near", "o", "INTRAPROCESS")), out::toString);
        assertTrue(out.contains(List.of("/far", "o", "TCPROS")), out::toString);
        List<Object> in = connections("/near", "/numbers").get(0);
        assertEquals(List.of("i", "INTRAPROCESS"), in.subList(1, 3));
        assertEquals("TCPROS", connections("/far", "/numbers").get(0).get(2));
    }

    @Test
    void shouldKeepToTcpWhenThePublisherDoes() throws Exception {
        Publisher<Int32> publisher = node(
                        "talker", NodeConfiguration.forMaster(master.uri()).withIntraProcess(false))
                .newPublisher("numbers", Int32.TYPE);
        node("near").newSubscriber("numbers", Int32.TYPE, m -> got.add(m.data));
        TestNodes.await("the subscriber", 10, () -> publisher.getNumberOfSubscribers() == 1);
        assertEquals(List.of(List.of("/near", "o", "TCPROS")), connections("/talker", "/numbers"));
    }

    @Test
    void shouldNotJoinNodesOfDifferentMasters() throws Exception {
        try (RosMaster other = RosMaster.start("127.0.0.1", 0)) {
            Publisher<Int32> here = node("talker").newPublisher("numbers", Int32.TYPE);
            Publisher<Int32> there =
                    node("talker", NodeConfiguration.forMaster(other.uri())).newPublisher("numbers", Int32.TYPE);
            Subscriber subscriber = node("listener").newSubscriber("numbers", Int32.TYPE, m -> got.add(m.data));
            TestNodes.await("the subscriber", 10, () -> here.getNumberOfSubscribers() == 1);
            there.publish(number(2));
            here.publish(number(1));
            assertEquals(1, got.poll(5, TimeUnit.SECONDS));
            assertEquals(0, there.getNumberOfSubscribers());
            assertEquals(1, subscriber.getNumberOfPublishers());
            assertNull(got.poll());
            for (RosConnectedNode node : nodes) {
                node.shutdown();
                assertTrue(node.awaitShutdown(Duration.ofSeconds(10)));
            }
        }
    }

    @Test
    void shouldFollowNamesAndRemappingsAsTheMasterDoes() throws Exception {
        NodeConfiguration plain = NodeConfiguration.forMaster(master.uri());
        Publisher<Int32> publisher =
                node("talker", plain.withRemapping("out", "/left/command")).newPublisher("out", Int32.TYPE);
        node("left", plain.withNamespace("/left")).newSubscriber("command", Int32.TYPE, m -> got.add(m.data));
        Subscriber unmapped = node("other").newSubscriber("out", Int32.TYPE, m -> got.add(-m.data));
        TestNodes.await("the subscriber", 10, () -> publisher.getNumberOfSubscribers() == 1);
        publisher.publish(number(3));
        assertEquals(3, got.poll(5, TimeUnit.SECONDS));
        assertEquals(0, unmapped.getNumberOfPublishers());
        assertEquals(
                "INTRAPROCESS",
                connections("/left/left", "/left/command").get(0).get(2));
    }

    @Test
    void shouldGiveEveryListenerAMessageOfItsOwn() throws Exception {
        Publisher<JointState> publisher = node("talker").newPublisher("state", JointState.TYPE);
        BlockingQueue<Double> seen = new LinkedBlockingQueue<>();
        for (String name : List.of("one", "two")) {
            node(name).newSubscriber("state", JointState.TYPE, m -> {
                seen.add(m.position[0]);
                // What a listener does to its message concerns nobody else.
                m.position[0] = -1;
            });
        }
        TestNodes.await("both subscribers", 10, () -> publisher.getNumberOfSubscribers() == 2);
        JointState state = new JointState();
        state.position = new double[1];
        for (int i = 1; i <= 50; i++) {
            state.position[0] = i;
            publisher.publish(state);
            assertEquals(i, state.position[0]);
            assertEquals(i, seen.poll(5, TimeUnit.SECONDS));
            assertEquals(i, seen.poll(5, TimeUnit.SECONDS));
        }
    }

    @Test
    void shouldCountMessagesAndDropsOfEachConnection() throws Exception {
        Publisher<Int32> publisher = node("talker").newPublisher("numbers", Int32.TYPE);
        Semaphore go = new Semaphore(0);
        node("slow").newSubscriber("numbers", Int32.TYPE, org.prolepsis.graph.SubscriberOptions.NEWEST, m -> {
            got.add(m.data);
            go.acquireUninterruptibly();
        });
        TestNodes.await("the subscriber", 10, () -> publisher.getNumberOfSubscribers() == 1);
        publisher.publish(number(0));
        assertEquals(0, got.poll(5, TimeUnit.SECONDS));
        for (int i = 1; i <= 10; i++) {
            publisher.publish(number(i));
        }
        go.release();
        assertEquals(10, got.poll(5, TimeUnit.SECONDS));
        go.release();
        // [published, subscribed, services], each [topic, …, connections]
        List<?> published = (List<?>) ((List<?>) ask("/talker", "getBusStats")).get(0);
        List<?> subscribed = (List<?>) ((List<?>) ask("/slow", "getBusStats")).get(1);
        String sent = published.toString();
        String received = subscribed.toString();
        assertTrue(sent.contains("0, 2, true, 9"), sent);
        assertTrue(received.contains("0, 2, 9, true"), received);
    }

    @Test
    void shouldHandMessagesOverWithoutAllocating() throws InterruptedException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int warm = 20_000;
        int count = 20_000;
        Publisher<JointState> publisher = node("talker").newPublisher("state", JointState.TYPE);
        Semaphore arrived = new Semaphore(0);
        // [messages, bytes before, bytes after]
        AtomicLongArray seen = new AtomicLongArray(3);
        node("listener").newSubscriber("state", JointState.TYPE, m -> {
            long n = seen.incrementAndGet(0);
            if (n == warm || n == warm + count) {
                seen.set(
                        n == warm ? 1 : 2,
                        threads.getThreadAllocatedBytes(Thread.currentThread().getId()));
            }
            arrived.release();
        });
        TestNodes.await("a subscriber", 10, () -> publisher.getNumberOfSubscribers() == 1);
        JointState state = new JointState();
        state.header.frameId = "base";
        state.name = new String[7];
        Arrays.setAll(state.name, i -> "panda_joint" + (i + 1));
        state.position = new double[7];
        publishAll(publisher, state, arrived, warm);
        long id = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(id);
        publishAll(publisher, state, arrived, count);
        double sent = (threads.getThreadAllocatedBytes(id) - before) / (double) count;
        double received = (seen.get(2) - seen.get(1)) / (double) count;
        // The semaphore of this test parks now and then, which costs its node a few bytes.
        assertTrue(sent < 40, sent + " bytes for a message on the publishing thread");
        assertTrue(received < 1, received + " bytes for a message on the receiving thread");
    }

    private static void publishAll(Publisher<JointState> publisher, JointState state, Semaphore arrived, int count)
            throws InterruptedException {
        for (int i = 0; i < count; i++) {
            state.position[0] = i;
            publisher.publish(state);
            assertTrue(arrived.tryAcquire(5, TimeUnit.SECONDS), "lost a message");
        }
    }
}
