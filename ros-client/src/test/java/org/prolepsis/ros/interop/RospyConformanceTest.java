package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.PublisherOptions;
import org.prolepsis.graph.RawMessage;
import org.prolepsis.graph.ServiceClient;
import org.prolepsis.graph.ServiceException;
import org.prolepsis.graph.Subscriber;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_msgs.Int32;
import org.prolepsis.msgs.std_srvs.SetBool;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.node.RosConnectedNode;

/** What rospy sees of our topics and names: latched messages, sequence numbers, refusals, twins; and any type of rospy's. */
class RospyConformanceTest extends BothMasters {
    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldGiveEveryLateRospySubscriberTheLatchedMessageAndNumberTheNext(Master master) throws Exception {
        Publisher<JointState> publisher =
                node(master, "latcher").newPublisher("/latched", JointState.TYPE, PublisherOptions.LATCHED);
        publisher.publish(new JointState());
        publisher.publish(new JointState());
        RosTools.Running first = tools(master).rospy("subscribe", "/latched", "JointState");
        RosTools.Running second = tools(master).rospy("subscribe", "/latched", "JointState");
        first.awaitText("heard 1 from /latcher\n");
        second.awaitText("heard 1 from /latcher\n");
        publisher.publish(new JointState());
        first.awaitText("heard 2 from /latcher\n");
        second.awaitText("heard 2 from /latcher\n");
        assertFalse(first.text().contains("heard 0"), first.text());
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldServeTheOthersWhenARospySubscriberHasAnotherType(Master master) throws Exception {
        Publisher<Int32> publisher =
                node(master, "typed").newPublisher("/typed_topic", Int32.TYPE, PublisherOptions.LATCHED);
        publisher.publish(new Int32());
        RosTools.Running wrong = tools(master).rospy("subscribe", "/typed_topic", "String");
        RosTools.Running right = tools(master).rospy("subscribe", "/typed_topic", "Int32");
        wrong.awaitText("ready");
        right.awaitText("heard -1 from /typed");
        assertFalse(wrong.text().contains("heard"), wrong.text());
        TestNodes.await("the right one alone", 10, () -> publisher.getNumberOfSubscribers() == 1);
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldTakeAnyTypeOfRospy(Master master) throws Exception {
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        JointState decoded = new JointState();
        node(master, "taker").newSubscriber("/any_of_rospy", RawMessage.ANY, m -> {
            m.decodeInto(decoded);
            got.offer(m.type().name() + " " + decoded.name[1] + " "
                    + m.type().definition().equals(""));
        });
        tools(master).rospy("publish", "/any_of_rospy", "__name:=any_type");
        assertEquals("sensor_msgs/JointState b false", got.poll(20, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldGiveWayToAYoungerRospyNodeOfItsNameAndTheOtherWayRound(Master master) throws Exception {
        RosConnectedNode old = node(master, "rospy_publish");
        old.newPublisher("/twin_topic", Int32.TYPE);
        RosTools.Running rospy = tools(master).rospy("publish", "/twin_topic_too");
        assertTrue(old.awaitShutdown(Duration.ofSeconds(30)));
        node(master, "rospy_publish").newPublisher("/twin_topic", Int32.TYPE);
        assertTrue(rospy.process().waitFor(30, TimeUnit.SECONDS), rospy::text);
        assertTrue(rospy.text().contains("new node registered with same name"), rospy.text());
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldTalkBothWaysWithRospy(Master master) throws Exception {
        RosConnectedNode node = node(master, "rospy_talker");
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        Subscriber back =
                node.newSubscriber("/rospy_back", org.prolepsis.msgs.std_msgs.String.TYPE, m -> got.add(m.data));
        Publisher<org.prolepsis.msgs.std_msgs.String> out =
                node.newPublisher("/rospy_forth", org.prolepsis.msgs.std_msgs.String.TYPE);
        tools(master).rospy("echo", "/rospy_forth", "/rospy_back").awaitText("ready");
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

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldServeRospy(Master master) throws Exception {
        node(master, "rospy_server").newServiceServer("/enable_of_rospy", SetBool.TYPE, (q, r) -> {
            if (!q.data) {
                throw new ServiceException("we will not");
            }
            r.success = true;
            r.message = "we did";
        });
        RosTools.Running call = tools(master).rospy("call", "/enable_of_rospy");
        assertTrue(call.process().waitFor(30, TimeUnit.SECONDS));
        assertEquals(
                ("answer we did\n".repeat(3)
                                + "error service [/enable_of_rospy] responded with an error: b'we will not'\n"
                                + "again we did\n")
                        .repeat(2),
                call.text());
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldCallServicesOfRospy(Master master) throws Exception {
        tools(master).rospy("serve", "/rospy_serves").awaitText("ready");
        try (ServiceClient<SetBool.Request, SetBool.Response> client =
                node(master, "rospy_caller").newServiceClient("/rospy_serves", SetBool.TYPE)) {
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

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldReconnectToAPublisherThatWasKilledAndStartedAgain(Master master) throws Exception {
        BlockingQueue<JointState> got = new LinkedBlockingQueue<>(1);
        Subscriber subscriber = node(master, "rospy_listener").newSubscriber("/killed_rospy", JointState.TYPE, m -> {
            JointState copy = new JointState();
            copy.copyFrom(m);
            got.offer(copy);
        });
        RosTools.Running first = tools(master).rospy("publish", "/killed_rospy", "__name:=rospy_to_be_killed");
        JointState state = got.poll(20, TimeUnit.SECONDS);
        assertEquals(List.of("a", "b"), List.of(state.name));
        assertEquals(-1.5, state.position[1]);
        first.process().destroyForcibly();
        TestNodes.await("the loss", 10, () -> subscriber.getNumberOfPublishers() == 0);
        got.clear();
        tools(master).rospy("publish", "/killed_rospy", "__name:=rospy_to_be_killed");
        TestNodes.await("the new publisher", 30, () -> subscriber.getNumberOfPublishers() == 1);
        assertEquals("base", got.poll(10, TimeUnit.SECONDS).header.frameId);
    }
}
