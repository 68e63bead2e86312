package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prolepsis.graph.Publisher;
import org.prolepsis.msgs.std_msgs.Int32;
import org.prolepsis.msgs.std_srvs.Trigger;
import org.prolepsis.ros.TestNodes;

/**
 * {@code roswtf}: that it examines a graph with our nodes to the end and has nothing to say of them. Debian's complains
 * about {@code ROS_ROOT} on any machine. It takes any node that ends meanwhile for the loss of the master, so it has a
 * master of its own.
 */
class RoswtfConformanceTest extends MastersOfItsOwn {
    @BeforeAll
    static void requireRoswtf() {
        require("python3-roswtf", "/usr/bin/roswtf");
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldFindNothingWrongWithOurNodes(Master master) throws Exception {
        Publisher<Int32> publisher = node(master, "wtf_talker").newPublisher("/wtf_topic", Int32.TYPE);
        node(master, "wtf_listener").newSubscriber("/wtf_topic", Int32.TYPE, m -> {});
        node(master, "wtf_server").newServiceServer("/wtf_service", Trigger.TYPE, (q, r) -> {});
        TestNodes.await("the connection", 10, () -> publisher.getNumberOfSubscribers() == 1);
        RosTools tools = tools(master);
        JavaPackage.write(home, tools);
        RosTools.Running roswtf = tools.start("roswtf");
        assertTrue(roswtf.process().waitFor(60, TimeUnit.SECONDS), roswtf::text);
        String text = roswtf.text();
        assertTrue(text.contains("running graph rules...\n... done running graph rules"), text);
        assertFalse(text.contains("Traceback"), text);
        assertFalse(text.contains("wtf_"), text);
    }
}
