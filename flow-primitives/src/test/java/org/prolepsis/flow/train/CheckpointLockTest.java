package org.prolepsis.flow.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CheckpointLockTest {
    @TempDir
    private Path folder;

    /** Holds the lock of the given checkpoint until its input ends. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws IOException {
            try (CheckpointLock lock = CheckpointLock.take(Path.of(args[0]))) {
                System.out.println("holds " + lock.getClass().getSimpleName());
                System.in.read();
            }
        }
    }

    private static Process start(Path checkpoint) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        checkpoint.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static Process hold(Path checkpoint) throws IOException {
        Process process = start(checkpoint);
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        assertNotNull(reader.readLine(), "the other process did not get the lock");
        return process;
    }

    @Test
    void shouldTellWhoElseTrainsToTheSamePlace() throws Exception {
        Path checkpoint = folder.resolve("models/waving.checkpoint");
        Process other = hold(checkpoint);
        try {
            CheckpointException refused =
                    assertThrows(CheckpointException.class, () -> CheckpointLock.take(checkpoint));
            assertTrue(
                    refused.getMessage()
                            .startsWith(
                                    checkpoint + " is in use by another training (process " + other.pid() + ", since "),
                    refused.getMessage());
        } finally {
            other.getOutputStream().close();
            assertTrue(other.waitFor(30, TimeUnit.SECONDS));
        }
        assertEquals(0, other.exitValue());
        CheckpointLock.take(checkpoint).close();
    }

    @Test
    void shouldBeFreeAfterItsHolderWasKilled() throws Exception {
        Path checkpoint = folder.resolve("killed.checkpoint");
        Process other = hold(checkpoint);
        other.destroyForcibly();
        assertTrue(other.waitFor(30, TimeUnit.SECONDS));
        assertTrue(Files.exists(folder.resolve("killed.checkpoint.lock")), "a killed process leaves the file");
        CheckpointLock.take(checkpoint).close();
    }

    @Test
    void shouldKeepOutASecondTrainingOfTheSameProcess() throws Exception {
        Path checkpoint = folder.resolve("x.checkpoint");
        try (CheckpointLock lock = CheckpointLock.take(checkpoint)) {
            assertNotNull(lock);
            assertThrows(CheckpointException.class, () -> CheckpointLock.take(checkpoint));
            Process other = start(checkpoint);
            assertTrue(other.waitFor(30, TimeUnit.SECONDS));
            assertEquals(1, other.exitValue(), "having asked twice must not give the lock away");
            CheckpointLock.take(folder.resolve("y.checkpoint")).close();
        }
        assertEquals(0, Files.size(folder.resolve("x.checkpoint.lock")));
        CheckpointLock.take(checkpoint).close();
    }
}
