package org.prolepsis.ros.interop;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import org.prolepsis.graph.Publisher;
import org.prolepsis.msgs.geometry_msgs.TransformStamped;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.tf2_msgs.TFMessage;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.node.RosConnectedNode;

/** Our joint states and robot_state_publisher's transforms, told in lines for {@link RobotStatePublisherConformanceTest}. */
final class RobotStateConversation {
    static final String PROGRAM = "/usr/lib/robot_state_publisher/robot_state_publisher";

    private RobotStateConversation() {}

    /**
     * Talks and ends.
     *
     * @param args which master to start, the URDF file, and a folder for the output of the other processes
     */
    public static void main(String[] args) throws Exception {
        URI master = BothMasters.shared(BothMasters.Master.valueOf(args[0]));
        RosConnectedNode node = TestNodes.start("arm", master);
        node.getParameterTree().set("/robot_description", Files.readString(Path.of(args[1])));
        Publisher<JointState> states = node.newPublisher("/joint_states", JointState.TYPE);
        Map<String, String> told = new ConcurrentSkipListMap<>();
        node.newSubscriber(
                "/tf",
                TFMessage.TYPE,
                m -> Arrays.stream(m.transforms).forEach(t -> told.put(t.childFrameId, line(t))));
        JointState state = new JointState();
        state.name =
                IntStream.rangeClosed(1, 7).mapToObj(i -> "panda_joint" + i).toArray(String[]::new);
        state.position = new double[] {1, 0, 0, 0, 0, 0, 0};
        try (RosTools tools = new RosTools(master, Path.of(args[2]))) {
            RosTools.Running publisher = tools.start(PROGRAM);
            TestNodes.await("seven transforms", 60, () -> {
                state.header.stamp.setNanos(node.getTimeProvider().nowNanos());
                states.publish(state);
                return told.size() >= 7 || !publisher.process().isAlive();
            });
            System.out.print(publisher.text());
        }
        told.values().forEach(System.out::println);
        System.exit(0);
    }

    private static String line(TransformStamped t) {
        return String.format(
                Locale.ROOT,
                "%s > %s at %.3f %.3f %.3f turned %.3f of %.3f",
                t.header.frameId,
                t.childFrameId,
                t.transform.translation.x,
                t.transform.translation.y,
                t.transform.translation.z,
                t.transform.rotation.z,
                t.transform.rotation.w);
    }
}
