package org.prolepsis.sim.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs a table: the same ordered seeds for every variant under every condition, over some threads. Each episode is on one
 * thread and shares nothing with others, so the table does not depend on how many there are.
 */
public final class Benchmark {
    private final EpisodeRunner runner;
    private final int episodes;
    private final long firstSeed;
    private final int threads;

    /** Told what has been done; called from the thread that runs the table. */
    public interface Listener {
        /** Listens to nothing. */
        Listener NONE = new Listener() {
            @Override
            public void episode(Variant variant, Conditions conditions, int done, int of) {}

            @Override
            public void row(Table table, Row row) {}
        };

        /** An episode of the row that is being made is done; {@code done} of all of its episodes are. */
        void episode(Variant variant, Conditions conditions, int done, int of);

        /** A row is done. */
        void row(Table table, Row row);
    }

    /**
     * A benchmark.
     *
     * @param episodes in each row, at least 1
     * @param firstSeed of the first episode; the next ones follow it
     * @param threads at least 1
     * @throws IllegalArgumentException if a number is not positive
     */
    public Benchmark(EpisodeRunner runner, int episodes, long firstSeed, int threads) {
        if (episodes < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "got " + episodes + " episodes and " + threads + " threads; both must be at least 1");
        }
        this.runner = runner;
        this.episodes = episodes;
        this.firstSeed = firstSeed;
        this.threads = threads;
    }

    /**
     * Runs all variants under each condition.
     *
     * @throws InterruptedException if the thread is interrupted; episodes that run are then ended
     */
    public Table run(List<Variant> variants, List<Conditions> conditions, Listener listener)
            throws InterruptedException {
        Table table = new Table(runner.timeOutSeconds(), firstSeed, List.of());
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Conditions condition : conditions) {
                for (Variant variant : variants) {
                    Row row = new Row(variant, condition, run(pool, variant, condition, listener));
                    table = table.with(row);
                    listener.row(table, row);
                }
            }
            return table;
        } finally {
            pool.shutdownNow();
        }
    }

    private List<EpisodeResult> run(ExecutorService pool, Variant variant, Conditions conditions, Listener listener)
            throws InterruptedException {
        List<Future<EpisodeResult>> running = new ArrayList<>();
        for (int i = 0; i < episodes; i++) {
            long seed = firstSeed + i;
            running.add(pool.submit(() -> runner.run(variant, conditions, seed)));
        }
        List<EpisodeResult> results = new ArrayList<>();
        for (Future<EpisodeResult> episode : running) {
            results.add(get(episode));
            listener.episode(variant, conditions, results.size(), episodes);
        }
        return results;
    }

    private static EpisodeResult get(Future<EpisodeResult> episode) throws InterruptedException {
        try {
            return episode.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an episode failed: " + e.getCause(), e.getCause());
        }
    }
}
