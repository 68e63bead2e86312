package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.PublisherOptions;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_msgs.Int32;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.node.RosConnectedNode;

/** {@code rosbag record, info, play} with our topics, a latched one among them. */
class RosbagConformanceTest extends BothMasters {
    static final String RECORDER = "/usr/lib/rosbag/record";

    @BeforeAll
    static void requireRosbag() {
        require("python3-rosbag", RECORDER);
    }

    static JointState jointState() {
        JointState state = new JointState();
        state.header.frameId = "base";
        state.name = new String[] {"panda_joint1"};
        state.position = new double[] {0.25};
        return state;
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldBeRecordedAndHearTheBagPlayWithItsLatchedTopic(Master master) throws Exception {
        RosConnectedNode node = node(master, "bag_talker");
        Publisher<JointState> stream = node.newPublisher("/recorded", JointState.TYPE);
        Publisher<Int32> latched = node.newPublisher("/recorded_once", Int32.TYPE, PublisherOptions.LATCHED);
        Int32 number = new Int32();
        number.data = 42;
        latched.publish(number);
        Path bag = home.resolve("recorded.bag");
        RosTools tools = tools(master);
        RosTools.Running recorder =
                tools.start("rosbag", "record", "--duration=3", "-O", bag.toString(), "/recorded", "/recorded_once");
        TestNodes.await(
                "the recorder",
                20,
                () -> stream.getNumberOfSubscribers() == 1 && latched.getNumberOfSubscribers() == 1);
        for (int i = 0; i < 10; i++) {
            stream.publish(jointState());
        }
        assertTrue(recorder.process().waitFor(30, TimeUnit.SECONDS), recorder::text);
        String info = tools.run("rosbag", "info", bag.toString());
        assertTrue(info.matches("(?s).*/recorded +10 msgs +: sensor_msgs/JointState\\s.*"), info);
        assertTrue(info.matches("(?s).*/recorded_once +1 msg +: std_msgs/Int32\\s.*"), info);
        playAgain(master, bag);
    }

    private void playAgain(Master master, Path bag) throws Exception {
        BlockingQueue<Double> played = new LinkedBlockingQueue<>();
        BlockingQueue<Integer> late = new LinkedBlockingQueue<>();
        RosConnectedNode listener = node(master, "bag_listener");
        listener.newSubscriber("/played", JointState.TYPE, m -> played.add(m.position[0]));
        tools(master)
                .start(
                        "rosbag",
                        "play",
                        "--quiet",
                        "--keep-alive",
                        "--delay=1",
                        bag.toString(),
                        "/recorded:=/played",
                        "/recorded_once:=/played_once");
        TestNodes.await("what was recorded", 30, () -> played.size() == 10);
        assertEquals(0.25, played.peek());
        // All has been played by now: only a latched topic still has something to tell.
        listener.newSubscriber("/played_once", Int32.TYPE, m -> late.add(m.data));
        assertEquals(42, late.poll(20, TimeUnit.SECONDS));
    }
}
