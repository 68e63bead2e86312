package org.prolepsis.sim.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.prolepsis.report.DemoReport;
import org.prolepsis.report.Html;

/**
 * The HTML page of a table, which opens offline, and each speed-success plot as an SVG file beside it.
 *
 * @param heading facts of the run, name to value, in the order they are shown
 * @param table what was found
 */
record BenchmarkReport(Map<String, String> heading, Table table) {
    /** Writes the files, making the folder if it is absent; returns the page. */
    Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        String css = DemoReport.css();
        StringBuilder html = new StringBuilder(1 << 16);
        html.append("<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'>\n")
                .append("<meta name='viewport' content='width=device-width, initial-scale=1'>\n")
                .append("<title>Prolepsis: colour sorting</title>\n<style>\n")
                .append(css)
                .append("</style></head>\n<body>\n<h1>Sorting blocks, faster than demonstrated</h1>\n<p class='soft'>");
        String separator = "";
        for (Map.Entry<String, String> fact : heading.entrySet()) {
            html.append(format("%s%s <b>%s</b>", separator, Html.escape(fact.getKey()), Html.escape(fact.getValue())));
            separator = " · ";
        }
        html.append("</p>\n");
        findings(html);
        for (Conditions conditions : table.conditions()) {
            String name = name(conditions);
            html.append(format("<h2>%s</h2>\n", Html.escape(title(conditions))));
            if (table.rows(conditions).stream().anyMatch(row -> Double.isFinite(table.speedup(row)))) {
                String svg = new SpeedSuccessPlot(title(conditions), table, conditions).toSvg();
                html.append("<div class='plots'>").append(svg).append("</div>\n");
                Files.writeString(folder.resolve(name + ".svg"), standAlone(svg, css));
            }
            table(html, conditions);
        }
        html.append(NOTES).append("</body></html>\n");
        Path page = folder.resolve("index.html");
        Files.writeString(page, html.toString());
        return page;
    }

    private static String name(Conditions conditions) {
        return format("speed-success-%.0fms%s", 1e3 * conditions.delaySeconds(), conditions.noise() ? "-noise" : "");
    }

    private static String title(Conditions conditions) {
        String delay = conditions.delaySeconds() == 0
                ? "No added delay"
                : format("%.0f ms of added delay", 1e3 * conditions.delaySeconds());
        return delay + (conditions.noise() ? ", with noise" : "");
    }

    private static String standAlone(String svg, String css) {
        return svg.replaceFirst(
                        "<svg ",
                        "<svg xmlns='http://www.w3.org/2000/svg' width='900' height='475' style='background: var(--bg);"
                                + " font-family: system-ui, \"DejaVu Sans\", sans-serif' ")
                .replaceFirst(">", "><style>" + css.replace("$", "\\$") + "</style>");
    }

    private void findings(StringBuilder html) {
        for (Finding finding : Finding.in(table)) {
            html.append(format(
                    "<p class='%s'>%s: %s <b>%s</b> (%s), to reach: %.2f</p>\n",
                    finding.met() ? "good" : "bad",
                    Html.escape(title(finding.conditions())),
                    Html.escape(finding.what()),
                    number("%.2f", finding.value()),
                    Html.escape(finding.by()),
                    finding.wanted()));
        }
    }

    private void table(StringBuilder html, Conditions conditions) {
        html.append("<table><tr><th>Strategy</th><th class='n'>Success<br>[%]</th><th class='n'>95 %<br>interval</th>")
                .append("<th class='n'>Time<br>[s]</th><th class='n'>Speed-up</th>")
                .append("<th class='n'>Look-ahead<br>(mean)</th><th class='n'>Seam jump<br>[mrad]</th>")
                .append("<th class='n'>Peak<br>velocity</th><th class='n'>acceleration</th><th class='n'>jerk</th>")
                .append("<th class='n'>Limit<br>violations</th></tr>\n");
        for (Row row : table.rows(conditions)) {
            Share share = row.success();
            html.append(format("<tr><td>%s</td>", Html.escape(row.variant().label())))
                    .append(cell("%.1f", 100 * share.value()))
                    .append(format("<td class='n'>%.1f–%.1f</td>", 100 * share.low(), 100 * share.high()))
                    .append(cell("%.2f", row.seconds()))
                    .append(cell("%.2f ×", table.speedup(row)))
                    .append(cell("%.1f", row.mean(EpisodeResult::lookAheadSteps)))
                    .append(cell("%.2f", 1e3 * row.seams(EpisodeResult.Seams::meanJump)))
                    .append(cell("%.2f", row.peak(EpisodeResult::velocityPeaks)))
                    .append(cell("%.2f", row.peak(EpisodeResult::accelerationPeaks)))
                    .append(cell("%.2f", row.peak(EpisodeResult::jerkPeaks)))
                    .append(format(
                            "<td class='n %s'>%d</td></tr>\n",
                            row.limitViolations() == 0 ? "good" : "bad", row.limitViolations()));
        }
        html.append("</table>\n");
    }

    private static String cell(String pattern, double value) {
        return "<td class='n'>" + number(pattern, value) + "</td>";
    }

    private static String number(String pattern, double value) {
        return Double.isNaN(value) ? "–" : format(pattern, value);
    }

    private static String format(String pattern, Object... args) {
        return String.format(Locale.ROOT, pattern, args);
    }

    private static final String NOTES = """
            <h2>How to read this</h2>
            <p class='soft'>Every row runs the same seeds. Success: every block at rest in the bin of its colour before the time-out; the
            interval is Wilson's. Time: mean over all episodes, a failure counts as the time-out; speed-up is ACT's time under the same
            conditions over it. Seam jump: by how much what is read from the chunks changes, at once, when a chunk joins them, the largest
            joint's, mean over seams, before it is smoothed and limited. Peaks: the largest commanded velocity, acceleration and jerk of a
            joint of the arm as a share of its limit, from differences of the commanded positions at 200 Hz; the finger is not in
            them. Violations: commands of a joint or the finger outside a limit.</p>
            """;
}
