package org.prolepsis.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.prolepsis.action.limit.JointLimits;

/**
 * The HTML report of a run: one self-contained file that opens offline, with a table of all sentences and plots of each.
 *
 * @param heading facts of the run, name to value, in the order they are shown
 * @param limits of the arm
 * @param motions in the order they were run
 */
public record DemoReport(Map<String, String> heading, JointLimits limits, List<Motion> motions) {
    private static final String FILE = "index.html";
    private static final int SHOWN_CHARACTERS = 120;

    /**
     * One sentence: its outcome, and what was recorded (empty arrays if the arm did not move).
     *
     * @param result the figures
     * @param recording the curves
     */
    public record Motion(MotionResult result, Recording recording) {}

    /**
     * Writes {@code index.html} into the folder, making the folder if it is absent.
     *
     * @return the file
     * @throws IOException if it cannot be written
     */
    public Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(FILE);
        Files.writeString(file, toHtml());
        return file;
    }

    private String toHtml() throws IOException {
        StringBuilder html = new StringBuilder(1 << 20);
        html.append("<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'>\n")
                .append("<meta name='viewport' content='width=device-width, initial-scale=1'>\n")
                .append("<title>Prolepsis demo</title>\n<style>\n")
                .append(css())
                .append("</style></head>\n<body>\n<h1>Prolepsis: a sentence moves the arm</h1>\n<p class='soft'>");
        String separator = "";
        for (Map.Entry<String, String> fact : heading.entrySet()) {
            html.append(separator)
                    .append(Html.escape(fact.getKey()))
                    .append(" <b>")
                    .append(Html.escape(fact.getValue()))
                    .append("</b>");
            separator = " · ";
        }
        html.append("</p>\n");
        table(html);
        for (int i = 0; i < motions.size(); i++) {
            html.append(new MotionSection(motions.get(i), limits).toHtml(i));
        }
        return html.append(NOTES).append("</body></html>\n").toString();
    }

    private void table(StringBuilder html) {
        html.append("<table><tr><th>Sentence</th><th>Understood as</th><th class='n'>First command<br>[ms]</th>")
                .append("<th class='n'>Duration<br>[s]</th><th class='n'>Demonstrated<br>[s]</th>")
                .append("<th class='n'>Speed-up</th><th class='n'>Tracking RMSE<br>[mrad]</th>")
                .append("<th class='n'>Limit<br>violations</th></tr>\n");
        for (int i = 0; i < motions.size(); i++) {
            MotionResult r = motions.get(i).result();
            html.append(format("<tr><td><a href='#m%d'>%s</a></td>", i, Html.escape(shorten(r.text()))));
            if (r.grounded()) {
                html.append(format("<td>%s</td>", Html.escape(r.reason())))
                        .append(cell("%.1f", r.firstCommandMs()))
                        .append(cell("%.2f", r.durationS()))
                        .append(cell("%.2f", r.demonstratedS()))
                        .append(cell("%.2f ×", r.speedup()))
                        .append(cell("%.2f", r.trackingRmseRad() == null ? null : 1e3 * r.trackingRmseRad()))
                        .append(violations(r.limitViolations()));
            } else {
                html.append(format("<td colspan='7' class='bad'>refused: %s</td>", Html.escape(r.reason())));
            }
            html.append("</tr>\n");
        }
        html.append("</table>\n");
    }

    private static String violations(Integer count) {
        if (count == null) {
            return "<td class='n'>–</td>";
        }
        return format("<td class='n %s'>%d</td>", count == 0 ? "good" : "bad", count);
    }

    private static String cell(String pattern, Double value) {
        String text = value == null || value.isNaN() ? "–" : format(pattern, value);
        return "<td class='n'>" + text + "</td>";
    }

    /**
     * The style of all reports.
     *
     * @throws IOException if it cannot be read from the class path
     */
    public static String css() throws IOException {
        try (InputStream in = DemoReport.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IOException("report.css is missing beside " + DemoReport.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A sentence as it is shown where a long one would break the layout. */
    static String shorten(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
    }

    private static String format(String pattern, Object... args) {
        return String.format(Locale.ROOT, pattern, args);
    }

    private static final String NOTES = """
            <h2>How to read this</h2>
            <p class='soft'>Understood as: the training sentence that the motion flow takes to mean most nearly what was said; the motion is
            sampled for what was said. First command: from publishing the sentence to the first controller command that moves. Duration:
            from the first controller command that moves to the last that is 0.1 mrad or more from where they end; speed-up is the demonstrated duration over it.
            Tracking RMSE: measured minus commanded joints at the same time, root mean square over time and joints.
            Violations: commanded values outside a position, velocity or acceleration limit; velocity and acceleration are
            finite differences of the commanded positions, which the plots show too. Point at a line to read its joint.</p>
            """;
}
