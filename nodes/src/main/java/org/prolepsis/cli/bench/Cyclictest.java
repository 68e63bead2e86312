package org.prolepsis.cli.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.prolepsis.action.control.Quantiles;

/** The wake-up latency that {@code cyclictest} of rt-tests measures at the same time, on another core. */
final class Cyclictest implements AutoCloseable {
    private static final int BUCKETS = 200_000;
    private static final long NANOS = 1_000;

    private final Process process;

    private Cyclictest(Process process) {
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param cpu where it runs
     * @param priority under SCHED_FIFO; 0 is SCHED_OTHER
     * @throws IOException if it is not installed
     */
    static Cyclictest start(double rate, double seconds, int cpu, int priority) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "cyclictest",
                "-q",
                "-t1",
                "-a" + cpu,
                "-i" + Math.round(1e6 / rate),
                "-D" + Math.max(1, Math.round(seconds)),
                "-h" + BUCKETS));
        if (priority > 0) {
            command.addAll(List.of("-m", "-p" + priority));
        }
        return new Cyclictest(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /**
     * Waits for its end.
     *
     * @throws IOException if it failed; the message is what it said
     */
    Quantiles await() throws IOException, InterruptedException {
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("cyclictest ended with " + process.exitValue() + ": " + text.strip());
        }
        return parse(text);
    }

    /** Reads the histogram: lines of microseconds and counts, then comments with the maximum. */
    static Quantiles parse(String text) throws IOException {
        Histogram histogram = new Histogram(3_600_000_000_000L, 4);
        long max = 0;
        for (String line : text.lines().toList()) {
            String[] words = line.strip().split("\\s+", -1);
            if (line.startsWith("# Max Latencies:")) {
                max = Long.parseLong(words[words.length - 1]) * NANOS;
            } else if (words.length == 2 && words[0].matches("\\d+") && words[1].matches("\\d+")) {
                histogram.recordValueWithCount(Long.parseLong(words[0]) * NANOS, Long.parseLong(words[1]));
            } else if (line.startsWith("# Histogram Overflows:") && Long.parseLong(words[words.length - 1]) > 0) {
                histogram.recordValueWithCount(BUCKETS * NANOS, Long.parseLong(words[words.length - 1]));
            }
        }
        if (histogram.getTotalCount() == 0) {
            throw new IOException("cyclictest gave no histogram: " + text.strip());
        }
        Quantiles read = Quantiles.of(histogram);
        return new Quantiles(read.p50(), read.p99(), read.p999(), max);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
