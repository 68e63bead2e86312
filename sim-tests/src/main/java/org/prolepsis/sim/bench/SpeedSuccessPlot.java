package org.prolepsis.sim.bench;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.prolepsis.report.Html;
import org.prolepsis.report.Ticks;

/**
 * Success over speed-up under one condition, as an SVG element styled by the CSS of the reports: a line for each strategy, a
 * dot for each look-ahead or speed, a bar for each Wilson interval.
 */
final class SpeedSuccessPlot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 380;
    private static final int LEFT = 58;
    private static final int RIGHT = 140;
    private static final int TOP = 34;
    private static final int BOTTOM = 46;
    private static final int COLOURS = 7;

    /** A dot's label is kept clear of those before it by so much. */
    private static final double LABEL_HEIGHT = 13;

    private final String title;
    private final Table table;
    private final List<Row> rows;
    private final double maxSpeedup;

    SpeedSuccessPlot(String title, Table table, Conditions conditions) {
        this.title = title;
        this.table = table;
        rows = table.rows(conditions).stream()
                .filter(row -> Double.isFinite(table.speedup(row)))
                .toList();
        maxSpeedup = Math.max(
                1.5, 1.06 * rows.stream().mapToDouble(table::speedup).max().orElse(1));
    }

    String toSvg() {
        StringBuilder svg = new StringBuilder(1 << 13);
        svg.append(format("<svg viewBox='0 0 %d %d' role='img' aria-label='%s'>", WIDTH, HEIGHT, Html.escape(title)));
        svg.append(format("<text class='title' x='%d' y='20'>%s</text>", LEFT, Html.escape(title)));
        axes(svg);
        Map<String, List<Row>> strategies = strategies();
        int colour = 0;
        for (Map.Entry<String, List<Row>> strategy : strategies.entrySet()) {
            curve(svg, strategy.getValue(), "c" + colour % COLOURS);
            double y = TOP + 12 + 20.0 * colour;
            int x = WIDTH - RIGHT + 16;
            svg.append(format("<path class='line c%d' d='M%d %.1fh24'/>", colour % COLOURS, x, y));
            svg.append(format("<text x='%d' y='%.1f'>%s</text>", x + 30, y + 4, Html.escape(strategy.getKey())));
            colour++;
        }
        return svg.append("</svg>\n").toString();
    }

    private Map<String, List<Row>> strategies() {
        Map<String, List<Row>> strategies = new LinkedHashMap<>();
        for (Row row : rows) {
            String name = row.variant().strategy().label();
            strategies.computeIfAbsent(
                    name,
                    key -> rows.stream()
                            .filter(other -> other.variant().strategy().label().equals(key))
                            .sorted(Comparator.comparingDouble(
                                            (Row other) -> other.variant().speed())
                                    .thenComparingDouble(
                                            other -> other.variant().lookAhead().steps()))
                            .toList());
        }
        return strategies;
    }

    private void curve(StringBuilder svg, List<Row> curve, String colour) {
        svg.append(format("<path class='line %s' d='", colour));
        for (int i = 0; i < curve.size(); i++) {
            svg.append(format("%s%.1f %.1f", i == 0 ? "M" : "L", px(curve.get(i)), py(success(curve.get(i)))));
        }
        svg.append("'/>");
        for (Row row : curve) {
            dot(svg, row, colour);
        }
    }

    private void dot(StringBuilder svg, Row row, String colour) {
        double x = px(row);
        Share share = row.success();
        svg.append(format(
                "<g class='%s'><title>%s: %.1f %% (%.1f–%.1f), %.2f × faster</title>",
                colour,
                Html.escape(row.variant().label()),
                100 * share.value(),
                100 * share.low(),
                100 * share.high(),
                table.speedup(row)));
        svg.append(format(
                "<path class='line' d='M%.1f %.1fV%.1fm-3 0h6M%.1f %.1fh6'/>",
                x, py(share.low()), py(share.high()), x - 3, py(share.low())));
        svg.append(format("<circle class='dot' r='3.4' cx='%.1f' cy='%.1f'/></g>", x, py(share.value())));
        svg.append(format(
                "<text text-anchor='start' x='%.1f' y='%.1f'>%s</text>",
                x + 5, py(share.value()) + LABEL_HEIGHT, Html.escape(parameter(row.variant()))));
    }

    /** What tells a dot from the others of its line. */
    private static String parameter(Variant variant) {
        String label =
                variant.label().substring(variant.strategy().label().length()).strip();
        return label.replace(" = ", "=");
    }

    private void axes(StringBuilder svg) {
        int bottom = HEIGHT - BOTTOM;
        for (int percent = 0; percent <= 100; percent += 20) {
            double y = py(percent / 100.0);
            svg.append(format("<line class='grid' x1='%d' x2='%d' y1='%.1f' y2='%.1f'/>", LEFT, WIDTH - RIGHT, y, y));
            svg.append(format("<text text-anchor='end' x='%d' y='%.1f'>%d</text>", LEFT - 6, y + 4, percent));
        }
        Ticks ticks = Ticks.of(0, maxSpeedup, 6);
        for (double value : ticks.values()) {
            double x = px(value);
            svg.append(format("<line class='grid' x1='%.1f' x2='%.1f' y1='%d' y2='%d'/>", x, x, TOP, bottom));
            svg.append(
                    format("<text text-anchor='middle' x='%.1f' y='%d'>%s</text>", x, bottom + 17, ticks.label(value)));
        }
        svg.append(format(
                "<rect class='frame' x='%d' y='%d' width='%d' height='%d'/>",
                LEFT, TOP, WIDTH - LEFT - RIGHT, bottom - TOP));
        svg.append(format(
                "<text class='axis' text-anchor='middle' x='%d' y='%d'>times faster than ACT (failures at the time-out)</text>",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8));
        svg.append(format(
                "<text class='axis' text-anchor='middle' transform='translate(16 %d) rotate(-90)'>success [%%], 95 %% interval</text>",
                (TOP + bottom) / 2));
    }

    private static double success(Row row) {
        return row.success().value();
    }

    private double px(Row row) {
        return px(table.speedup(row));
    }

    private double px(double speedup) {
        return LEFT + speedup / maxSpeedup * (WIDTH - LEFT - RIGHT);
    }

    private static double py(double success) {
        return HEIGHT - BOTTOM - success / 1.04 * (HEIGHT - TOP - BOTTOM);
    }

    private static String format(String pattern, Object... args) {
        return String.format(Locale.ROOT, pattern, args);
    }
}
