package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code rosrun} with a Java node: {@code ROS_NAMESPACE}, {@code __name}, {@code _param}, a remapping, SIGINT. */
class RosrunConformanceTest extends BothMasters {
    @BeforeAll
    static void requireRosrun() {
        require("rosbash", "/usr/bin/rosrun");
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldStartAsTheCommandLineSaysAndEndOnSigint(Master master) throws Exception {
        RosTools tools = tools(master);
        JavaPackage.write(home, tools);
        tools.set("ROS_NAMESPACE", "/hall");
        BlockingQueue<String> reports = new LinkedBlockingQueue<>();
        node(master, "run_watcher")
                .newSubscriber("/hall/report", org.prolepsis.msgs.std_msgs.String.TYPE, m -> reports.add(m.data));
        RosTools.Running rosrun = tools.start(
                "rosrun",
                "java_package",
                "launched",
                "one",
                "__name:=renamed",
                "_rate:=7",
                "_names:=[a, b]",
                "chatter:=talk");
        assertEquals(
                "/hall/renamed; [one]; /hall/talk; rate 7; gain -1.0; names [a, b]; deep -1; shared none; log false",
                reports.poll(60, TimeUnit.SECONDS),
                rosrun::text);
        // rosrun has become the node.
        tools.run("kill", "-INT", String.valueOf(rosrun.process().pid()));
        assertTrue(rosrun.process().waitFor(30, TimeUnit.SECONDS), rosrun::text);
        rosrun.awaitText("shut down /hall/renamed");
    }
}
