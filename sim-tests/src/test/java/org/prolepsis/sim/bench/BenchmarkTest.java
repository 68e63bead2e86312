package org.prolepsis.sim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prolepsis.action.ensemble.Strategy;
import org.prolepsis.action.pace.LookAhead;

class BenchmarkTest {
    private static final int EPISODES = 5;
    private static final List<Conditions> CONDITIONS = List.of(new Conditions(0, false), new Conditions(0.04, true));
    private static final List<Variant> VARIANTS =
            List.of(Variant.BASELINE, new Variant(Strategy.PROLEPTIC, LookAhead.fixed(5), 1));

    private static final List<String> SEEN = new ArrayList<>();
    private static Table table;

    @BeforeAll
    static void run() throws InterruptedException {
        table = run(1, new Benchmark.Listener() {
            @Override
            public void episode(Variant variant, Conditions conditions, int done, int of) {
                SEEN.add(variant.label() + " " + done + "/" + of);
            }

            @Override
            public void row(Table soFar, Row row) {
                SEEN.add("row " + soFar.rows().size());
            }
        });
    }

    private static Table run(int threads, Benchmark.Listener listener) throws InterruptedException {
        EpisodeRunner runner = new EpisodeRunner(ToyScene.FACTORY, seed -> new ToyPolicy(), 60);
        return new Benchmark(runner, EPISODES, 11, threads).run(VARIANTS, CONDITIONS, listener);
    }

    @Test
    void shouldNotDependOnTheNumberOfThreads() throws InterruptedException {
        assertEquals(table, run(3, Benchmark.Listener.NONE));
    }

    @Test
    void shouldRunTheSameOrderedSeedsInEveryRow() {
        assertEquals(4, table.rows().size());
        for (Row row : table.rows()) {
            assertEquals(
                    List.of(11L, 12L, 13L, 14L, 15L),
                    row.episodes().stream().map(EpisodeResult::seed).toList());
        }
    }

    @Test
    void shouldTellEveryEpisodeAndRow() {
        assertEquals("act f = 0 1/5", SEEN.get(0));
        assertEquals("row 1", SEEN.get(5));
        assertEquals("proleptic f = 5 1/5", SEEN.get(6));
        assertEquals("row 4", SEEN.get(SEEN.size() - 1));
    }

    @Test
    void shouldCompareWithActUnderTheSameConditions() {
        for (Conditions conditions : CONDITIONS) {
            List<Row> rows = table.rows(conditions);
            assertEquals(1, table.speedup(rows.get(0)));
            assertEquals(rows.get(0).seconds() / rows.get(1).seconds(), table.speedup(rows.get(1)));
            assertTrue(table.speedup(rows.get(1)) > 1.1);
        }
    }

    @Test
    void shouldHaveTheKeysOfTheDesign() throws IOException {
        JsonNode json = new ObjectMapper().valueToTree(TableJson.of(table));
        assertEquals(4, json.get("cells").size());
        JsonNode cell = json.get("cells").get(1);
        assertEquals("proleptic", cell.get("strategy").asText());
        assertEquals(5, cell.get("look_ahead").asDouble());
        assertEquals(0, cell.get("delay_ms").asDouble());
        assertEquals(40, json.get("cells").get(3).get("delay_ms").asDouble());
        assertEquals(EPISODES, cell.get("episodes").asInt());
        assertEquals(1, cell.get("success").asDouble());
        assertEquals(0.5655, cell.get("success_low").asDouble(), 1e-4);
        assertEquals(1, cell.get("success_high").asDouble());
        assertEquals(table.rows().get(1).seconds(), cell.get("time_s").asDouble());
        assertTrue(cell.get("speedup").asDouble() > 1);
        assertTrue(cell.has("seam_jump_rad"));
        for (String peak : List.of("velocity", "acceleration", "jerk")) {
            double share = cell.get("peak").get(peak).asDouble();
            assertTrue(share > 0 && share <= 1 + 1e-6, () -> peak + " " + share);
        }
        assertEquals(
                table.rows().get(1).limitViolations(),
                cell.get("limit_violations").asLong());
    }

    @Test
    void shouldHoldTheClaimsAgainstTheTable() {
        List<Finding> findings = Finding.in(table);
        assertEquals(2, findings.size());
        assertEquals(CONDITIONS.get(1), findings.get(1).conditions());
        assertEquals("proleptic f = 5", findings.get(0).by());
        assertEquals(table.speedup(table.rows().get(1)), findings.get(0).value());
    }

    @Test
    void shouldNotMeetAClaimThatNoRowQualifiesFor() {
        Row act = table.rows().get(0);
        Row failed = new Row(
                VARIANTS.get(1),
                CONDITIONS.get(0),
                act.episodes().stream().map(BenchmarkTest::failed).toList());
        Finding finding = Finding.in(new Table(60, 11, List.of(act, failed))).get(0);
        assertTrue(Double.isNaN(finding.value()) && !finding.met(), finding::toString);
    }

    private static EpisodeResult failed(EpisodeResult e) {
        return new EpisodeResult(
                e.seed(),
                EpisodeEnd.TIME_OUT,
                60,
                1,
                e.seams(),
                e.velocityPeaks(),
                e.accelerationPeaks(),
                e.jerkPeaks(),
                0,
                5,
                1);
    }

    @Test
    void shouldWriteAPageAndAPlotForEachCondition(@TempDir Path folder) throws IOException {
        Path page = new BenchmarkReport(Map.of("policy", "<toy>"), table).write(folder.resolve("new"));
        String html = Files.readString(page);
        assertTrue(html.contains("&lt;toy&gt;") && html.contains("40 ms of added delay, with noise"));
        String svg = Files.readString(folder.resolve("new").resolve("speed-success-0ms.svg"));
        assertTrue(svg.startsWith("<svg xmlns=") && svg.contains("f=5") && !svg.contains("NaN"), svg);
        assertTrue(Files.exists(folder.resolve("new").resolve("speed-success-40ms-noise.svg")));
    }
}
