package org.prolepsis.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.prolepsis.report.MotionResult;

/** The demo's table, a row when its sentence has ended. */
final class DemoTable {
    private static final int SENTENCE = 34;
    private static final int UNDERSTOOD = 34;
    private static final String ROW = "%-" + SENTENCE + "s %-" + UNDERSTOOD + "s %9s %9s %9s %8s %9s %10s";

    private final PrintStream out;

    DemoTable(PrintStream out) {
        this.out = out;
    }

    void head() {
        print("sentence", "understood as", "first cmd", "duration", "demonstr.", "speed-up", "RMSE", "violations");
        print("", "", "[ms]", "[s]", "[s]", "", "[mrad]", "of limits");
    }

    void row(MotionResult r) {
        String sentence = cut(r.text(), SENTENCE);
        if (!r.grounded()) {
            out.println(String.format(Locale.ROOT, "%-" + SENTENCE + "s refused: %s", sentence, r.reason()));
        } else {
            print(
                    sentence,
                    cut(r.reason(), UNDERSTOOD),
                    number("%.1f", r.firstCommandMs()),
                    number("%.2f", r.durationS()),
                    number("%.2f", r.demonstratedS()),
                    number("%.2f", r.speedup()),
                    number("%.2f", r.trackingRmseRad() == null ? null : 1e3 * r.trackingRmseRad()),
                    r.limitViolations() == null ? "-" : r.limitViolations().toString());
        }
        out.flush();
    }

    private void print(Object... cells) {
        out.println(String.format(Locale.ROOT, ROW, cells).stripTrailing());
    }

    private static String number(String pattern, Double value) {
        return value == null || value.isNaN() ? "-" : String.format(Locale.ROOT, pattern, value);
    }

    private static String cut(String text, int width) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= width ? line : line.substring(0, width - 1) + "…";
    }
}
