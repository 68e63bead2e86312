package org.prolepsis.action.bench;

/** Runs a benchmark by name from the command line and prints what it measured. */
public final class Benchmarks {
    private Benchmarks() {}

    /**
     * Runs {@code ensemble}, {@code limiter} or {@code loop [hertz [seconds [spinNanos]]]}.
     *
     * @throws IllegalArgumentException if there is no such benchmark
     * @throws InterruptedException if interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        String name = args.length > 0 ? args[0] : "";
        System.out.println(
                switch (name) {
                    case "ensemble" -> EnsembleBenchmark.run();
                    case "limiter" -> LimiterBenchmark.run();
                    case "loop" ->
                        LoopBenchmark.run(
                                args.length > 1 ? Double.parseDouble(args[1]) : 200,
                                args.length > 2 ? Double.parseDouble(args[2]) : 10,
                                args.length > 3 ? Long.parseLong(args[3]) : 50_000);
                    default ->
                        throw new IllegalArgumentException(
                                "benchmark is '" + name + "'; it must be ensemble, limiter or loop");
                });
    }
}
