package org.prolepsis.cli;

import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.prolepsis.flow.train.TrainingListener;

/** Shows training on standard error: a bar on a terminal, a line for each tenth elsewhere. Used by one thread. */
public final class Progress implements TrainingListener, AutoCloseable {
    private static final int REFRESH_MILLIS = 200;
    private static final int TENTHS = 10;

    private final String task;
    private final Console console;
    private ProgressBar bar;
    private int tenths;

    /** Shows a task under its name. */
    public Progress(String task, Console console) {
        this.task = task;
        this.console = console;
    }

    @Override
    public void onProgress(int step, int total, double loss) {
        String shown = String.format(Locale.ROOT, "loss %.4g", loss);
        if (console.interactive()) {
            if (bar == null) {
                bar = new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(total)
                        .setUpdateIntervalMillis(REFRESH_MILLIS)
                        .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                        .setConsumer(new ConsoleProgressBarConsumer(console.err()))
                        .build();
            }
            bar.stepTo(step).setExtraMessage(shown);
        } else if (step * (long) TENTHS / total > tenths) {
            tenths = (int) (step * (long) TENTHS / total);
            console.err()
                    .println(task + ": " + tenths * 10 + " % (" + step + " of " + total + " steps, " + shown + ")");
        }
    }

    @Override
    public void onEvent(String message) {
        console.err().println(task + ": " + message);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
