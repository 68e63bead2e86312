package org.prolepsis.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A line plot as an SVG element, styled by the CSS classes of {@link DemoReport}: {@code c0} to {@code c6} the colours of
 * the joints, {@code measured} for dashed lines, {@code limit} for limits.
 */
final class LinePlot {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 280;
    private static final int LEFT = 58;
    private static final int RIGHT = 14;
    private static final int TOP = 30;
    private static final int BOTTOM = 42;
    /** More points than pixels only make the file larger. */
    private static final int BUCKETS = 250;

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final List<Line> lines = new ArrayList<>();
    private final List<Line> dots = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private double yMin = Double.POSITIVE_INFINITY;
    private double yMax = Double.NEGATIVE_INFINITY;
    private double xMin;
    private double xMax;

    @SuppressWarnings("ArrayRecordComponent") // never compared, drawn in one place
    private record Line(double[] x, double[] y, String cssClass, String name) {}

    private record Mark(double y, String label) {}

    LinePlot(String title, String xLabel, String yLabel, double xMin, double xMax) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
        this.xMin = xMin;
        this.xMax = xMax > xMin ? xMax : xMin + 1;
    }

    /** Adds a line; the name shows when the reader points at it. Values that are not finite break it. */
    LinePlot line(double[] x, double[] y, String cssClass, String name) {
        lines.add(new Line(x, y, cssClass, name));
        for (double v : y) {
            if (Double.isFinite(v)) {
                cover(v);
            }
        }
        return this;
    }

    /** Adds dots; the name shows when the reader points at one. */
    LinePlot points(double[] x, double[] y, String cssClass, String name) {
        dots.add(new Line(x, y, cssClass, name));
        for (double v : y) {
            cover(v);
        }
        return this;
    }

    /** Adds a limit: a dashed line across the plot. */
    LinePlot limit(double y, String label) {
        marks.add(new Mark(y, label));
        return cover(y);
    }

    /** Makes the axis reach a value. */
    LinePlot cover(double y) {
        yMin = Math.min(yMin, y);
        yMax = Math.max(yMax, y);
        return this;
    }

    String toSvg() {
        widen();
        StringBuilder svg = new StringBuilder(1 << 16);
        svg.append(format("<svg viewBox='0 0 %d %d' role='img' aria-label='%s'>", WIDTH, HEIGHT, Html.escape(title)));
        svg.append(format("<text class='title' x='%d' y='18'>%s</text>", LEFT, Html.escape(title)));
        axes(svg);
        for (Mark mark : marks) {
            svg.append(format(
                    "<line class='limit' x1='%d' x2='%d' y1='%.1f' y2='%.1f'/>",
                    LEFT, WIDTH - RIGHT, py(mark.y), py(mark.y)));
            double below = mark.y >= (yMin + yMax) / 2 ? 13 : -5;
            svg.append(format(
                    "<text class='limit-label' text-anchor='end' x='%d' y='%.1f'>%s</text>",
                    WIDTH - RIGHT - 4, py(mark.y) + below, Html.escape(mark.label)));
        }
        for (Line line : lines) {
            svg.append(format("<path class='line %s' d='", line.cssClass));
            path(svg, line);
            svg.append("'><title>").append(Html.escape(line.name)).append("</title></path>");
        }
        for (Line group : dots) {
            svg.append("<g class='").append(group.cssClass).append("'><title>").append(Html.escape(group.name));
            svg.append("</title>");
            for (int i = 0; i < group.x.length; i++) {
                svg.append(format("<circle class='dot' r='2.6' cx='%.1f' cy='%.1f'/>", px(group.x[i]), py(group.y[i])));
            }
            svg.append("</g>");
        }
        return svg.append("</svg>\n").toString();
    }

    private void widen() {
        if (!(yMax >= yMin)) {
            yMin = 0;
            yMax = 1;
        }
        double margin = yMax > yMin ? 0.06 * (yMax - yMin) : 0.5;
        yMin -= margin;
        yMax += margin;
    }

    private void axes(StringBuilder svg) {
        Ticks ys = Ticks.of(yMin, yMax, 6);
        for (double y : ys.values()) {
            svg.append(format(
                    "<line class='grid' x1='%d' x2='%d' y1='%.1f' y2='%.1f'/>", LEFT, WIDTH - RIGHT, py(y), py(y)));
            svg.append(format("<text text-anchor='end' x='%d' y='%.1f'>%s</text>", LEFT - 6, py(y) + 4, ys.label(y)));
        }
        Ticks xs = Ticks.of(xMin, xMax, 8);
        int bottom = HEIGHT - BOTTOM;
        for (double x : xs.values()) {
            svg.append(format("<line class='grid' x1='%.1f' x2='%.1f' y1='%d' y2='%d'/>", px(x), px(x), TOP, bottom));
            svg.append(format("<text text-anchor='middle' x='%.1f' y='%d'>%s</text>", px(x), bottom + 16, xs.label(x)));
        }
        svg.append(format(
                "<rect class='frame' x='%d' y='%d' width='%d' height='%d'/>",
                LEFT, TOP, WIDTH - LEFT - RIGHT, bottom - TOP));
        svg.append(format(
                "<text class='axis' text-anchor='middle' x='%d' y='%d'>%s</text>",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, Html.escape(xLabel)));
        svg.append(format(
                "<text class='axis' text-anchor='middle' transform='translate(14 %d) rotate(-90)'>%s</text>",
                (TOP + bottom) / 2, Html.escape(yLabel)));
    }

    /** Draws every point, or the smallest and largest of each bucket where points are denser than pixels. */
    private void path(StringBuilder svg, Line line) {
        int n = line.y.length;
        int bucket = Math.max(1, n / BUCKETS);
        boolean pen = false;
        for (int i = 0; i < n; i += bucket) {
            int low = i;
            int high = i;
            for (int k = i; k < Math.min(n, i + bucket); k++) {
                low = line.y[k] < line.y[low] ? k : low;
                high = line.y[k] > line.y[high] ? k : high;
            }
            pen = point(svg, line, Math.min(low, high), pen);
            if (low != high) {
                pen = point(svg, line, Math.max(low, high), pen);
            }
        }
    }

    private boolean point(StringBuilder svg, Line line, int i, boolean pen) {
        if (!Double.isFinite(line.y[i])) {
            return false;
        }
        svg.append(format(pen ? "L%.1f %.1f" : "M%.1f %.1f", px(line.x[i]), py(line.y[i])));
        return true;
    }

    private double px(double x) {
        return LEFT + (x - xMin) / (xMax - xMin) * (WIDTH - LEFT - RIGHT);
    }

    private double py(double y) {
        return HEIGHT - BOTTOM - (y - yMin) / (yMax - yMin) * (HEIGHT - TOP - BOTTOM);
    }

    private static String format(String pattern, Object... args) {
        return String.format(Locale.ROOT, pattern, args);
    }
}
