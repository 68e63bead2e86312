package org.prolepsis.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A roscore of its own on a free loopback port, and the programs of ROS that talk to it. Closing it ends them all. */
final class RosPrograms implements AutoCloseable {
    private static final long START_SECONDS = 30;
    private static final long STOP_SECONDS = 20;

    private final Path folder;
    private final int port;
    private final Deque<Process> running = new ArrayDeque<>();

    RosPrograms(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process core = start("roscore", "-p", Integer.toString(port));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!answers()) {
            if (!core.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IOException("roscore did not start: " + output("roscore"));
            }
            core.waitFor(100, TimeUnit.MILLISECONDS);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts a program of ROS in the background. */
    Process start(String program, String... arguments) throws IOException {
        ProcessBuilder builder = builder(program, arguments);
        builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve(program + ".out").toFile());
        Process process = builder.start();
        running.push(process);
        return process;
    }

    /** What a background program has written so far. */
    String output(String program) throws IOException {
        return Files.readString(folder.resolve(program + ".out"));
    }

    /** Runs a program of ROS to its end and returns what it wrote, also if it failed or took too long. */
    String run(long seconds, String program, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, program, ".txt");
        ProcessBuilder builder = builder(program, arguments);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            end(process);
        }
        return Files.readString(output);
    }

    private ProcessBuilder builder(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of("/usr/bin/" + program));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        var environment = builder.environment();
        environment.remove("ROS_HOSTNAME");
        environment.put("ROS_IP", "127.0.0.1");
        environment.put("ROS_MASTER_URI", "http://127.0.0.1:" + port);
        environment.put("ROS_HOME", folder.toString());
        environment.put("ROS_PACKAGE_PATH", RosPackage.ROOT.toString());
        // The reactor has built the nodes; they must not build again under the test.
        environment.put("PROLEPSIS_SKIP_BUILD", "1");
        return builder;
    }

    /** Interrupts a program and its children, as Ctrl-C in a terminal would, and waits for their end. */
    static void end(Process process) throws IOException {
        List<ProcessHandle> children = process.descendants().toList();
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            for (ProcessHandle child : children) {
                child.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("a child of process " + process.pid() + " does not end", e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Override
    public void close() throws IOException {
        while (!running.isEmpty()) {
            end(running.pop());
        }
    }
}
