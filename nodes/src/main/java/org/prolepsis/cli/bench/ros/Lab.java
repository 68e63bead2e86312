package org.prolepsis.cli.bench.ros;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where the programs run: a network namespace with a master of ours in it, and a folder for what they write. Closing it
 * ends what still runs and removes network and folder; so does the end of this JVM, by a signal too.
 */
final class Lab implements AutoCloseable {
    private static final int MASTER_PORT = 11311;
    private static final int MASTER_PATIENCE_SECONDS = 30;

    private final Path folder;
    private final NetworkNamespace network;
    private final Thread hook = new Thread(this::remove, "remove-laboratory");
    private int started;
    private boolean removed;

    private Lab(Path folder) {
        this.folder = folder;
        network = new NetworkNamespace(
                "prolepsis-bench-" + ProcessHandle.current().pid());
    }

    /** Opens one and starts the master. */
    static Lab open() throws IOException, InterruptedException {
        Lab lab = new Lab(Files.createTempDirectory("prolepsis-bench"));
        Runtime.getRuntime().addShutdownHook(lab.hook);
        try {
            lab.network.create();
            lab.startMaster();
            return lab;
        } catch (RuntimeException | IOException | InterruptedException failed) {
            lab.close();
            throw failed;
        }
    }

    Path folder() {
        return folder;
    }

    private void startMaster() throws IOException, InterruptedException {
        PeerProcess master = start(
                "master",
                Peers.java("org.prolepsis.cli.Main", "master", "--port", String.valueOf(MASTER_PORT)),
                "TERM");
        master.awaitOutput("ROS_MASTER_URI", MASTER_PATIENCE_SECONDS);
    }

    /** Starts a client in a role. */
    PeerProcess start(Client client, String role, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(client.command());
        command.add(role);
        command.addAll(List.of(arguments));
        return start(client.name() + "'s " + role, command, client.endSignal());
    }

    private PeerProcess start(String name, List<String> command, String endSignal) throws IOException {
        started++;
        Path out = folder.resolve(started + ".out");
        Path err = folder.resolve(started + ".err");
        ProcessBuilder builder = new ProcessBuilder(network.inside(command))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> environment = builder.environment();
        environment.remove("ROS_HOSTNAME");
        environment.remove("ROS_NAMESPACE");
        environment.put("ROS_IP", "127.0.0.1");
        environment.put("ROS_MASTER_URI", "http://127.0.0.1:" + MASTER_PORT);
        environment.put("ROS_HOME", folder.toString());
        environment.put("ROS_LOG_DIR", folder.toString());
        return new PeerProcess(name, builder.start(), out, err, endSignal);
    }

    private synchronized void remove() {
        if (removed) {
            return;
        }
        removed = true;
        try {
            network.remove();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        delete(folder);
    }

    @Override
    public void close() {
        // What interrupted the measurement must not keep anything from being removed.
        boolean interrupted = Thread.interrupted();
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException left) {
            throw new RosBenchException("cannot remove " + folder + ": " + left.getMessage(), left);
        }
    }
}
