package org.prolepsis.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.prolepsis.cli.bench.BenchResult;
import org.prolepsis.cli.bench.Benches;
import org.prolepsis.cli.bench.Measurement;
import org.prolepsis.cli.bench.ros.RosBench;
import org.prolepsis.cli.bench.ros.RosBenchResult;
import org.prolepsis.cli.bench.ros.RosBenchSettings;
import org.prolepsis.cli.bench.ros.RosBenchTable;
import org.prolepsis.nodes.flow.ModelStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one benchmark. */
@Command(
        name = "bench",
        description = "Measure a hot operation on this machine, with a plain baseline beside it.",
        footer = {
            "",
            "ros compares the ROS client with roscpp and rospy, in turn; it needs root and a C++ compiler,",
            "and takes about 6 minutes."
        })
final class BenchCommand implements Callable<Integer> {
    private static final double LOOP_RATE = 200;
    private static final double LOOP_SECONDS = 60;
    private static final double ROS_RATE = 1000;
    private static final double ROS_SECONDS = 8;

    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "NAME", description = "One of ${COMPLETION-CANDIDATES}.")
    private Benches.Name name;

    @Option(
            names = "--rate",
            paramLabel = "HZ",
            description = "Of the loop, default " + LOOP_RATE + "; of ros's round trips, default " + ROS_RATE + ".")
    private Double rate;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "The loop runs, default " + LOOP_SECONDS + "; a round of ros, default " + ROS_SECONDS + ".")
    private Double seconds;

    @Option(
            names = "--spin",
            paramLabel = "US",
            description = "The loop spins for so long before a deadline instead of sleeping; default ${DEFAULT-VALUE}.")
    private double spin;

    @Option(
            names = "--fifo",
            paramLabel = "PRIORITY",
            description =
                    "Run the loop's thread, and cyclictest beside it, under SCHED_FIFO; needs root. Default: neither.")
    private int fifo;

    @Option(names = "--rounds", paramLabel = "N", description = "Of ros; default ${DEFAULT-VALUE}.")
    private int rounds = 5;

    @Option(
            names = "--peers",
            paramLabel = "DIR",
            description = "Folder of pp.cpp and pp.py for ros; default ros-client/src/bench.")
    private Path peers;

    @Option(names = "--model", paramLabel = "MODEL", description = "Bundle to sample; the default one without it.")
    private Path model;

    private final Console console;

    BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (name == Benches.Name.ros) {
            return compare();
        }
        double loopRate = rate == null ? LOOP_RATE : rate;
        double loopSeconds = seconds == null ? LOOP_SECONDS : seconds;
        if (!(loopRate >= 1 && loopRate <= 2000) || !(loopSeconds >= 0.5 && loopSeconds <= 3600)) {
            throw CommandException.usage("--rate is " + loopRate + " Hz and --seconds " + loopSeconds
                    + "; allowed are 1 to 2000 and 0.5 to 3600");
        }
        if (!(spin >= 0 && spin <= 1e6 / loopRate) || fifo < 0 || fifo > 99) {
            throw CommandException.usage(
                    "--spin is " + spin + " µs and --fifo " + fifo + "; allowed are 0 to a period and 0 to 99");
        }
        Path bundle = model == null ? ModelStore.defaultModelPath() : model;
        BenchResult result = Benches.run(name, new Benches.Settings(loopRate, loopSeconds, spin, fifo, bundle));
        if (common.json()) {
            Common.print(console, result);
        } else {
            print(result);
        }
        return ExitCode.DONE;
    }

    private Integer compare() throws IOException, InterruptedException {
        RosBenchResult result =
                RosBench.run(rosSettings(), line -> console.err().println(line));
        if (common.json()) {
            Common.print(console, result);
        } else {
            console.out().print(RosBenchTable.of(result));
        }
        return ExitCode.DONE;
    }

    private RosBenchSettings rosSettings() {
        Path folder = peers == null
                ? ModelStore.home().resolve("ros-client").resolve("src").resolve("bench")
                : peers;
        try {
            return new RosBenchSettings(
                    rounds, seconds == null ? ROS_SECONDS : seconds, rate == null ? ROS_RATE : rate, folder);
        } catch (IllegalArgumentException outOfRange) {
            throw CommandException.usage(outOfRange.getMessage());
        }
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
