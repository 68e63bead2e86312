package org.prolepsis.ros.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.PublisherOptions;
import org.prolepsis.graph.Subscriber;
import org.prolepsis.msgs.std_msgs.Int32;
import org.prolepsis.ros.TestNodes;

/** The last message of a latched topic, for whoever comes when. */
@Timeout(60)
class LatchedTopicTest extends NodeTest {
    private static Int32 number(int n) {
        Int32 message = new Int32();
        message.data = n;
        return message;
    }

    private BlockingQueue<Integer> listen(String name) {
        BlockingQueue<Integer> got = new LinkedBlockingQueue<>();
        node(name).newSubscriber("latched", Int32.TYPE, m -> got.add(m.data));
        return got;
    }

    @Test
    void shouldGiveEachOfSeveralLateSubscribersTheLastMessageOnce() throws Exception {
        Publisher<Int32> publisher = node("talker").newPublisher("latched", Int32.TYPE, PublisherOptions.LATCHED);
        BlockingQueue<Integer> early = listen("early");
        TestNodes.await("the early one", 10, () -> publisher.getNumberOfSubscribers() == 1);
        publisher.publish(number(1));
        publisher.publish(number(2));
        assertEquals(1, early.poll(5, TimeUnit.SECONDS));
        assertEquals(2, early.poll(5, TimeUnit.SECONDS));
        for (String name : List.of("first", "second", "third")) {
            assertEquals(2, listen(name).poll(5, TimeUnit.SECONDS), name);
        }
        assertNull(early.poll(), "who was there hears nothing twice");
    }

    @Test
    void shouldLatchNothingOfAPublisherThatWasClosed() throws Exception {
        RosConnectedNode talker = node("talker");
        Publisher<Int32> first = talker.newPublisher("latched", Int32.TYPE, PublisherOptions.LATCHED);
        first.publish(number(1));
        first.close();
        Publisher<Int32> second = talker.newPublisher("latched", Int32.TYPE, PublisherOptions.LATCHED);
        BlockingQueue<Integer> got = listen("listener");
        TestNodes.await("the subscriber", 10, () -> second.getNumberOfSubscribers() == 1);
        second.publish(number(2));
        assertEquals(2, got.poll(5, TimeUnit.SECONDS));
    }

    @Test
    void shouldKeepTheLatchedMessageWhenTheMasterForgetsThePublisher() throws Exception {
        Publisher<Int32> publisher = node("talker").newPublisher("latched", Int32.TYPE, PublisherOptions.LATCHED);
        publisher.publish(number(7));
        String api = (String) masterClient().call("lookupNode", "/talker");
        // As "rosnode cleanup" does.
        new org.prolepsis.ros.master.MasterClient(master.uri(), "/talker", client)
                .call("unregisterPublisher", "/latched", api);
        BlockingQueue<Integer> got = listen("late");
        TestNodes.await("the publisher to register again", 15, () -> publisher.getNumberOfSubscribers() == 1);
        assertEquals(7, got.poll(5, TimeUnit.SECONDS));
        assertEquals(URI.create(api), URI.create((String) masterClient().call("lookupNode", "/talker")));
    }

    @Test
    void shouldGiveASubscriberThatReconnectsTheMessageAgain() throws Exception {
        Publisher<Int32> publisher = node("talker").newPublisher("latched", Int32.TYPE, PublisherOptions.LATCHED);
        publisher.publish(number(7));
        RosConnectedNode listener = node("listener");
        BlockingQueue<Integer> got = new LinkedBlockingQueue<>();
        for (int round = 0; round < 2; round++) {
            try (Subscriber subscriber = listener.newSubscriber("latched", Int32.TYPE, m -> got.add(m.data))) {
                assertEquals(7, got.poll(5, TimeUnit.SECONDS));
                assertEquals("/latched", subscriber.getTopic());
            }
        }
    }
}
