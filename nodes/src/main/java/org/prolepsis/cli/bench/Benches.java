package org.prolepsis.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.prolepsis.cli.bench.ros.RosBench;

/** The benchmarks by name. */
public final class Benches {
    private Benches() {}

    /** The benchmarks there are. */
    public enum Name {
        /** See {@link ActionBenches#loop}. */
        loop,
        /** See {@link ActionBenches#ensemble}. */
        ensemble,
        /** See {@link ActionBenches#limiter}. */
        limiter,
        /** See {@link FlowBenches#sample}. */
        sample,
        /** See {@link FlowBenches#encoder}. */
        encoder,
        /** See {@link RosBench}, which has a result of its own. */
        ros
    }

    /**
     * What a benchmark is told; each takes what it needs.
     *
     * @param rate of the loop, Hz
     * @param seconds the loop runs
     * @param spinMicros how long before a deadline the loop spins
     * @param priority of the loop under SCHED_FIFO, 0 for none
     * @param model the bundle to sample
     */
    public record Settings(double rate, double seconds, double spinMicros, int priority, Path model) {}

    /**
     * Runs one.
     *
     * @throws IOException if the model cannot be read
     */
    public static BenchResult run(Name name, Settings settings) throws IOException, InterruptedException {
        return switch (name) {
            case loop ->
                ActionBenches.loop(settings.rate(), settings.seconds(), settings.spinMicros(), settings.priority());
            case ensemble -> ActionBenches.ensemble();
            case limiter -> ActionBenches.limiter();
            case sample -> FlowBenches.sample(settings.model());
            case encoder -> FlowBenches.encoder();
            case ros -> throw new IllegalArgumentException("ros is run by RosBench, its result is of another kind");
        };
    }
}
