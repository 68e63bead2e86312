package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.master.MasterClient;
import org.prolepsis.ros.xmlrpc.XmlRpcClient;

/** Runs the real ROS 1 tools in an environment of their own. */
final class RosTools implements AutoCloseable {
    private static final Path BIN = Path.of("/usr/bin");
    private static final Path PYTHON = Path.of("/usr/lib/python3/dist-packages");

    private final URI master;
    private final Path home;
    private final List<Running> running = new ArrayList<>();
    private final Map<String, String> more = new HashMap<>();

    RosTools(URI master, Path home) {
        this.master = master;
        this.home = home;
    }

    /** A process and the file that takes its output. */
    record Running(Process process, Path output) {
        String text() {
            try {
                return Files.readString(output);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        void awaitText(String wanted) throws InterruptedException {
            TestNodes.await("'" + wanted + "' from a process", 30, () -> text().contains(wanted));
        }
    }

    /** What the tests need and this machine lacks. */
    static List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (String tool : List.of("roscore", "roslaunch", "rostopic", "rosnode", "rosparam", "rosservice")) {
            if (!Files.isExecutable(BIN.resolve(tool))) {
                missing.add(tool);
            }
        }
        for (String module : List.of("rospy", "std_msgs", "sensor_msgs", "rosgraph_msgs", "std_srvs")) {
            if (!Files.isDirectory(PYTHON.resolve(module))) {
                missing.add("python3-" + module.replace('_', '-'));
            }
        }
        return missing;
    }

    /** The folder of the whole project. */
    static Path project() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("msgs/generate-python"))) {
            root = root.getParent();
        }
        return root;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    Running start(String... command) {
        try {
            Path output = Files.createTempFile(home, command[0].replace('/', '_'), ".out");
            ProcessBuilder builder = new ProcessBuilder(command);
            Map<String, String> env = builder.environment();
            env.clear();
            env.put("PATH", "/usr/bin:/bin");
            env.put("HOME", home.toString());
            env.put("ROS_HOME", home.toString());
            env.put("ROS_MASTER_URI", master.toString());
            env.put("ROS_IP", "127.0.0.1");
            env.put("PYTHONUNBUFFERED", "1");
            env.put("LANG", "C.UTF-8");
            env.putAll(more);
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            Running started = new Running(process, output);
            running.add(started);
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Lets Python find more classes. */
    void usePythonClasses(Path folder) {
        set("PYTHONPATH", folder.toString());
    }

    /** A variable of the environment of all that is started from now on. */
    void set(String variable, String value) {
        more.put(variable, value);
    }

    /** Starts the peer script of the test resources. */
    Running rospy(String... arguments) {
        return python("/rospy_peer.py", arguments);
    }

    /** Starts a script of the test resources. */
    Running python(String script, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("/usr/bin/python3", script(script).toString()));
        command.addAll(List.of(arguments));
        return start(command.toArray(new String[0]));
    }

    private static Path script(String name) {
        try {
            return Path.of(RosTools.class.getResource(name).toURI());
        } catch (java.net.URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Runs to the end and returns the output; fails the test unless it ends with 0. */
    String run(String... command) throws InterruptedException {
        Running run = start(command);
        assertTrue(run.process().waitFor(40, TimeUnit.SECONDS), () -> List.of(command) + " hangs: " + run.text());
        assertTrue(run.process().exitValue() == 0, () -> List.of(command) + " failed: " + run.text());
        return run.text();
    }

    /** Waits for a real master with its rosout. */
    void awaitMaster() throws InterruptedException {
        awaitAnswer("roscore", "lookupNode", "/rosout");
    }

    /** Waits for a real master alone. */
    void awaitMasterOnly() throws InterruptedException {
        awaitAnswer("rosmaster", "getPid");
    }

    private void awaitAnswer(String what, String method, Object... arguments) throws InterruptedException {
        try (XmlRpcClient client = new XmlRpcClient()) {
            MasterClient asking = new MasterClient(master, "/test", client);
            TestNodes.await(what, 40, () -> {
                try {
                    return asking.reply(Duration.ofSeconds(1), method, arguments)
                            .get(0)
                            .equals(1);
                } catch (RuntimeException notYet) {
                    return false;
                }
            });
        }
    }

    @Override
    public void close() {
        for (Running each : running) {
            // SIGTERM: roscore ends its children.
            each.process().destroy();
        }
        for (Running each : running) {
            try {
                if (!each.process().waitFor(10, TimeUnit.SECONDS)) {
                    each.process().descendants().forEach(ProcessHandle::destroyForcibly);
                    each.process().destroyForcibly();
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
