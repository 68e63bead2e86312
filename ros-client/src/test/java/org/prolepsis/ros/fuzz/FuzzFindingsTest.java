package org.prolepsis.ros.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Replays, without Jazzer, the seeds and every input that once broke a decoder. */
class FuzzFindingsTest {
    private static final Path FINDINGS = Path.of("src", "test", "resources", "fuzz");

    @TestFactory
    List<DynamicTest> shouldBearEveryInputThatOnceBrokeIt() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (FuzzTarget target : FuzzTarget.ALL) {
            Path folder = FINDINGS.resolve(target.name());
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.sorted()
                            .forEach(file -> tests.add(DynamicTest.dynamicTest(
                                    target.name() + " bears " + file.getFileName(),
                                    () -> target.input().accept(Files.readAllBytes(file)))));
                }
            }
        }
        return tests;
    }

    @Test
    void shouldBearEverySeed() {
        for (FuzzTarget target : FuzzTarget.ALL) {
            assertFalse(target.seeds().get().isEmpty());
            target.seeds().get().forEach(target.input());
        }
    }

    @Test
    void shouldObjectToWhatIsNotAllowed() {
        Set<Class<? extends Throwable>> io = Set.of(IOException.class);
        Oracle.judge(1, io, () -> {
            throw new IOException("allowed");
        });
        assertThrows(
                AssertionError.class,
                () -> Oracle.judge(1, io, () -> {
                    throw new IllegalStateException("not allowed");
                }));
        ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
        byte[][] kept = new byte[1][];
        assertThrows(AssertionError.class, () -> Oracle.judge(1, io, () -> kept[0] = new byte[4 << 20]));
        assertThrows(
                AssertionError.class,
                () -> Oracle.judge(1, io, () -> {
                    long until = cpu.getCurrentThreadCpuTime() + 400_000_000L;
                    while (cpu.getCurrentThreadCpuTime() < until) {
                        kept[0] = null;
                    }
                }));
    }
}
