package org.prolepsis.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prolepsis.cli.Console;
import org.prolepsis.cli.Prolepsis;

class SimCommandsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void shouldBeAmongTheCommands() {
        assertEquals(0, run("--help"));
        String shown = out.toString(StandardCharsets.UTF_8);
        assertTrue(shown.contains("\n  sim "), shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sim", "sim fly", "sim --fast"})
    void shouldEndWithTwoAndOneLineOfReasonOnBadUsage(String line) {
        assertEquals(2, run(line.split(" ")));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        String shown = err.toString(StandardCharsets.UTF_8);
        assertTrue(shown.startsWith("prolepsis: "), shown);
        assertTrue(shown.endsWith("prolepsis: try ./prolepsis sim --help\n"), shown);
        assertEquals(2, shown.lines().count(), shown);
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
