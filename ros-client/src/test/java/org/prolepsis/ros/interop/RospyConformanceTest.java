package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.PublisherOptions;
import org.prolepsis.graph.RawMessage;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_msgs.Int32;
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
        tools(master).rospy("publish", "/any_of_rospy");
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
}
