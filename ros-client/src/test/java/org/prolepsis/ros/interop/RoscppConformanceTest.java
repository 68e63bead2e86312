package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prolepsis.msgs.std_msgs.Float64;
import org.prolepsis.msgs.std_msgs.Int32;
import org.prolepsis.msgs.std_srvs.Empty;
import org.prolepsis.msgs.std_srvs.Trigger;

/** Topics, services and refusals between roscpp and us; in a network namespace with nothing but loopback. */
@Timeout(240)
class RoscppConformanceTest {
    @TempDir
    static Path home;

    private static Path peer;

    @BeforeAll
    static void compile() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/g++")), "SKIPPED: g++ is not installed");
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/usr/include/ros")), "SKIPPED: no libroscpp-dev");
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "SKIPPED: only root makes namespaces");
        Path source = Path.of(
                RoscppConformanceTest.class.getResource("/roscpp_peer.cpp").toURI());
        peer = home.resolve("roscpp_peer");
        run("sh", "-c", "g++ -o " + peer + " " + source + " $(pkg-config --cflags --libs roscpp)");
    }

    @ParameterizedTest
    @EnumSource(BothMasters.Master.class)
    void shouldTalkWithRoscppAndRefuseInItsWords(BothMasters.Master master) throws Exception {
        String told = run(
                "unshare",
                "--net",
                "sh",
                "-c",
                "ip link set lo up && exec \"$@\"",
                "sh",
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                RoscppConversation.class.getName(),
                peer.toString(),
                home.resolve("words " + master).toString(),
                master.name());
        for (String line : expected()) {
            assertTrue(told.contains(line), () -> "missing: " + line + "\nin: " + told);
        }
        assertFalse(told.contains("NOT THE SAME"), told);
        assertFalse(told.contains("must not"), told);
        assertEquals(
                told.lines()
                        .filter(l -> l.startsWith("bus info of roscpp: "))
                        .map(l -> l.substring(20))
                        .toList(),
                told.lines()
                        .filter(l -> l.startsWith("bus info of java:   "))
                        .map(l -> l.substring(20))
                        .toList());
    }

    private static List<String> expected() {
        return List.of(
                "roscpp heard 7\n",
                "java's wrong subscribers: 0\n",
                "java heard 42\n",
                "java heard a std_msgs/Int32 int32 data\n",
                "java heard beside this: null\n",
                "/cpp_out: no connection to http://127.0.0.1:",
                ": refused: Client [/java] wants topic /cpp_out to have datatype/md5sum [std_msgs/Float64/"
                        + Float64.TYPE.md5() + "], but our version has [std_msgs/Int32/" + Int32.TYPE.md5()
                        + "]. Dropping connection.; build both sides from the same definition",
                "java calls /cpp_serves as std_srvs/Empty: done\n",
                "java calls /cpp_serves as *: done\n",
                "java calls /cpp_refuses as std_srvs/Empty: /cpp_refuses answers: ",
                "java calls /cpp_fails as std_srvs/Empty: /cpp_fails answers: ",
                "java calls /cpp_serves as std_srvs/Trigger: /cpp_serves: the server refuses: client wants service"
                        + " /cpp_serves to have md5sum " + Trigger.TYPE.md5() + ", but it has " + Empty.TYPE.md5()
                        + ". Dropping connection.; build both sides from the same definition",
                "java lives on\n",
                "roscpp calls: 1\n",
                "roscpp calls and stays: 1 1 1\n",
                "roscpp calls what fails: 0\n",
                "Service call failed: service [/java_fails] responded with an error: java will not",
                "roscpp calls another type: 0\n",
                "roscpp calls nobody: 0\n");
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(home, "run", ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(200, TimeUnit.SECONDS), "hangs: " + Files.readString(output));
            assertEquals(0, process.exitValue(), Files.readString(output));
            return Files.readString(output);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
