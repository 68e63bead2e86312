package org.prolepsis.sim.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prolepsis.action.ensemble.EnsembleSettings;
import org.prolepsis.cli.CommandException;
import org.prolepsis.cli.Common;
import org.prolepsis.cli.Console;
import org.prolepsis.cli.ExitCode;
import org.prolepsis.nodes.flow.ModelStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how fast and how surely strategies sort blocks. */
@Command(
        name = "color-sort",
        description = "Sort blocks in simulation with each strategy, and say how often, how fast and how smoothly.",
        footer = {
            "",
            "act          ACT's ensemble, as fast as demonstrated: what all others are compared with",
            "newest       the newest chunk alone, each --look-ahead ahead",
            "proleptic    the proleptic ensemble, each --look-ahead ahead",
            "adaptive     looks ahead as far as it finds safe, asked for each --speed",
            "aligned      chunks aligned before they are faded into each other, asked for each --speed",
            "",
            "Every row runs the same seeds, and the table does not depend on --threads."
        })
public final class ColorSortCommand implements Callable<Integer> {
    private static final double TIME_OUT_SECONDS = 60;
    private static final int MOST_EPISODES = 10_000;
    private static final int MOST_THREADS = 64;

    @Mixin
    private Common common = new Common();

    @Option(names = "--episodes", paramLabel = "N", description = "In each row; default ${DEFAULT-VALUE}.")
    private int episodes = 100;

    @Option(
            names = "--strategy",
            split = ",",
            paramLabel = "NAME,…",
            description = "Of act, newest, proleptic, adaptive, aligned; default act,proleptic,adaptive.")
    private List<String> strategies = List.of("act", "proleptic", "adaptive");

    @Option(
            names = "--look-ahead",
            split = ",",
            paramLabel = "F,…",
            description = "Policy steps of 40 ms; default 0,5,10,15,20.")
    private List<Double> lookAheads = List.of(0.0, 5.0, 10.0, 15.0, 20.0);

    @Option(names = "--speed", split = ",", paramLabel = "X,…", description = "Asked for; default 1,2,3,4.")
    private List<Double> speeds = List.of(1.0, 2.0, 3.0, 4.0);

    @Option(
            names = "--delay",
            split = ",",
            paramLabel = "MS,…",
            description = "Added between observation and chunk, ms; default 0.")
    private List<Double> delays = List.of(0.0);

    @Option(names = "--noise", description = "Measure joints and blocks with noise.")
    private boolean noise;

    @Option(
            names = "--m",
            paramLabel = "M",
            description = "Of the weights exp(-m rank), rank 0 the oldest, but for act; default ${DEFAULT-VALUE}.")
    private double m = EnsembleSettings.defaults().m();

    @Option(
            names = "--chunks",
            paramLabel = "N",
            description = "Averaged at most, the newest ones, but for act; default ${DEFAULT-VALUE}.")
    private int chunks = EnsembleSettings.defaults().maxChunks();

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description = "Policy folder; the default one is made from demonstrations if absent.")
    private Path policy;

    @Option(names = "--threads", paramLabel = "N", description = "Default ${DEFAULT-VALUE}.")
    private int threads = 2;

    @Option(names = "--seed-start", paramLabel = "N", description = "Of the first episode; default ${DEFAULT-VALUE}.")
    private long firstSeed = 1_000_001;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder of the report; default reports/ and the time.")
    private Path out;

    private final Console console;

    /** A command that writes to a console. */
    public ColorSortCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireNumbers();
        List<Variant> variants = variants();
        List<Conditions> conditions = conditions();
        Policies.Choice choice = Policies.choose(policy, console);
        EpisodeRunner runner = new EpisodeRunner(new CellScene.Factory(), choice.factory(), TIME_OUT_SECONDS);
        TerminalTable terminal = new TerminalTable(common.json() ? console.err() : console.out());
        terminal.head();
        long start = System.nanoTime();
        Table table;
        try (EpisodeProgress progress =
                new EpisodeProgress(console, terminal, variants.size() * conditions.size() * episodes)) {
            table = new Benchmark(runner, episodes, firstSeed, threads).run(variants, conditions, progress);
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        terminal.findings(table);
        Path page = new BenchmarkReport(heading(choice), table).write(folder());
        if (common.json()) {
            Map<String, Object> json = new LinkedHashMap<>(TableJson.of(table));
            json.put("policy", choice.name());
            json.put("report", page.toString());
            json.put("seconds", seconds);
            Common.print(console, json);
        } else {
            console.out().println("\nReport: " + page);
        }
        return ExitCode.DONE;
    }

    private void requireNumbers() {
        if (episodes < 1 || episodes > MOST_EPISODES || threads < 1 || threads > MOST_THREADS) {
            throw CommandException.usage("--episodes is " + episodes + " and --threads " + threads
                    + "; allowed are 1 to " + MOST_EPISODES + " and 1 to " + MOST_THREADS);
        }
    }

    private List<Variant> variants() {
        try {
            List<Variant> variants = new ArrayList<>();
            for (String name : strategies) {
                Variant.of(name, lookAheads, speeds).forEach(variant -> variants.add(variant.weighing(m, chunks)));
            }
            variants.forEach(Variant::ensemble); // refuses weights that are not allowed
            return variants.stream().distinct().toList();
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(e.getMessage());
        }
    }

    private List<Conditions> conditions() {
        try {
            return delays.stream()
                    .distinct()
                    .map(ms -> new Conditions(1e-3 * ms, noise))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--delay: " + e.getMessage());
        }
    }

    private Path folder() {
        String time = LocalDateTime.now(ZoneId.systemDefault())
                .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
        return (out == null ? ModelStore.home().resolve("reports").resolve("color-sort-" + time) : out)
                .toAbsolutePath()
                .normalize();
    }

    private Map<String, String> heading(Policies.Choice choice) {
        Map<String, String> heading = new LinkedHashMap<>();
        heading.put("policy", choice.name());
        heading.put("episodes a row", String.valueOf(episodes));
        heading.put("seeds from", String.valueOf(firstSeed));
        heading.put("weights", "m = " + m + ", at most " + chunks + " chunks (act: its own)");
        heading.put("time-out", String.format(Locale.ROOT, "%.0f s", TIME_OUT_SECONDS));
        heading.put("control rate", "200 Hz");
        heading.put("policy rate", "25 Hz");
        return heading;
    }
}
