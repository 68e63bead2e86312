package org.prolepsis.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.prolepsis.cli.bench.BenchResult;
import org.prolepsis.cli.bench.Benches;
import org.prolepsis.cli.bench.Measurement;
import org.prolepsis.nodes.flow.ModelStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one benchmark. */
@Command(name = "bench", description = "Measure a hot operation on this machine, with a plain baseline beside it.")
final class BenchCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "NAME", description = "One of ${COMPLETION-CANDIDATES}.")
    private Benches.Name name;

    @Option(names = "--rate", paramLabel = "HZ", description = "Of the loop; default ${DEFAULT-VALUE}.")
    private double rate = 200;

    @Option(names = "--seconds", paramLabel = "S", description = "The loop runs; default ${DEFAULT-VALUE}.")
    private double seconds = 60;

    @Option(names = "--model", paramLabel = "MODEL", description = "Bundle to sample; the default one without it.")
    private Path model;

    private final Console console;

    BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(rate >= 1 && rate <= 10_000) || !(seconds >= 0.5 && seconds <= 86_400)) {
            throw CommandException.usage(
                    "--rate is " + rate + " Hz and --seconds " + seconds + "; allowed are 1 to 10000 and 0.5 to 86400");
        }
        Path bundle = model == null ? ModelStore.defaultModelPath() : model;
        BenchResult result = Benches.run(name, new Benches.Settings(rate, seconds, bundle));
        if (common.json()) {
            Common.print(console, result);
        } else {
            print(result);
        }
        return ExitCode.DONE;
    }

    private void print(BenchResult result) {
        PrintStream out = console.out();
        out.println(name + ": " + result.what());
        row("", "p50", "p99", "p99.9", "max", "bytes/op");
        row("prolepsis", result.measurement());
        if (result.baseline() != null) {
            row("baseline", result.baseline());
            out.println("baseline: " + result.baselineIs());
        }
        result.details().forEach((key, value) -> out.println(String.format(Locale.ROOT, "%s: %.0f", key, value)));
        out.println("Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " cores");
    }

    private void row(String label, Measurement m) {
        row(
                label,
                time(m.p50()),
                time(m.p99()),
                time(m.p999()),
                time(m.max()),
                Double.isNaN(m.bytesPerOp()) ? "-" : String.format(Locale.ROOT, "%.1f", m.bytesPerOp()));
    }

    private void row(Object... cells) {
        console.out().println(String.format(Locale.ROOT, "%-10s %10s %10s %10s %10s %10s", cells));
    }

    private static String time(long nanos) {
        return nanos < 10_000 ? nanos + " ns" : String.format(Locale.ROOT, "%.1f µs", nanos * 1e-3);
    }
}
