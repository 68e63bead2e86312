package org.prolepsis.sim.episode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.prolepsis.cli.CommandException;
import org.prolepsis.cli.Common;
import org.prolepsis.cli.Console;
import org.prolepsis.cli.ExitCode;
import org.prolepsis.nodes.episode.Episode;
import org.prolepsis.nodes.episode.EpisodeFolder;
import org.prolepsis.nodes.episode.EpisodeReader;
import org.prolepsis.sim.cell.CellSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Records demonstrations of the scripted demonstrator. */
@Command(
        name = "color-sort-demos",
        description = "Record scripted demonstrations of the colour sort as a folder of episodes.")
public final class DemosCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Option(names = "--episodes", paramLabel = "N", description = "How many that succeed; default ${DEFAULT-VALUE}.")
    private int episodes = 100;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the first; the next ones follow it. Default 1.")
    private long seed = 1;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder to write; must hold no episodes.")
    private Path out;

    @Option(
            names = "--perturbation",
            paramLabel = "P",
            description =
                    "0 to 1: disturb what is executed, while what was meant is recorded. Default ${DEFAULT-VALUE}.")
    private double perturbation;

    @Option(names = "--keep-failed", description = "Write episodes that failed too, marked as such.")
    private boolean keepFailed;

    private final Console console;

    /** A command that writes to a console. */
    public DemosCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (episodes < 1 || episodes > 10_000) {
            throw CommandException.usage("--episodes is " + episodes + "; it must be 1 to 10000");
        }
        if (!(perturbation >= 0 && perturbation <= 1)) {
            throw CommandException.usage("--perturbation is " + perturbation + "; it must be 0 to 1");
        }
        if (Files.exists(out.resolve(EpisodeReader.DESCRIPTION))) {
            throw new CommandException(out + " holds episodes already; name another folder or remove it");
        }
        long begun = System.nanoTime();
        Result result = record(EpisodeFolder.open(out, CellEpisodes.FORMAT));
        double seconds = (System.nanoTime() - begun) * 1e-9;
        report(result, seconds);
        return ExitCode.DONE;
    }

    /** What was recorded. */
    private record Result(int written, List<Long> failedSeeds, double simulatedSeconds) {}

    /** Batches run on all cores; episodes are written in the order of their seeds. */
    private Result record(EpisodeFolder folder) throws IOException, InterruptedException {
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        List<Long> failed = new ArrayList<>();
        double simulated = 0;
        int succeeded = 0;
        long next = seed;
        try {
            while (succeeded < episodes) {
                List<Future<Episode>> batch = new ArrayList<>();
                for (int i = 0; i < Math.min(4 * threads, episodes - succeeded); i++) {
                    long each = next++;
                    batch.add(workers.submit(() -> Demonstrations.record(
                            CellSettings.defaults(), each, perturbation, String.format(Locale.ROOT, "%04d", each))));
                }
                for (Future<Episode> future : batch) {
                    Episode episode = get(future);
                    simulated += episode.size() / CellEpisodes.RATE_HZ;
                    if (!episode.info().success()) {
                        failed.add(episode.info().seed());
                    }
                    if (episode.info().success() || keepFailed) {
                        folder.add(episode);
                    }
                    succeeded += episode.info().success() ? 1 : 0;
                }
                if (failed.size() > 10 + episodes) {
                    throw new CommandException(
                            "more than half of the demonstrations fail; " + folder.size() + " episodes are in " + out);
                }
                console.err().println("recorded " + succeeded + " of " + episodes + ", " + failed.size() + " failed");
            }
        } finally {
            workers.shutdownNow();
        }
        return new Result(folder.size(), failed, simulated);
    }

    private static Episode get(Future<Episode> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void report(Result result, double seconds) {
        if (common.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("data", out.toString());
            json.put("episodes", result.written());
            json.put("seed", seed);
            json.put("perturbation", perturbation);
            json.put("failed_seeds", result.failedSeeds());
            json.put("simulated_s", result.simulatedSeconds());
            json.put("seconds", seconds);
            Common.print(console, json);
        } else {
            console.out()
                    .printf(
                            Locale.ROOT,
                            "%s: %d episodes, %.0f s simulated in %.1f s; failed seeds: %s%n",
                            out,
                            result.written(),
                            result.simulatedSeconds(),
                            seconds,
                            result.failedSeeds());
        }
    }
}
