package org.prolepsis.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Commands as a ROS user types them, in an environment of their own. Ends what it has started, by process id. */
final class RosShell implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home;
    private final List<String> prefix;
    private final String address;
    private final Deque<Running> running = new ArrayDeque<>();
    private URI master;
    private String pythonPath = "";

    RosShell(Path home) {
        this(home, List.of(), "127.0.0.1");
    }

    /** A shell whose commands run behind a prefix, such as on another host, that peers reach at an address. */
    RosShell(Path home, List<String> prefix, String address) {
        this.home = home;
        this.prefix = List.copyOf(prefix);
        this.address = address;
    }

    /** Whether the tools that the session needs are there. */
    static boolean rosInstalled() {
        return List.of("roscore", "roslaunch", "rostopic", "rosnode", "rosparam", "rosservice", "rosbag").stream()
                .allMatch(tool -> Files.isExecutable(Path.of("/usr/bin", tool)));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Lets Python find more classes. */
    void usePythonClasses(Path folder) {
        pythonPath = folder.toString();
    }

    void useMaster(URI uri) {
        master = uri;
    }

    /** A process and the file that takes its output. */
    record Running(Process process, Path output) {
        String text() {
            try {
                return Files.readString(output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Waits for a text in the output. */
        void await(String part) {
            Await.until("'" + part + "'", PATIENCE, () -> text().contains(part) || !process.isAlive(), this::text);
            assertTrue(text().contains(part), () -> "it ended without '" + part + "': " + text());
        }

        /** Presses Ctrl-C and waits for the end. */
        void interrupt() throws IOException, InterruptedException {
            new ProcessBuilder("/bin/kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), () -> "it does not end on SIGINT: " + text());
        }
    }

    /** Starts a command. */
    Running start(String... command) {
        try {
            Path output =
                    Files.createTempFile(home, Path.of(command[0]).getFileName().toString(), ".out");
            List<String> line = new ArrayList<>(prefix);
            line.addAll(List.of(command));
            ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
            builder.directory(home.toFile()).redirectOutput(output.toFile());
            builder.redirectInput(Path.of("/dev/null").toFile());
            environment(builder.environment());
            Running started = new Running(builder.start(), output);
            running.push(started);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void environment(Map<String, String> env) {
        env.put("PATH", "/usr/bin:/bin");
        env.put("ROS_HOME", home.toString());
        env.put("ROS_LOG_DIR", home.resolve("log").toString());
        env.put("ROS_IP", address);
        env.put("ROS_PACKAGE_PATH", Project.root().resolve("launch") + ":/usr/share");
        env.put("JAVA_HOME", System.getProperty("java.home"));
        env.put("PYTHONUNBUFFERED", "1");
        env.put("PYTHONPATH", pythonPath);
        // What is tested is what this build has packaged; a build inside the build would replace it.
        env.put("PROLEPSIS_SKIP_BUILD", "1");
        env.remove("ROS_NAMESPACE");
        if (master != null) {
            env.put("ROS_MASTER_URI", master.toString());
        }
    }

    /** Runs a command to its end and returns its output; fails unless it ends well. */
    String run(String... command) throws InterruptedException {
        Running run = start(command);
        assertTrue(run.process().waitFor(60, TimeUnit.SECONDS), () -> List.of(command) + " hangs: " + run.text());
        assertEquals(0, run.process().exitValue(), () -> List.of(command) + " failed: " + run.text());
        return run.text();
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            Process process = running.pop().process();
            List<ProcessHandle> children = process.descendants().toList();
            process.destroy();
            try {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
