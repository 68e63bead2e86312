package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.PublisherOptions;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.node.RosConnectedNode;

/** {@code rostopic list, info, type, find, echo, pub, hz, bw, delay}. */
class RostopicConformanceTest extends BothMasters {
    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldReceiveWhatRostopicPublishesOnceAndAtARate(Master master) throws Exception {
        BlockingQueue<String> once = new LinkedBlockingQueue<>();
        BlockingQueue<String> often = new LinkedBlockingQueue<>();
        RosConnectedNode node = node(master, "topic_listener");
        node.newSubscriber("/pub_once", org.prolepsis.msgs.std_msgs.String.TYPE, m -> once.add(m.data));
        node.newSubscriber("/pub_often", org.prolepsis.msgs.std_msgs.String.TYPE, m -> often.add(m.data));
        RosTools tools = tools(master);
        tools.start("rostopic", "pub", "-r", "20", "/pub_often", "std_msgs/String", "data: 'again'");
        tools.run("rostopic", "pub", "-1", "/pub_once", "std_msgs/String", "data: 'wave big, high up é'");
        assertEquals("wave big, high up é", once.poll(10, TimeUnit.SECONDS));
        for (int i = 0; i < 5; i++) {
            assertEquals("again", often.poll(20, TimeUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldListDescribeAndFindOurTopic(Master master) throws Exception {
        RosConnectedNode node = node(master, "topic_owner");
        node.newPublisher("/owned", JointState.TYPE);
        node.newSubscriber("/wanted", JointState.TYPE, m -> {});
        RosTools tools = tools(master);
        RosTools.Running list = tools.start("rostopic", "list", "-v");
        RosTools.Running info = tools.start("rostopic", "info", "/owned");
        RosTools.Running find = tools.start("rostopic", "find", "sensor_msgs/JointState");
        assertEquals("sensor_msgs/JointState\n", tools.run("rostopic", "type", "/owned"));
        assertTrue(tools.run("rostopic", "list").contains("/owned\n"));
        list.awaitText(" * /owned [sensor_msgs/JointState] 1 publisher");
        list.awaitText(" * /wanted [sensor_msgs/JointState] 1 subscriber");
        info.awaitText("Type: sensor_msgs/JointState");
        info.awaitText("* /topic_owner (http://127.0.0.1:");
        find.awaitText("/owned");
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldPrintOurMessages(Master master) throws Exception {
        Publisher<JointState> latched =
                node(master, "topic_holder").newPublisher("/held", JointState.TYPE, PublisherOptions.LATCHED);
        latched.publish(RosbagConformanceTest.jointState());
        RosTools tools = tools(master);
        RosTools.Running field = tools.start("rostopic", "echo", "/held/position[0]");
        String table = tools.run("rostopic", "echo", "-n", "1", "-p", "/held");
        assertTrue(
                table.contains("%time,field.header.seq,field.header.stamp,field.header.frame_id,field.name0"), table);
        assertTrue(table.lines().toList().get(1).endsWith(",0,0,base,panda_joint1,0.25"), table);
        String echoed = tools.run("rostopic", "echo", "-n", "1", "/held");
        assertTrue(echoed.replaceAll("\\s+", " ").contains("frame_id: \"base\" name: - panda_joint1"), echoed);
        assertTrue(echoed.contains("position: [0.25]"), echoed);
        field.awaitText("0.25\n---\n");
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldLetItsStreamBeMeasured(Master master) throws Exception {
        RosConnectedNode node = node(master, "topic_streamer");
        Publisher<JointState> publisher = node.newPublisher("/stream", JointState.TYPE);
        RosTools tools = tools(master);
        RosTools.Running hz = tools.start("rostopic", "hz", "/stream");
        RosTools.Running bw = tools.start("rostopic", "bw", "/stream");
        RosTools.Running delay = tools.start("rostopic", "delay", "/stream");
        TestNodes.await("the three", 40, () -> publisher.getNumberOfSubscribers() == 3);
        JointState message = RosbagConformanceTest.jointState();
        TestNodes.await("their figures", 30, () -> {
            message.header.stamp.setNanos(node.getTimeProvider().nowNanos());
            publisher.publish(message);
            return hz.text().contains("average rate:")
                    && bw.text().contains("mean:")
                    && delay.text().contains("average delay:");
        });
        // One message every 5 ms, at most.
        double rate = figure(hz.text(), "average rate: ([\\d.]+)");
        assertTrue(rate > 0 && rate <= 201, hz.text());
        // With two digits behind the point, and in bytes when little has come.
        double unit = bw.text().contains("KB min:") ? 1000 : 1;
        assertEquals(message.serializedLength(), unit * figure(bw.text(), "mean: ([\\d.]+)K?B min"), 5, bw.text());
        assertTrue(figure(delay.text(), "average delay: (-?[\\d.]+)") < 10, delay.text());
    }

    private static double figure(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertTrue(found.find(), text);
        return Double.parseDouble(found.group(1));
    }
}
