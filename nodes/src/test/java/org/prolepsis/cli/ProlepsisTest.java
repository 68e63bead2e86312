package org.prolepsis.cli;

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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProlepsisTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fly",
                "demo --speed fast",
                "train",
                "train --data x",
                "sample --model m",
                "node",
                "node dance",
                "bench dance",
                "study dance --data x",
                "study model",
                "generate coffee",
                "demo --unknown"
            })
    void shouldEndWithTwoAndOneLineOfReasonOnBadUsage(String line) {
        assertEquals(2, run(line.isEmpty() ? new String[0] : line.split(" ")));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        String shown = err.toString(StandardCharsets.UTF_8);
        assertTrue(shown.startsWith("prolepsis: "), shown);
        assertEquals(2, shown.lines().count(), shown);
    }

    @Test
    void shouldEndWithOneAndOneLineOfReasonOnFailure() {
        assertEquals(1, run("train", "--data", folder.resolve("none").toString(), "--out", folder.toString()));
        String shown = err.toString(StandardCharsets.UTF_8);
        assertEquals(1, shown.lines().count(), shown);
        assertTrue(shown.contains("none"), shown);
    }

    @Test
    void shouldShowWhereItFailedWhenAskedTo() {
        assertEquals(1, run("inspect", folder.resolve("none").toString(), "--debug"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("\tat org.prolepsis."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--speed=0", "--speed=-1", "--speed=NaN", "--speed=11"})
    void shouldRefuseASpeedThatIsNone(String speed) {
        assertEquals(2, run("demo", "wave", speed));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("must be from 0.01 to 4.0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ros --rounds 0", "ros --seconds 0", "ros --rate NaN", "loop --rate 0", "loop --seconds 1e9"})
    void shouldRefuseABenchmarkThatCannotBe(String line) {
        assertEquals(2, run(("bench " + line).split(" ")));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --data x --out y --latent-dimension 17",
                "train --data x --out y --distill 3",
                "train --data x --out y --restarts 0",
                "study model --data x --samples 1"
            })
    void shouldRefuseASettingOfTrainingThatIsNone(String line) {
        assertEquals(2, run(line.split(" ")));
        String shown = err.toString(StandardCharsets.UTF_8);
        assertTrue(shown.matches("(?s)prolepsis: .*(must be in \\[|are needed).*"), shown);
    }

    @Test
    void shouldPrintTheResultAsOneLineOfJson() throws IOException {
        Path data = folder.resolve("waving");
        assertEquals(0, run("generate", "waving", "--out", data.toString(), "--seed", "7", "--json"));
        String shown = out.toString(StandardCharsets.UTF_8);
        assertEquals(1, shown.lines().count(), shown);
        JsonNode json = new ObjectMapper().readTree(shown);
        assertEquals(36, json.at("/demonstrations").asInt());
        assertEquals(7, json.at("/seed").asInt());
        assertTrue(Files.exists(data.resolve("dataset.yaml")));
    }

    @Test
    void shouldWriteNumbersThatJsonHasNotAsNull() {
        Common.print(console(), Map.of("value", Double.NaN));
        assertEquals("{\"value\":null}", out.toString(StandardCharsets.UTF_8).strip());
    }

    @Test
    void shouldExplainTheParametersOfANode() {
        assertEquals(0, run("node", "action", "--help"));
        String shown = out.toString(StandardCharsets.UTF_8);
        assertTrue(shown.contains("_rate:=200"), shown);
        assertTrue(shown.contains("action_chunk"), shown);
    }

    @Test
    void shouldListEveryCommand() {
        assertEquals(0, run("--help"));
        String shown = out.toString(StandardCharsets.UTF_8);
        for (String command : new String[] {"demo", "train", "eval", "sample", "inspect", "node", "master", "bench"}) {
            assertTrue(shown.contains("\n  " + command + " "), command + " is not in " + shown);
        }
        assertFalse(shown.contains("import-bag"), "what is not there is not promised");
    }

    private int run(String... args) {
        return Prolepsis.run(args, console());
    }

    private Console console() {
        return new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
    }
}
