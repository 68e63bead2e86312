package org.prolepsis.cli.bench.ros;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs short commands to their end. */
final class Shell {
    private static final int PATIENCE_SECONDS = 120;

    private Shell() {}

    /** What a command ended with, and what it wrote to both its streams. */
    record Outcome(int exitCode, String text) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /** Runs a command; one that is not there ends with 127, as in a shell. */
    static Outcome run(List<String> command) throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException absent) {
            return new Outcome(127, absent.getMessage());
        }
        try {
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return new Outcome(124, "did not end in " + PATIENCE_SECONDS + " s");
            }
            return new Outcome(process.exitValue(), text.strip());
        } catch (IOException broken) {
            return new Outcome(126, broken.getMessage());
        } finally {
            process.destroyForcibly();
        }
    }

    static Outcome run(String... command) throws InterruptedException {
        return run(List.of(command));
    }

    /** Runs a command that must succeed. */
    static String require(List<String> command) throws InterruptedException {
        Outcome outcome = run(command);
        if (!outcome.succeeded()) {
            throw new RosBenchException(
                    "'" + String.join(" ", command) + "' ended with " + outcome.exitCode() + ": " + outcome.text());
        }
        return outcome.text();
    }
}
