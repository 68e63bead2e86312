package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code robot_state_publisher} makes /tf of our joint states; roscpp, so in a network namespace with only loopback. */
@Timeout(120)
class RobotStatePublisherConformanceTest {
    @TempDir
    Path home;

    @BeforeAll
    static void requirePublisher() {
        BothMasters.requireRos();
        BothMasters.require("ros-robot-state-publisher", RobotStateConversation.PROGRAM);
        BothMasters.require("iproute2", "/sbin/ip");
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "SKIPPED: only root makes namespaces");
    }

    @ParameterizedTest
    @EnumSource(BothMasters.Master.class)
    void shouldTurnOurJointStatesIntoTransforms(BothMasters.Master master) throws Exception {
        Path output = home.resolve("told");
        Process process = new ProcessBuilder(
                        "unshare",
                        "--net",
                        "sh",
                        "-c",
                        "ip link set lo up && exec \"$@\"",
                        "sh",
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RobotStateConversation.class.getName(),
                        master.name(),
                        RosTools.project()
                                .resolve("launch/urdf/prolepsis_arm.urdf")
                                .toString(),
                        home.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(90, TimeUnit.SECONDS), () -> "hangs: " + read(output));
            String told = read(output);
            assertEquals(0, process.exitValue(), told);
            for (int i = 1; i <= 7; i++) {
                String frames = "panda_link" + (i - 1) + " > panda_link" + i + " ";
                assertTrue(told.contains(frames), told);
            }
            // A turn of 1 rad about z, 0.333 m above the base; the rest stands at 0.
            assertTrue(told.contains("panda_link0 > panda_link1 at 0.000 0.000 0.333 turned 0.479 of 0.878\n"), told);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
