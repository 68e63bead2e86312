package org.prolepsis.ros.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Fuzzes every decoder, guided by coverage: 60 s altogether, or {@code -Dprolepsis.fuzz.seconds=600}. Inputs that break
 * one are in {@code target/fuzz/TARGET/findings}; a copy under {@code src/test/resources/fuzz/TARGET} is replayed by
 * {@link FuzzFindingsTest} from then on.
 */
class CoverageGuidedFuzzTest {
    private static final int SECONDS = Integer.getInteger("prolepsis.fuzz.seconds", 60);
    /** What starting a JVM with its agent takes of a target's time. */
    private static final int START_SECONDS = 2;

    @Test
    void shouldFindAPlantedFaultByFollowingCoverage() throws Exception {
        assumePlatform();
        Jazzer.Result result = Jazzer.run("planted", PlantedFault.class, List.of(), List.of(), 30, 1);
        assertEquals(1, result.instrumented(), "classes instrumented");
        assertEquals(1, result.findings().size(), "see " + result.log());
        byte[] input = Files.readAllBytes(result.findings().get(0));
        assertEquals("726f733121", HexFormat.of().formatHex(Arrays.copyOf(input, 5)));
    }

    @Test
    void shouldFindNoInputThatBreaksADecoder() throws Exception {
        assumePlatform();
        int weights = FuzzTarget.ALL.stream().mapToInt(FuzzTarget::weight).sum();
        List<String> report = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (FuzzTarget target : FuzzTarget.ALL) {
            int seconds = Math.max(1, SECONDS * target.weight() / weights - START_SECONDS);
            Jazzer.Result result =
                    Jazzer.run(target.name(), target.type(), target.seeds().get(), target.dictionary(), seconds, 20);
            report.add(
                    "fuzzing %-11s %9d executions in %3d s, %3d classes instrumented, %5d features (seeds %5d), corpus %4d, findings %d"
                            .formatted(
                                    result.target(),
                                    result.executions(),
                                    seconds,
                                    result.instrumented(),
                                    result.features(),
                                    result.seedFeatures(),
                                    result.corpus(),
                                    result.findings().size()));
            System.out.println(report.get(report.size() - 1));
            assertTrue(result.executions() > target.seeds().get().size(), "only the seeds ran: " + result);
            assertTrue(result.instrumented() > 0 && result.features() > 0, "no coverage: " + result);
            result.findings().forEach(file -> broken.add(file.toString()));
        }
        assertEquals(List.of(), broken, "inputs that break a decoder; " + String.join("\n", report));
    }

    /** Jazzer brings native code for the usual machines only. */
    private static void assumePlatform() {
        String arch = System.getProperty("os.arch");
        Assumptions.assumeTrue(
                List.of("amd64", "x86_64", "aarch64").contains(arch), "Jazzer has no native code for " + arch);
    }
}
