package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.master.RosMaster;
import org.prolepsis.ros.node.RosConnectedNode;

/**
 * The base of the tests of one tool each: every test runs under the real master and under ours. The masters live as long
 * as the JVM and the tests run side by side, so each test takes names of its own and leaves nothing behind.
 */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
abstract class BothMasters {
    /** Each test's own: classes run side by side. */
    @TempDir
    Path home;

    private final List<RosConnectedNode> nodes = new ArrayList<>();
    private RosTools tools;

    /** In the order of the columns of the conformance table. */
    enum Master {
        ROSCORE,
        EMBEDDED
    }

    private static final Map<Master, URI> STARTED = new EnumMap<>(Master.class);

    /** The address of the master of all tests; starts it if it does not run yet. */
    static URI shared(Master master) throws IOException, InterruptedException {
        synchronized (STARTED) {
            URI uri = STARTED.get(master);
            if (uri == null) {
                uri = master == Master.EMBEDDED
                        ? RosMaster.start("127.0.0.1", 0).uri()
                        : startRoscore();
                STARTED.put(master, uri);
            }
            return uri;
        }
    }

    private static URI startRoscore() throws IOException, InterruptedException {
        int port = RosTools.freePort();
        URI uri = URI.create("http://127.0.0.1:" + port);
        RosTools roscore = new RosTools(uri, Files.createTempDirectory("roscore"));
        Runtime.getRuntime().addShutdownHook(new Thread(roscore::close));
        roscore.start("roscore", "-p", String.valueOf(port));
        roscore.awaitMaster();
        return uri;
    }

    @BeforeAll
    static void requireRos() {
        List<String> missing = RosTools.missing();
        Assumptions.assumeTrue(missing.isEmpty(), "SKIPPED: not installed here: " + missing);
    }

    /** Skips the test unless the files of a Debian package are there. */
    static void require(String debianPackage, String file) {
        Assumptions.assumeTrue(
                Files.exists(Path.of(file)), "SKIPPED: not installed here: " + debianPackage + " (" + file + ")");
    }

    /** The address of the master that this test uses. */
    URI uri(Master master) throws IOException, InterruptedException {
        return shared(master);
    }

    /** The tools in the environment of this master. */
    RosTools tools(Master master) throws IOException, InterruptedException {
        if (tools == null) {
            tools = new RosTools(uri(master), home);
        }
        return tools;
    }

    /** Real connections, also between the nodes of this JVM. */
    RosConnectedNode node(Master master, String name) throws IOException, InterruptedException {
        return node(name, NodeConfiguration.forMaster(uri(master)));
    }

    RosConnectedNode node(String name, NodeConfiguration configuration) {
        RosConnectedNode node = TestNodes.start(name, configuration.withIntraProcess(false));
        nodes.add(node);
        return node;
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        if (tools != null) {
            tools.close();
        }
        nodes.forEach(RosConnectedNode::shutdown);
        for (RosConnectedNode node : nodes) {
            assertTrue(node.awaitShutdown(Duration.ofSeconds(10)));
        }
    }
}
