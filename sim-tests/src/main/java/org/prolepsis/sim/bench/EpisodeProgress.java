package org.prolepsis.sim.bench;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.prolepsis.cli.Console;

/** Shows a benchmark: its rows as they are done and, on a terminal, a bar of the episodes. Used by one thread. */
final class EpisodeProgress implements Benchmark.Listener, AutoCloseable {
    private static final int REFRESH_MILLIS = 200;

    private final TerminalTable terminal;
    private final ProgressBar bar;

    EpisodeProgress(Console console, TerminalTable terminal, int episodes) {
        this.terminal = terminal;
        bar = console.interactive()
                ? new ProgressBarBuilder()
                        .setTaskName("Sorting")
                        .setInitialMax(episodes)
                        .setUpdateIntervalMillis(REFRESH_MILLIS)
                        .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                        .setConsumer(new ConsoleProgressBarConsumer(console.err()))
                        .build()
                : null;
    }

    @Override
    public void episode(Variant variant, Conditions conditions, int done, int of) {
        if (bar != null) {
            bar.step().setExtraMessage(variant.label());
        }
    }

    @Override
    public void row(Table table, Row row) {
        if (bar != null) {
            bar.pause();
        }
        terminal.row(table, row);
        if (bar != null) {
            bar.resume();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
