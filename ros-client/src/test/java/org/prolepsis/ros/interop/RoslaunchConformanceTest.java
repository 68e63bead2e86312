package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prolepsis.ros.node.RosConnectedNode;

/** {@code roslaunch} with a Java node: arguments, remappings, namespaces, parameters of each kind, respawn, SIGINT. */
class RoslaunchConformanceTest extends BothMasters {
    private static final String LAUNCH = """
            <launch>
              <arg name="rate" default="10"/>
              <group ns="cell">
                <param name="shared" value="by the cell"/>
                <node pkg="java_package" type="launched" name="named" args="one two" output="screen" respawn="true">
                  <rosparam command="load" file="$(find java_package)/node.yaml"/>
                  <param name="rate" value="$(arg rate)"/>
                  <param name="gain" value="0.5"/>
                  <remap from="chatter" to="/elsewhere/chatter"/>
                </node>
              </group>
            </launch>
            """;

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldStartAsTheLaunchFileSaysComeBackAndEndOnSigint(Master master) throws Exception {
        RosTools tools = tools(master);
        Path folder = JavaPackage.write(home, tools);
        Files.writeString(folder.resolve("node.yaml"), "names: [x, y]\ndeep: {er: 3}\nrate: 1\n");
        Path launch = Files.writeString(folder.resolve("cell.launch"), LAUNCH);
        BlockingQueue<String> reports = new LinkedBlockingQueue<>();
        node(master, "launch_watcher")
                .newSubscriber("/cell/report", org.prolepsis.msgs.std_msgs.String.TYPE, m -> reports.add(m.data));
        RosTools.Running roslaunch = tools.start("roslaunch", launch.toString(), "rate:=100");
        String expected = "/cell/named; [one, two]; /elsewhere/chatter; rate 100; gain 0.5; names [x, y]; deep 3;"
                + " shared by the cell; log true";
        assertEquals(expected, reports.poll(60, TimeUnit.SECONDS), roslaunch::text);
        tools.run("rosnode", "kill", "/cell/named");
        assertEquals(expected, reports.poll(60, TimeUnit.SECONDS), roslaunch::text);
        assertTrue(tools.run("rosnode", "list").contains("/cell/named\n"));
        tools.run("kill", "-INT", String.valueOf(roslaunch.process().pid()));
        assertTrue(roslaunch.process().waitFor(30, TimeUnit.SECONDS), roslaunch::text);
        String text = roslaunch.text();
        assertEquals(3, text.split("shut down /cell/named", -1).length, text);
        assertFalse(text.contains("escalating"), text);
        assertFalse(tools.run("rosnode", "list").contains("/cell/named\n"));
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldMeetTheNodesOfALaunchFileAndItsParameters(Master master) throws Exception {
        Path launch = Files.writeString(home.resolve("test.launch"), """
                <launch>
                  <param name="launched/rate" value="100"/>
                  <rosparam>launched: {names: [x, y]}</rosparam>
                  <node name="launched_talker" pkg="rostopic" type="rostopic"
                        args="pub -r 20 /launched_command std_msgs/String 'data: go'" required="true"/>
                </launch>
                """);
        RosConnectedNode node = node(master, "launch_listener");
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        node.newSubscriber("/launched_command", org.prolepsis.msgs.std_msgs.String.TYPE, m -> got.add(m.data));
        RosTools.Running roslaunch = tools(master).start("roslaunch", launch.toString());
        // Three Python programs start one after the other, on a machine that may be loaded.
        assertEquals("go", got.poll(60, TimeUnit.SECONDS), roslaunch::text);
        assertEquals(100, node.getParameterTree().getInteger("/launched/rate", 0));
        assertEquals(List.of("x", "y"), node.getParameterTree().getList("/launched/names", List.of()));
    }
}
