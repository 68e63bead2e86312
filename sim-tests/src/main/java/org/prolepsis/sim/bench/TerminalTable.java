package org.prolepsis.sim.bench;

import java.io.PrintStream;
import java.util.Locale;

/** The table on a terminal, a line when a row is done. */
final class TerminalTable {
    private final PrintStream out;

    TerminalTable(PrintStream out) {
        this.out = out;
    }

    void head() {
        print(
                "strategy",
                "delay",
                "noise",
                "success",
                "95 %",
                "time",
                "speed-",
                "look-",
                "seam jump",
                "peak",
                "",
                "",
                "viola-");
        print("", "[ms]", "", "[%]", "interval", "[s]", "up", "ahead", "[mrad]", "vel.", "acc.", "jerk", "tions");
    }

    void row(Table table, Row row) {
        Share success = row.success();
        print(
                row.variant().label(),
                number("%.0f", 1e3 * row.conditions().delaySeconds()),
                row.conditions().noise() ? "yes" : "no",
                number("%.1f", 100 * success.value()),
                number("%.1f", 100 * success.low()) + "–" + number("%.1f", 100 * success.high()),
                number("%.2f", row.seconds()),
                number("%.2f", table.speedup(row)),
                number("%.1f", row.mean(EpisodeResult::lookAheadSteps)),
                number("%.2f", 1e3 * row.seams(EpisodeResult.Seams::meanJump)),
                number("%.2f", row.peak(EpisodeResult::velocityPeaks)),
                number("%.2f", row.peak(EpisodeResult::accelerationPeaks)),
                number("%.2f", row.peak(EpisodeResult::jerkPeaks)),
                String.valueOf(row.limitViolations()));
        out.flush();
    }

    void findings(Table table) {
        for (Finding finding : Finding.in(table)) {
            out.println(String.format(
                    Locale.ROOT,
                    "delay %.0f ms%s: %s %s (%s; to reach: %s)%s",
                    1e3 * finding.conditions().delaySeconds(),
                    finding.conditions().noise() ? ", noise" : "",
                    finding.what(),
                    number("%.2f", finding.value()),
                    finding.by(),
                    number("%.2f", finding.wanted()),
                    finding.met() ? "" : "  NOT REACHED"));
        }
    }

    private void print(Object... cells) {
        out.println(String.format(Locale.ROOT, "%-20s %6s %6s %8s %13s %8s %7s %7s %9s %6s %6s %6s %7s", cells)
                .stripTrailing());
    }

    private static String number(String pattern, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, pattern, value);
    }
}
