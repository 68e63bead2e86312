package org.prolepsis.ros.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.prolepsis.graph.ConnectionStatistics;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.PublisherOptions;
import org.prolepsis.graph.Subscriber;
import org.prolepsis.graph.SubscriberOptions;
import org.prolepsis.msgs.std_msgs.Int32;
import org.prolepsis.ros.TestNodes;

/** Every connection is counted by itself, on the port and in getBusStats alike. */
@Timeout(60)
class ConnectionStatisticsTest extends NodeTest {
    private static final long INT32_ON_THE_WIRE = 8;

    @Test
    void shouldCountMessagesAndBytesOfEveryConnectionAtBothEnds() throws Exception {
        Publisher<Int32> publisher = node("talker").newPublisher("numbers", Int32.TYPE);
        AtomicInteger early = new AtomicInteger();
        AtomicInteger late = new AtomicInteger();
        Subscriber first = node("first").newSubscriber("numbers", Int32.TYPE, m -> early.incrementAndGet());
        TestNodes.await("the first", 10, () -> publisher.getNumberOfSubscribers() == 1);
        publish(publisher, 3);
        Subscriber second = node("second").newSubscriber("numbers", Int32.TYPE, m -> late.incrementAndGet());
        TestNodes.await("the second", 10, () -> publisher.getNumberOfSubscribers() == 2);
        publish(publisher, 2);
        TestNodes.await("all messages", 10, () -> early.get() == 5 && late.get() == 2);

        ConnectionStatistics toFirst = connection(publisher.getConnections(), "/first");
        ConnectionStatistics toSecond = connection(publisher.getConnections(), "/second");
        assertCounts(5, toFirst);
        assertCounts(2, toSecond);
        assertCounts(5, connection(first.getConnections(), "/talker"));
        assertCounts(2, connection(second.getConnections(), "/talker"));

        List<?> sent = (List<?>) slaveValue("/talker", "getBusStats").get(0);
        List<?> topic = (List<?>) sent.get(0);
        assertEquals(List.of("/numbers", (int) (7 * INT32_ON_THE_WIRE)), topic.subList(0, 2));
        assertTrue(((List<?>) topic.get(2)).contains(List.of(toFirst.id(), (int) (5 * INT32_ON_THE_WIRE), 5, true, 0)));
        List<?> received = (List<?>) slaveValue("/second", "getBusStats").get(1);
        int id = second.getConnections().get(0).id();
        assertEquals(
                List.of(List.of("/numbers", List.of(List.of(id, (int) (2 * INT32_ON_THE_WIRE), 2, 0, true)))),
                received);
    }

    private static void publish(Publisher<Int32> publisher, int count) {
        for (int i = 0; i < count; i++) {
            publisher.publish(new Int32());
        }
    }

    private static ConnectionStatistics connection(List<ConnectionStatistics> all, String peer) {
        return all.stream().filter(c -> c.peer().equals(peer)).findFirst().orElseThrow();
    }

    private static void assertCounts(int messages, ConnectionStatistics connection) {
        assertTrue(connection.connected());
        assertEquals(messages, connection.messages());
        assertEquals(messages * INT32_ON_THE_WIRE, connection.bytes());
        assertEquals(0, connection.dropped());
    }

    @Test
    void shouldCountTheDropsOfTheSlowConnectionAlone() throws Exception {
        Publisher<org.prolepsis.msgs.std_msgs.String> publisher = node("talker")
                .newPublisher("big", org.prolepsis.msgs.std_msgs.String.TYPE, new PublisherOptions(false, 2));
        AtomicInteger fast = new AtomicInteger();
        node("fast").newSubscriber("big", org.prolepsis.msgs.std_msgs.String.TYPE, m -> fast.incrementAndGet());
        TestNodes.await("the fast one", 10, () -> publisher.getNumberOfSubscribers() == 1);
        org.prolepsis.msgs.std_msgs.String message = new org.prolepsis.msgs.std_msgs.String();
        message.data = "x".repeat(1 << 20);
        try (Socket stalled = toPublisher("/talker", "/big")) {
            shakeHands(stalled, "callerid", "/stalled", "topic", "/big", "md5sum", "*");
            TestNodes.await("the slow one", 10, () -> publisher.getNumberOfSubscribers() == 2);
            for (int i = 1; i <= 60; i++) {
                publisher.publish(message);
                int sent = i;
                TestNodes.await("message " + i, 10, () -> fast.get() == sent);
            }
            assertEquals(60, connection(publisher.getConnections(), "/fast").messages());
            assertEquals(0, connection(publisher.getConnections(), "/fast").dropped());
            ConnectionStatistics slow = connection(publisher.getConnections(), "/stalled");
            assertTrue(slow.dropped() > 20, slow.toString());
            assertEquals(60 - 2, slow.messages() + slow.dropped(), "all but the two that wait: " + slow);
            assertTrue(slow.bytes() <= slow.messages() * (8L + message.data.length()), slow.toString());
        }
    }

