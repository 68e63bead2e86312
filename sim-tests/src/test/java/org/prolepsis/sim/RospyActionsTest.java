package org.prolepsis.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.nodes.action.ActionNode;
import org.prolepsis.nodes.flow.FlowNode;
import org.prolepsis.nodes.simarm.SimArmNode;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.RosNode;
import org.prolepsis.ros.master.RosMaster;

/** Programs in rospy, with the classes that ROS generates from our packages, drive the arm by actions. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RospyActionsTest {
    private static final Duration START = Duration.ofSeconds(60);

    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final ArmWatch watch = new ArmWatch();
    private RosShell shell;
    private Path home;

    @BeforeAll
    void start(@TempDir Path folder) throws InterruptedException {
        home = folder;
        Assumptions.assumeTrue(RosShell.rosInstalled(), "SKIPPED: the ROS 1 tools are not in /usr/bin");
        for (String file : List.of(
                "/usr/lib/python3/dist-packages/actionlib",
                "/usr/lib/actionlib_msgs/genaction.py",
                "/usr/lib/genpy/genmsg_py.py")) {
            Assumptions.assumeTrue(Files.exists(Path.of(file)), "SKIPPED: there is no " + file);
        }
        RosMaster master = RosMaster.start("127.0.0.1", 0);
        closing.push(master::close);
        shell = new RosShell(home);
        closing.push(shell::close);
        shell.useMaster(master.uri());
        shell.run(
                Project.root().resolve("msgs/generate-python").toString(),
                home.resolve("python").toString());
        shell.usePythonClasses(home.resolve("python"));
        NodeConfiguration base = NodeConfiguration.forMaster(master.uri());
        start(new SimArmNode(), base);
        start(new ActionNode(), base);
        start(new FlowNode(), base.withParameter("model", Project.model().toString()));
        // The action node commands the first arm all the time, and a command preempts a trajectory: a second one is
        // free.
        start(new SimArmNode(), base.withNamespace("/other"));
        start(watch, base);
        watch.awaitReady(START);
    }

    private void start(NodeMain main, NodeConfiguration configuration) {
        ConnectedNode node = RosNode.start(main, configuration);
        closing.push(node::shutdown);
    }

    @AfterAll
    void stop() {
        closing.forEach(Runnable::run);
    }

    private String python(Path script) throws InterruptedException {
        RosShell.Running run = shell.start("/usr/bin/python3", script.toString());
        assertTrue(run.process().waitFor(120, TimeUnit.SECONDS), run::text);
        assertEquals(0, run.process().exitValue(), run::text);
        return run.text();
    }

    @Test
    void shouldDriveTheArmFromRospy() throws Exception {
        String text = python(Path.of(getClass().getResource("/rospy_actions.py").toURI()));
        assertTrue(text.contains("refused: REJECTED 1 "), text);
        assertTrue(text.contains("cancelled: PREEMPTED 2 cancelled True\n"), text);
        assertTrue(text.contains("replaced: PREEMPTED 2\n"), text);
        assertTrue(text.contains("newer: SUCCEEDED 0 planned 1.00 True \n"), text);
        assertTrue(text.contains("trajectory: SUCCEEDED 0\n"), text);
        assertTrue(text.contains("outside: REJECTED -1\n"), text);
        assertTrue(text.contains("joints: REJECTED -2\n"), text);
        Await.until(
                "the speed from before",
                START,
                () -> watch.action().value("speed").equals("1.000"),
                watch::seen);
    }

    @Test
    void shouldRunTheProgramOfTheDocumentation() throws IOException, InterruptedException {
        String page = Files.readString(Project.root().resolve("docs/nodes.md"));
        Matcher program = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertTrue(program.find(), "docs/nodes.md has no program");
        watch.awaitReady(START);
        String text = python(Files.writeString(home.resolve("program.py"), program.group(1)));
        assertTrue(text.contains(" %, 0.0"), text);
        assertTrue(text.lines().anyMatch(line -> line.matches("0  \\d\\.\\d+ s for \\d\\.\\d+")), text);
    }
}
