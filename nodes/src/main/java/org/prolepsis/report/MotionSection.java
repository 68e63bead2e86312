package org.prolepsis.report;

import java.util.Locale;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.action.limit.JointLimits;

/** One sentence of the report: what came of it, and four plots. */
final class MotionSection {
    private static final int COLOURS = 7;

    private final DemoReport.Motion motion;
    private final JointLimits limits;
    private final double[] velocityLimits;
    private final double[] accelerationLimits;

    MotionSection(DemoReport.Motion motion, JointLimits limits) {
        this.motion = motion;
        this.limits = limits;
        this.velocityLimits =
                limits.joints().stream().mapToDouble(JointLimit::maxVelocity).toArray();
        this.accelerationLimits = limits.joints().stream()
                .mapToDouble(JointLimit::maxAcceleration)
                .toArray();
    }

    String toHtml(int number) {
        MotionResult result = motion.result();
        StringBuilder html = new StringBuilder(1 << 18);
        html.append("<section class='motion' id='m").append(number).append("'><h2>“");
        html.append(Html.escape(DemoReport.shorten(result.text()))).append("”</h2>\n<p class='soft'>");
        html.append(
                Html.escape(result.grounded() ? "Understood as: " + result.reason() : "Refused: " + result.reason()));
        html.append("</p>\n");
        if (motion.recording().commandTimes().length > 2) {
            plots(html);
        }
        return html.append("</section>\n").toString();
    }

    private void plots(StringBuilder html) {
        Recording recording = motion.recording();
        MotionAnalysis analysis = new MotionAnalysis(recording);
        peaks(html, analysis);
        legend(html);
        double end = Math.max(last(recording.commandTimes()), last(recording.measuredTimes()));
        html.append("<div class='plots'>\n");
        html.append(positions(end)).append(error(end));
        html.append(shares("Commanded speed", "share of the limit [%]", analysis.velocity(), velocityLimits));
        html.append(shares(
                "Commanded acceleration", "share of the limit [%]", analysis.acceleration(), accelerationLimits));
        html.append("</div>\n");
    }

    private void peaks(StringBuilder html, MotionAnalysis analysis) {
        MotionAnalysis.Peak v = MotionAnalysis.peak(analysis.velocity(), velocityLimits);
        MotionAnalysis.Peak a = MotionAnalysis.peak(analysis.acceleration(), accelerationLimits);
        html.append(String.format(
                Locale.ROOT,
                "<p>Peak speed %.2f rad/s, %.0f %% of the limit of %s; peak acceleration %.2f rad/s², %.0f %% of the limit"
                        + " of %s.%s</p>\n",
                v.value(),
                100 * v.share(),
                Html.escape(name(v.joint())),
                a.value(),
                100 * a.share(),
                Html.escape(name(a.joint())),
                skipped(motion.recording().skippedTicks())));
    }

    private static String skipped(int ticks) {
        return ticks == 0 ? "" : " The control loop skipped " + ticks + " ticks.";
    }

    private String positions(double end) {
        LinePlot plot = new LinePlot("Joint positions", "time since the sentence [s]", "position [rad]", 0, end);
        Recording recording = motion.recording();
        for (int j = 0; j < limits.count(); j++) {
            plot.line(recording.commandTimes(), column(recording.commanded(), j), colour(j), name(j) + " commanded");
            plot.line(
                    recording.measuredTimes(),
                    column(recording.measured(), j),
                    colour(j) + " measured",
                    name(j) + " measured");
        }
        return plot.toSvg();
    }

    private String error(double end) {
        Recording recording = motion.recording();
        LinePlot plot = new LinePlot(
                "Tracking error: measured minus commanded", "time since the sentence [s]", "error [mrad]", 0, end);
        MotionAnalysis analysis = new MotionAnalysis(recording);
        double[][] errors = analysis.trackingErrors();
        for (int j = 0; j < limits.count(); j++) {
            double[] y = column(errors, j);
            for (int i = 0; i < y.length; i++) {
                y[i] *= 1e3;
            }
            plot.line(recording.measuredTimes(), y, colour(j), name(j));
        }
        return plot.toSvg();
    }

    private String shares(String title, String unit, double[][] values, double[] limit) {
        Recording recording = motion.recording();
        double[] times = recording.commandTimes();
        LinePlot plot = new LinePlot(
                        title + " against the limits",
                        "time since the sentence [s]",
                        unit,
                        0,
                        Math.max(last(times), last(recording.measuredTimes())))
                .limit(100, "limit")
                .limit(-100, "limit");
        for (int j = 0; j < limits.count(); j++) {
            double[] y = column(values, j);
            for (int i = 0; i < y.length; i++) {
                y[i] *= 100 / limit[j];
            }
            plot.line(times, y, colour(j), name(j));
        }
        return plot.toSvg();
    }

    private void legend(StringBuilder html) {
        html.append("<div class='legend'>");
        for (int j = 0; j < limits.count(); j++) {
            legend(html, "line " + colour(j), name(j));
        }
        legend(html, "line plain", "commanded");
        legend(html, "line plain measured", "measured");
        legend(html, "limit", "limit");
        html.append("</div>\n");
    }

    private static void legend(StringBuilder html, String cssClass, String label) {
        html.append("<span><svg viewBox='0 0 26 10'><path class='")
                .append(cssClass)
                .append("' d='M0 5L26 5'/></svg>")
                .append(Html.escape(label))
                .append("</span>");
    }

    private String name(int joint) {
        return motion.recording().jointNames().get(joint);
    }

    private static String colour(int joint) {
        return "c" + joint % COLOURS;
    }

    private static double[] column(double[][] rows, int j) {
        double[] column = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            column[i] = rows[i][j];
        }
        return column;
    }

    private static double last(double[] times) {
        return times.length == 0 ? 0 : times[times.length - 1];
    }
}
