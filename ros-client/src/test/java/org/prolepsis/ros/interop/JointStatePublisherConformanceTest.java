package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.ros.node.RosConnectedNode;

/** {@code joint_state_publisher} with the description of our arm that we have put on the parameter server. */
class JointStatePublisherConformanceTest extends BothMasters {
    private static final String PROGRAM = "/usr/lib/joint_state_publisher/joint_state_publisher";

    @BeforeAll
    static void requirePublisher() {
        require("joint-state-publisher", PROGRAM);
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldReadOurDescriptionAndPublishItsJoints(Master master) throws Exception {
        RosConnectedNode node = node(master, "joint_listener");
        String urdf = Files.readString(RosTools.project().resolve("launch/urdf/prolepsis_arm.urdf"));
        node.getParameterTree().set("/described_arm/robot_description", urdf);
        BlockingQueue<List<String>> names = new LinkedBlockingQueue<>(1);
        node.newSubscriber("/described_arm/joint_states", JointState.TYPE, m -> names.offer(List.of(m.name)));
        RosTools.Running publisher = tools(master).start(PROGRAM, "__ns:=/described_arm");
        assertEquals(
                IntStream.rangeClosed(1, 7).mapToObj(i -> "panda_joint" + i).toList(),
                names.poll(40, TimeUnit.SECONDS),
                publisher::text);
        node.getParameterTree().delete("/described_arm");
    }
}