    @Test
    void shouldCountWhatASlowListenerDrops() throws Exception {
        Publisher<Int32> publisher = node("talker").newPublisher("numbers", Int32.TYPE);
        CountDownLatch release = new CountDownLatch(1);
        BlockingQueue<Integer> got = new LinkedBlockingQueue<>();
        Subscriber subscriber = node("listener").newSubscriber("numbers", Int32.TYPE, SubscriberOptions.NEWEST, m -> {
            got.add(m.data);
            try {
                assertTrue(release.await(30, TimeUnit.SECONDS));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
        TestNodes.await("a subscriber", 10, () -> publisher.getNumberOfSubscribers() == 1);
        Int32 message = new Int32();
        publisher.publish(message);
        assertEquals(0, got.poll(5, TimeUnit.SECONDS));
        for (message.data = 1; message.data <= 50; message.data++) {
            publisher.publish(message);
        }
        release.countDown();
        int last = 0;
        int delivered = 1;
        while (last < 50) {
            last = got.poll(5, TimeUnit.SECONDS);
            delivered++;
        }
        int messages = delivered;
        TestNodes.await("the count", 5, () -> subscriber.getConnections().get(0).messages() == messages);
        ConnectionStatistics connection = subscriber.getConnections().get(0);
        assertEquals(51 - delivered, connection.dropped());
        assertEquals(51 * INT32_ON_THE_WIRE, connection.bytes());
    }

    @Test
    void shouldGoOnCountingOverAReconnection() throws Exception {
        RosConnectedNode listener = node("listener");
        AtomicInteger got = new AtomicInteger();
        Subscriber subscriber = listener.newSubscriber("numbers", Int32.TYPE, m -> got.incrementAndGet());
        RosConnectedNode talker = node("talker");
        Publisher<Int32> publisher = talker.newPublisher("numbers", Int32.TYPE);
        TestNodes.await("the subscriber", 10, () -> publisher.getNumberOfSubscribers() == 1);
        publish(publisher, 2);
        TestNodes.await("two messages", 10, () -> got.get() == 2);
        List<?> api = List.of(masterClient().call("lookupNode", "/talker"));
        publisher.close();
        TestNodes.await("the loss", 10, () -> subscriber.getNumberOfPublishers() == 0);
        Publisher<Int32> again = talker.newPublisher("numbers", Int32.TYPE);
        TestNodes.await("the subscriber again", 10, () -> again.getNumberOfSubscribers() == 1);
        publish(again, 1);
        TestNodes.await("three messages", 10, () -> got.get() == 3);
        // The master may have said meanwhile that nobody publishes: then it is a new link, with counts of its own.
        long messages = subscriber.getConnections().get(0).messages();
        assertTrue(messages == 3 || messages == 1, "messages: " + messages);
        assertEquals(api, List.of(masterClient().call("lookupNode", "/talker")));
    }

    @Test
    void shouldShowAPublisherThatCannotBeReachedAsNotConnected() throws Exception {
        masterClient().call("registerPublisher", "/numbers", "std_msgs/Int32", "http://127.0.0.1:1/");
        Subscriber subscriber = node("listener").newSubscriber("numbers", Int32.TYPE, m -> {});
        ConnectionStatistics dead = subscriber.getConnections().get(0);
        assertEquals("http://127.0.0.1:1/", dead.peer());
        assertFalse(dead.connected());
        List<?> info = (List<?>) slaveValue("/listener", "getBusInfo").get(0);
        assertEquals(
                List.of(dead.id(), "http://127.0.0.1:1/", "i", "TCPROS", "/numbers", false, "no TCPROS connection"),
                info);
    }

    @Test
    void shouldDescribeConnectionsAsRosnodeExpects() throws Exception {
        Publisher<Int32> publisher = node("talker").newPublisher("numbers", Int32.TYPE);
        Subscriber subscriber = node("listener").newSubscriber("numbers", Int32.TYPE, m -> {});
        TestNodes.await(
                "the connection",
                10,
                () -> publisher.getNumberOfSubscribers() == 1 && subscriber.getNumberOfPublishers() == 1);
        List<?> out = (List<?>) slaveValue("/talker", "getBusInfo").get(0);
        List<?> in = (List<?>) slaveValue("/listener", "getBusInfo").get(0);
        assertEquals(List.of("/listener", "o", "TCPROS", "/numbers", true), out.subList(1, 6));
        assertEquals(
                List.of(masterClient().call("lookupNode", "/talker"), "i", "TCPROS", "/numbers", true),
                in.subList(1, 6));
        String pattern = "TCPROS connection on port \\d+ to \\[127\\.0\\.0\\.1:\\d+ on socket \\d+\\]";
        assertTrue(((String) out.get(6)).matches(pattern), String.valueOf(out));
        assertTrue(((String) in.get(6)).matches(pattern), String.valueOf(in));
        String outPort = ((String) out.get(6)).replaceAll(".*port (\\d+) to.*", "$1");
        assertTrue(((String) in.get(6)).contains("[127.0.0.1:" + outPort + " on"), out + " and " + in);
    }
}
