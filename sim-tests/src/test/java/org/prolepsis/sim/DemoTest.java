package org.prolepsis.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.prolepsis.cli.Console;
import org.prolepsis.cli.Prolepsis;

/** {@code prolepsis demo} in this JVM: master, three nodes and the observer over real connections. */
@Timeout(300)
class DemoTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void shouldMoveTheArmForASentenceItKnowsAndRefuseOneItDoesNot() throws IOException {
        int code = run(
                "demo",
                "wave big",
                "make me a coffee",
                "--speed",
                "2",
                "--json",
                "--model",
                Project.model().toString(),
                "--report",
                folder.toString());
        assertEquals(0, code, err.toString(StandardCharsets.UTF_8));
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(1, lines.size(), "standard output has the result alone: " + lines);
        JsonNode result = new ObjectMapper().readTree(lines.get(0));
        checkMotion(result.at("/motions/0"));
        checkRefusal(result.at("/motions/1"));
        String report = Files.readString(Path.of(result.at("/report").asText()));
        assertTrue(report.contains("wave big") && report.contains("<svg"));
    }

    private static void checkMotion(JsonNode motion) {
        String shown = motion.toString();
        assertTrue(motion.at("/grounded").asBoolean(), shown);
        assertTrue(
                motion.at("/reason").asText().toLowerCase(java.util.Locale.ROOT).contains("big"), shown);
        // Encoding, sampling and two hops over TCP take tens of milliseconds; a loaded machine gets a second.
        assertTrue(motion.at("/first_command_ms").asDouble() > 0, shown);
        assertTrue(motion.at("/first_command_ms").asDouble() < 1000, shown);
        assertTrue(motion.at("/demonstrated_s").asDouble() > 2, shown);
        assertTrue(motion.at("/speedup").asDouble() > 1.2, shown);
        assertTrue(motion.at("/tracking_rmse_rad").asDouble() < 0.1, shown);
        assertEquals(0, motion.at("/limit_violations").asInt(), shown);
    }

    private static void checkRefusal(JsonNode refusal) {
        String shown = refusal.toString();
        assertFalse(refusal.at("/grounded").asBoolean(), shown);
        assertTrue(refusal.at("/reason").asText().contains("make me a coffee"), shown);
        assertTrue(refusal.at("/first_command_ms").isNull(), "nothing was commanded: " + shown);
        assertTrue(refusal.at("/duration_s").isNull(), shown);
    }

    @Test
    void shouldFailInOneLineWithoutAModel() {
        int code = run("demo", "wave", "--model", folder.resolve("none").toString());
        assertEquals(1, code);
        String shown = err.toString(StandardCharsets.UTF_8);
        assertTrue(shown.startsWith("prolepsis: "), shown);
        assertTrue(shown.contains("none"), shown);
        assertFalse(shown.contains("\tat "), shown);
    }

    private int run(String... args) {
        return Prolepsis.run(
                args,
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false));
    }
}
