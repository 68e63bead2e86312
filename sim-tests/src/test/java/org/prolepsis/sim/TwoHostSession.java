package org.prolepsis.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The flow node and the master on one host, the action node and the arm on another, and the cable between them pulled in
 * the middle of a motion.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoHostSession {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** How long the cable is out. */
    private static final Duration CUT = Duration.ofSeconds(2);

    private TwoHosts hosts;
    private RosShell desk;
    private RosShell cell;
    private ArmRecord record;

    /** Starts a master on the first host and returns its address. */
    abstract URI startMaster(RosShell shell, String address) throws IOException;

    @BeforeAll
    void start(@TempDir Path home) throws IOException {
        Assumptions.assumeTrue(RosShell.rosInstalled(), "SKIPPED: the ROS 1 tools are not in /usr/bin");
        String missing = TwoHosts.missing();
        Assumptions.assumeTrue(missing.isEmpty(), () -> "SKIPPED: " + missing);
        Project.script();
        Path model = Project.model();
        hosts = new TwoHosts();
        desk = new RosShell(home, hosts.first().prefix(), hosts.first().address());
        cell = new RosShell(home, hosts.second().prefix(), hosts.second().address());
        URI master = startMaster(desk, hosts.first().address());
        desk.useMaster(master);
        cell.useMaster(master);
        cell.start(Project.script(), "node", "sim_arm");
        cell.start(Project.script(), "node", "action");
        record = new ArmRecord(cell.start(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ArmLog.class.getName()));
        desk.start(Project.script(), "node", "flow", "_model:=" + model);
        Await.until(
                "the nodes to see each other",
                PATIENCE,
                () -> record.last("flow", "state").equals("idle")
                        && record.last("action", "state").equals("idle"),
                record::text);
    }

    @AfterAll
    void stop() {
        if (record != null) {
            record.close();
        }
        if (cell != null) {
            cell.close();
        }
        if (desk != null) {
            desk.close();
        }
        if (hosts != null) {
            hosts.close();
        }
    }

    @Test
    void shouldHoldWithinLimitsWhenTheLinkIsCutAndGoOnOnlyWhenAsked() throws InterruptedException {
        say("wave big");
        Await.until(
                "the middle of the motion", PATIENCE, () -> record.travel() > 1 && record.speed() > 0.1, record::text);
        hosts.cutLink();
        double travelAtCut = record.travel();
        Await.pass(CUT);
        assertEquals("holding", record.last("action", "state"), record::text);
        assertEquals("stale_chunk", record.last("action", "fault"), record::text);
        assertTrue(record.travel() > travelAtCut, "it slows down, which is a way too");
        double held = record.travel();
        hosts.mendLink();

        Await.until(
                "the flow node to say that it gave up",
                PATIENCE,
                () -> record.last("flow", "result").equals("aborted"),
                record::text);
        assertTrue(record.last("flow", "message").contains("joint_states"), record::text);
        assertEquals(held, record.travel(), "nothing moves by itself when the link is back");

        // A sentence alone does not release the hold of the node that saw the fault.
        say("wave big");
        Await.until(
                "the flow node to give up on an arm that is held",
                PATIENCE,
                () -> record.count("flow", "commands") == 2
                        && record.last("flow", "state").equals("idle")
                        && record.last("flow", "result").equals("aborted"),
                record::text);
        assertEquals(held, record.travel(), "nothing moves before the reset");

        cell.run("rosservice", "call", "/action/reset");
        Await.until("the reset", PATIENCE, () -> record.last("action", "state").equals("idle"), record::text);
        assertTrue(record.count("action", "chunks_unwanted") > 0, "chunks came across the mended link");
        assertEquals(held, record.travel(), "a reset alone moves nothing");
        say("wave big");
        Await.until(
                "the motion to be done",
                PATIENCE,
                () -> record.last("flow", "result").equals("done"),
                record::text);
        assertTrue(record.travel() > held + 1, record::text);
        assertEquals(List.of(), record.violations(), "of the limits, in all commands of the session");
    }

    private void say(String text) throws InterruptedException {
        desk.run("rostopic", "pub", "-1", "/command", "std_msgs/String", "data: '" + text + "'");
    }
}
