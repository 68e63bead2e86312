package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.prolepsis.msgs.GeneratedTypes;
import org.prolepsis.msgs.MessageType;
import org.prolepsis.msgs.roscpp.GetLoggers;
import org.prolepsis.msgs.sensor_msgs.JointState;

/** {@code rosmsg md5} and {@code rossrv md5} over every installed type of ours, and {@code show}. No master is asked. */
@Timeout(120)
class RosmsgConformanceTest {
    private static final Path DEFINITIONS = Path.of("/usr/share");

    /** The tool's own entry point, for many types in one process. */
    private static final String MANY = """
            import sys, rosmsg
            mode = rosmsg.MODE_MSG if sys.argv[1] == 'rosmsg' else rosmsg.MODE_SRV
            for name in sys.argv[2:]:
                sys.argv = [sys.argv[0], 'md5', name]
                try:
                    rosmsg.rosmsgmain(mode)
                except SystemExit as end:
                    print('ended', end, flush=True)
            """;

    @TempDir
    Path home;

    private RosTools tools;

    @BeforeEach
    void useTools() {
        BothMasters.require("python3-rosmsg", "/usr/bin/rosmsg");
        BothMasters.require("python3-sensor-msgs", "/usr/lib/python3/dist-packages/sensor_msgs");
        tools = new RosTools(URI.create("http://127.0.0.1:1"), home);
    }

    @AfterEach
    void end() {
        tools.close();
    }

    private static boolean installed(String type, String folder) {
        String[] parts = type.split("/", -1);
        return Files.exists(DEFINITIONS.resolve(parts[0]).resolve(folder).resolve(parts[1] + "." + folder))
                && Files.isDirectory(Path.of("/usr/lib/python3/dist-packages", parts[0]));
    }

    private List<String> md5(String tool, List<String> names) throws Exception {
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", "-c", MANY, tool));
        command.addAll(names);
        return tools.run(command.toArray(new String[0])).lines().toList();
    }

    @Test
    void shouldHaveTheChecksumsOfRosmsgForEveryInstalledMessage() throws Exception {
        List<MessageType<?>> types = GeneratedTypes.messages().stream()
                .filter(t -> installed(t.name(), "msg"))
                .toList();
        assertTrue(types.size() >= 50, "only " + types.size() + " types are installed");
        assertEquals(
                types.stream().map(MessageType::md5).toList(),
                md5("rosmsg", types.stream().map(MessageType::name).toList()));
    }

    @Test
    void shouldHaveTheChecksumsOfRossrvForEveryInstalledService() throws Exception {
        var types = GeneratedTypes.services().stream()
                .filter(t -> installed(t.name(), "srv"))
                .toList();
        assertTrue(types.size() >= 3, "only " + types.size() + " services are installed");
        assertEquals(
                types.stream().map(t -> t.md5()).toList(),
                md5("rossrv", types.stream().map(t -> t.name()).toList()));
    }

    @Test
    void shouldShowWhatWeSend() throws Exception {
        assertEquals(JointState.TYPE.md5() + "\n", tools.run("rosmsg", "md5", JointState.TYPE.name()));
        assertEquals("""
                std_msgs/Header header
                  uint32 seq
                  time stamp
                  string frame_id
                string[] name
                float64[] position
                float64[] velocity
                float64[] effort

                """, tools.run("rosmsg", "show", JointState.TYPE.name()));
        assertEquals(
                "---\nroscpp/Logger[] loggers\n  string name\n  string level\n\n",
                tools.run("rossrv", "show", GetLoggers.TYPE.name()));
    }
}
