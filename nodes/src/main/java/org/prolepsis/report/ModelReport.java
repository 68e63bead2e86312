package org.prolepsis.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.dataset.MotionSpace;
import org.prolepsis.flow.model.Manifest;
import org.prolepsis.flow.model.MotionModel;
import org.prolepsis.flow.model.MotionSampler;
import org.prolepsis.flow.model.TextCondition;

/**
 * Plots of a model in one HTML file that opens offline, and each plot as an SVG file beside it: latents of samples for each
 * sentence, the paths of the sampling ODE, decoded curves, speed and jerk. The same model, sentences and seed give the same
 * files.
 *
 * @param model what is shown
 * @param texts sentences to draw for, 1 to 7
 * @param seed of the first sample
 */
public record ModelReport(MotionModel model, List<String> texts, long seed) {
    /** More sentences than colours cannot be told apart. */
    public static final int MOST_TEXTS = 7;

    private static final int LATENTS = 80;
    private static final int PATHS = 16;
    private static final int CURVES = 6;
    private static final int POINTS = 200;

    /**
     * Checks the sentences.
     *
     * @throws IllegalArgumentException if there are none or too many
     */
    public ModelReport {
        texts = List.copyOf(texts);
        if (texts.isEmpty() || texts.size() > MOST_TEXTS) {
            throw new IllegalArgumentException("got " + texts.size() + " sentences, must be 1 to " + MOST_TEXTS);
        }
    }

