package org.prolepsis.cli.bench.ros;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One program that runs in the laboratory. Closing it makes it leave the graph and end. */
final class PeerProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LEAVE_SECONDS = 5;

    private final String name;
    private final Process process;
    private final Path out;
    private final Path err;
    private final String endSignal;

    PeerProcess(String name, Process process, Path out, Path err, String endSignal) {
        this.name = name;
        this.process = process;
        this.out = out;
        this.err = err;
        this.endSignal = endSignal;
    }

    /** Waits for the program's end and returns the last JSON object of its standard output. */
    JsonNode result(double seconds) throws IOException, InterruptedException {
        if (!process.waitFor((long) (seconds * 1e3), TimeUnit.MILLISECONDS)) {
            throw failure("did not end in " + Math.round(seconds) + " s");
        }
        List<String> lines =
                text(out).lines().filter(line -> line.startsWith("{")).toList();
        if (process.exitValue() != 0 || lines.isEmpty()) {
            throw failure("ended with " + process.exitValue() + " and " + lines.size() + " results");
        }
        return JSON.readTree(lines.get(lines.size() - 1));
    }

    /** Waits until the program has written something. */
    void awaitOutput(String something, int seconds) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!text(out).contains(something)) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw failure("wrote no '" + something + "' in " + seconds + " s");
            }
            Thread.sleep(20);
        }
    }

    /** @throws RosBenchException if the program has ended already */
    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw failure("ended early, with " + process.exitValue());
        }
    }

    private RosBenchException failure(String what) throws IOException {
        String said = text(err).strip();
        return new RosBenchException(name + " " + what + (said.isEmpty() ? "" : "; it said: " + said));
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            if (process.isAlive()) {
                Shell.run("kill", "-s", endSignal, String.valueOf(process.pid()));
                process.waitFor(LEAVE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
