package org.prolepsis.ros.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.prolepsis.graph.GraphException;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.PublisherOptions;
import org.prolepsis.graph.RawMessage;
import org.prolepsis.msgs.MessageFormatException;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_msgs.Float64;
import org.prolepsis.msgs.std_msgs.Int32;
import org.prolepsis.ros.TestNodes;

/** Messages of any type, both ways, and what becomes of their header. */
@Timeout(60)
class RawMessageTest extends NodeTest {
    @Test
    void shouldTakeAnyTypeAndTellWhatThePublisherSends() throws Exception {
        Publisher<Int32> publisher = node("talker").newPublisher("topic", Int32.TYPE);
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        Int32 decoded = new Int32();
        node("tool").newSubscriber("topic", RawMessage.ANY, m -> {
            m.decodeInto(decoded);
            assertThrows(MessageFormatException.class, () -> m.decodeInto(new Float64()));
            got.add(m.type().name() + " " + m.type().md5() + " "
                    + m.type().definition().strip() + " " + decoded.data + " "
                    + m.body().getInt());
        });
        TestNodes.await("the tool", 10, () -> publisher.getNumberOfSubscribers() == 1);
        Int32 message = new Int32();
        message.data = 42;
        publisher.publish(message);
        assertEquals("std_msgs/Int32 " + Int32.TYPE.md5() + " int32 data 42 42", got.poll(5, TimeUnit.SECONDS));
        assertEquals(List.of(List.of("/topic", "*")), slaveValue("/tool", "getSubscriptions"));
    }

    @Test
    void shouldTellTwoPublishersOfDifferentTypesApart() throws Exception {
        Publisher<Int32> ints = node("ints").newPublisher("topic", Int32.TYPE, PublisherOptions.LATCHED);
        Publisher<Float64> floats = node("floats").newPublisher("topic", Float64.TYPE, PublisherOptions.LATCHED);
        ints.publish(new Int32());
        floats.publish(new Float64());
        Map<String, Integer> lengths = new ConcurrentHashMap<>();
        node("tool")
                .newSubscriber(
                        "topic", RawMessage.ANY, m -> lengths.put(m.type().name(), m.serializedLength()));
        TestNodes.await("both", 10, () -> lengths.size() == 2);
        assertEquals(Map.of("std_msgs/Int32", 4, "std_msgs/Float64", 8), lengths);
    }

    @Test
    void shouldRelayWithoutDecodingAndKeepTheHeader() throws Exception {
        RosConnectedNode relay = node("relay");
        Publisher<JointState> source = node("source").newPublisher("in", JointState.TYPE);
        Publisher<RawMessage> out = relay.newPublisher(
                "out", RawMessage.typeOf(JointState.TYPE.name(), JointState.TYPE.md5(), JointState.TYPE.definition()));
        relay.newSubscriber("in", RawMessage.ANY, out::publish);
        BlockingQueue<JointState> got = new LinkedBlockingQueue<>();
        node("sink").newSubscriber("out", JointState.TYPE, m -> {
            JointState copy = new JointState();
            copy.copyFrom(m);
            got.add(copy);
        });
        TestNodes.await(
                "the chain", 10, () -> source.getNumberOfSubscribers() == 1 && out.getNumberOfSubscribers() == 1);
        JointState message = new JointState();
        message.position = new double[] {1, 2};
        for (int i = 0; i < 3; i++) {
            source.publish(message);
            JointState end = got.poll(5, TimeUnit.SECONDS);
            assertArrayEquals(message.position, end.position);
            assertEquals(i, end.header.seq);
        }
    }

    @Test
    void shouldNotPublishAnyTypeNorAnotherThanTheTopics() throws Exception {
        RosConnectedNode node = node("node");
        GraphException refused = assertThrows(GraphException.class, () -> node.newPublisher("topic", RawMessage.ANY));
        assertTrue(refused.getMessage().contains("RawMessage.typeOf"), refused.getMessage());
        Publisher<RawMessage> ints =
                node.newPublisher("ints", RawMessage.typeOf("std_msgs/Int32", Int32.TYPE.md5(), "int32 data"));
        RawMessage other = RawMessage.typeOf("std_msgs/Float64", Float64.TYPE.md5(), "float64 data")
                .newMessage();
        assertThrows(IllegalArgumentException.class, () -> ints.publish(other));
    }

    @Test
    void shouldNumberPublicationsInTheHeaderFromZeroWhoeverListens() throws Exception {
        Publisher<JointState> publisher = node("talker").newPublisher("state", JointState.TYPE);
        JointState message = new JointState();
        message.header.seq = 77;
        publisher.publish(message);
        publisher.publish(message);
        BlockingQueue<Integer> got = new LinkedBlockingQueue<>();
        node("listener").newSubscriber("state", JointState.TYPE, m -> got.add(m.header.seq));
        TestNodes.await("the listener", 10, () -> publisher.getNumberOfSubscribers() == 1);
        publisher.publish(message);
        publisher.publish(message);
        assertEquals(2, got.poll(5, TimeUnit.SECONDS));
        assertEquals(3, got.poll(5, TimeUnit.SECONDS));
        assertEquals(77, message.header.seq, "the node's message is its own");
    }
}