    /**
     * Writes {@code index.html} and the plots, making the folder if it is absent.
     *
     * @param folder where
     * @return the page
     * @throws IOException if a file cannot be written
     */
    public Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<String, String> plots = plots();
        String css = DemoReport.css();
        StringBuilder html = new StringBuilder(1 << 20)
                .append("<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'>\n")
                .append(
                        "<meta name='viewport' content='width=device-width, initial-scale=1'>\n<title>Prolepsis model</title>\n")
                .append("<style>\n")
                .append(css)
                .append("</style></head>\n<body>\n<h1>A motion model</h1>\n<p class='soft'>")
                .append(facts())
                .append("</p>\n")
                .append(legend())
                .append("<div class='plots'>\n");
        for (Map.Entry<String, String> plot : plots.entrySet()) {
            html.append(plot.getValue());
            Files.writeString(folder.resolve(plot.getKey() + ".svg"), standAlone(plot.getValue(), css));
        }
        html.append("</div>\n").append(NOTES).append("</body></html>\n");
        Path page = folder.resolve("index.html");
        Files.writeString(page, html.toString());
        return page;
    }

    private static String standAlone(String svg, String css) {
        return svg.replaceFirst(
                        "<svg ",
                        "<svg xmlns='http://www.w3.org/2000/svg' width='840' height='420' style='background: var(--bg);"
                                + " font-family: system-ui, \"DejaVu Sans\", sans-serif' ")
                .replaceFirst(">", "><style>" + css.replace("$", "\\$") + "</style>");
    }

    private String facts() {
        Manifest manifest = model.manifest();
        String space = manifest.space() == MotionSpace.JOINT
                ? manifest.jointNames().size() + " joints"
                : "poses of " + Html.escape(manifest.frame());
        return format(
                "%s · <b>%d</b> demonstrations of %s · <b>%d</b> control points · <b>%d</b> components · <b>%d</b> latents ·"
                        + " <b>%d</b> parameters · <b>%d</b> sentences",
                space,
                manifest.dataset().demonstrations(),
                Html.escape(manifest.dataset().name()),
                manifest.curve().controlPoints(),
                manifest.manifold().components(),
                manifest.manifold().latentDimension(),
                model.parameterCount(),
                manifest.texts().size());
    }

    private String legend() {
        StringBuilder html = new StringBuilder("<div class='legend'>");
        for (int i = 0; i < texts.size(); i++) {
            html.append("<span><svg viewBox='0 0 26 10'><path class='line ")
                    .append(colour(i))
                    .append("' d='M0 5L26 5'/></svg>")
                    .append(Html.escape(DemoReport.shorten(texts.get(i))))
                    .append("</span>");
        }
        return html.append("</div>\n").toString();
    }

    private Map<String, String> plots() {
        MotionSampler sampler = model.sampler();
        List<TextCondition> conditions = texts.stream().map(model::condition).toList();
        Map<String, String> plots = new LinkedHashMap<>();
        int latents = model.manifest().manifold().latentDimension();
        for (int k = 0; k + 1 < latents; k += 2) {
            plots.put("latents-" + (k + 1) + "-" + (k + 2), latents(sampler, conditions, k));
        }
        if (latents > 1) {
            plots.put("ode-paths", odePaths(sampler, conditions));
        }
        List<List<MotionCurve>> motions = new ArrayList<>();
        for (TextCondition condition : conditions) {
            List<MotionCurve> drawn = new ArrayList<>();
            for (int i = 0; i < CURVES; i++) {
                drawn.add(sampler.sample(condition, seed + i));
            }
            motions.add(drawn);
        }
        boolean poses = model.space() == MotionSpace.SE3;
        plots.put("speed", overTime("Speed", poses ? "speed [m/s]" : "speed [rad/s]", motions, 1));
        plots.put("jerk", overTime("Jerk", poses ? "jerk [m/s³]" : "jerk [rad/s³]", motions, 3));
        for (int d = 0; d < coordinateNames().size(); d++) {
            plots.put("curve-" + (d + 1), curves(motions, d));
        }
        return plots;
    }

    private List<String> coordinateNames() {
        return model.space() == MotionSpace.JOINT
                ? model.jointNames()
                : List.of("x [m]", "y [m]", "z [m]", "rotation x [rad]", "rotation y [rad]", "rotation z [rad]");
    }

    private String latents(MotionSampler sampler, List<TextCondition> conditions, int k) {
        float[] latent = new float[model.manifest().manifold().latentDimension()];
        double[][][] points = new double[conditions.size()][2][LATENTS];
        for (int text = 0; text < points.length; text++) {
            for (int i = 0; i < LATENTS; i++) {
                sampler.sampleLatent(conditions.get(text), seed + i, latent);
                points[text][0][i] = latent[k];
                points[text][1][i] = latent[k + 1];
            }
        }
        double[] range = range(points);
        LinePlot plot =
                new LinePlot("Latents of samples", "latent " + (k + 1), "latent " + (k + 2), range[0], range[1]);
        for (int text = 0; text < points.length; text++) {
            plot.points(points[text][0], points[text][1], colour(text), texts.get(text));
        }
        return plot.toSvg();
    }

    private String odePaths(MotionSampler sampler, List<TextCondition> conditions) {
        List<double[][]> paths = new ArrayList<>();
        for (TextCondition condition : conditions) {
            for (int i = 0; i < PATHS; i++) {
                float[][] states = sampler.samplePath(condition, seed + i);
                double[][] path = new double[2][states.length];
                for (int step = 0; step < states.length; step++) {
                    path[0][step] = states[step][0];
                    path[1][step] = states[step][1];
                }
                paths.add(path);
            }
        }
        double[] range = range(paths.toArray(double[][][]::new));
        LinePlot plot = new LinePlot(
                "Paths of the sampling ODE, from noise to the dot", "latent 1", "latent 2", range[0], range[1]);
        for (int i = 0; i < paths.size(); i++) {
            double[][] path = paths.get(i);
            String colour = colour(i / PATHS);
            int last = path[0].length - 1;
            plot.line(path[0], path[1], "path " + colour, texts.get(i / PATHS));
            plot.points(new double[] {path[0][last]}, new double[] {path[1][last]}, colour, texts.get(i / PATHS));
        }
        return plot.toSvg();
    }

    /** The horizontal range of points, with a margin. */
    private static double[] range(double[][][] points) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double[][] group : points) {
            for (double x : group[0]) {
                least = Math.min(least, x);
                most = Math.max(most, x);
            }
        }
        double margin = 0.05 * Math.max(most - least, 0.1);
        return new double[] {least - margin, most + margin};
    }

    private static double longest(List<List<MotionCurve>> motions) {
        return motions.stream()
                .flatMap(List::stream)
                .mapToDouble(MotionCurve::duration)
                .max()
                .orElse(1);
    }

    private String curves(List<List<MotionCurve>> motions, int coordinate) {
        String name = coordinateNames().get(coordinate);
        boolean joint = model.space() == MotionSpace.JOINT;
        LinePlot plot = new LinePlot(
                joint ? name : name.replaceAll(" \\[.*", ""),
                "time [s]",
                joint ? "position [rad]" : name,
                0,
                longest(motions));
        double[] values = new double[model.width()];
        for (int text = 0; text < motions.size(); text++) {
            for (MotionCurve motion : motions.get(text)) {
                plot.line(times(motion), read(motion, values, coordinate), colour(text), texts.get(text));
            }
        }
        return plot.toSvg();
    }

    private static double[] read(MotionCurve motion, double[] values, int coordinate) {
        double[] y = new double[POINTS + 1];
        for (int i = 0; i <= POINTS; i++) {
            motion.derivative((double) i / POINTS, 0, values);
            y[i] = values[coordinate];
        }
        return y;
    }

    /** The length of a derivative of position or joints with respect to time. */
    private String overTime(String title, String unit, List<List<MotionCurve>> motions, int order) {
        LinePlot plot = new LinePlot(title, "time [s]", unit, 0, longest(motions)).cover(0);
        int counted = model.space() == MotionSpace.SE3 ? 3 : model.width();
        double[] values = new double[model.width()];
        for (int text = 0; text < motions.size(); text++) {
            for (MotionCurve motion : motions.get(text)) {
                double[] y = new double[POINTS + 1];
                for (int i = 0; i <= POINTS; i++) {
                    motion.derivative((double) i / POINTS, order, values);
                    double square = 0;
                    for (int d = 0; d < counted; d++) {
                        square += values[d] * values[d];
                    }
                    y[i] = Math.sqrt(square) / Math.pow(motion.duration(), order);
                }
                plot.line(times(motion), y, colour(text), texts.get(text));
            }
        }
        return plot.toSvg();
    }

    private static double[] times(MotionCurve motion) {
        double[] times = new double[POINTS + 1];
        for (int i = 0; i <= POINTS; i++) {
            times[i] = motion.duration() * i / POINTS;
        }
        return times;
    }

    private static String colour(int text) {
        return "c" + text;
    }

    private static String format(String pattern, Object... args) {
        return String.format(Locale.ROOT, pattern, args);
    }

    private static final String NOTES = """
            <h2>How to read this</h2>
            <p class='soft'>Latents are normalised over the demonstrations: 0 is their mean, 1 their deviation. A sentence that leaves
            much open spreads over what it may mean; one that says all is a point. The paths are the model's own solver steps. Speed and jerk
            are exact derivatives of the curves. Point at a line or dot to read its sentence.</p>
            """;
}
