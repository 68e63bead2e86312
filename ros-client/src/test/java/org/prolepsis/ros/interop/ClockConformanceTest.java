package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prolepsis.graph.ParameterTree;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.TimeJump;
import org.prolepsis.graph.TimeProvider;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.node.RosConnectedNode;

/** {@code /clock} from rostopic and from {@code rosbag play --clock}; with masters of its own, whose time is simulated. */
class ClockConformanceTest extends MastersOfItsOwn {
    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldFollowTheClockOfAnotherNode(Master master) throws Exception {
        tools(master).run("rosparam", "set", "/use_sim_time", "true");
        RosConnectedNode node = node(master, "timed");
        assertEquals(0, node.getTimeProvider().nowNanos());
        tools(master).start("rostopic", "pub", "-l", "/clock", "rosgraph_msgs/Clock", "clock: {secs: 12, nsecs: 500}");
        TestNodes.await("the tick", 20, () -> node.getTimeProvider().nowNanos() == 12_000_000_500L);
        node.getParameterTree().delete("/use_sim_time");
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldTellOfTheJumpBackWhenABagIsPlayedAgain(Master master) throws Exception {
        require("python3-rosbag", RosbagConformanceTest.RECORDER);
        Publisher<JointState> publisher = node(master, "talker").newPublisher("looped", JointState.TYPE);
        Path bag = home.resolve("looped.bag");
        RosTools.Running recorder =
                tools(master).start("rosbag", "record", "--duration=2", "-O", bag.toString(), "/looped");
        TestNodes.await("the recorder", 20, () -> publisher.getNumberOfSubscribers() == 1);
        long begin = System.nanoTime();
        TestNodes.await("half a second of messages", 20, () -> {
            publisher.publish(RosbagConformanceTest.jointState());
            return System.nanoTime() - begin > 500_000_000;
        });
        assertTrue(recorder.process().waitFor(30, TimeUnit.SECONDS), recorder::text);
        ParameterTree parameters = node(master, "setter").getParameterTree();
        parameters.set("/use_sim_time", true);
        try {
            BlockingQueue<TimeJump> jumps = new LinkedBlockingQueue<>();
            TimeProvider time = node(master, "timed").getTimeProvider();
            time.addJumpListener(Long.MAX_VALUE, jumps::add);
            tools(master).start("rosbag", "play", "--quiet", "--clock", "--loop", bag.toString());
            TimeJump jump = jumps.poll(30, TimeUnit.SECONDS);
            assertTrue(jump != null && jump.isBackward(), () -> "a jump back is " + jump);
            assertTrue(jump.deltaNanos() < -200_000_000 && jump.deltaNanos() > -5_000_000_000L, jump::toString);
        } finally {
            parameters.delete("/use_sim_time");
        }
    }
}
