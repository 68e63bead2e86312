package org.prolepsis.flow.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Evaluations of several methods over several seeds, summed up. One thread at a time. */
public final class Comparison {
    private static final Map<String, ToDoubleFunction<Run>> FIGURES = figures();

    private final Map<String, Method> methods = new LinkedHashMap<>();

    private record Run(Evaluation evaluation, double seconds) {}

    private record Method(String description, List<Run> runs) {}

    private static Map<String, ToDoubleFunction<Run>> figures() {
        Map<String, ToDoubleFunction<Run>> figures = new LinkedHashMap<>();
        figures.put("accuracy_train", run -> run.evaluation().trainAccuracy());
        figures.put("accuracy_paraphrases", run -> run.evaluation().paraphraseAccuracy());
        figures.put("nearest_distance", run -> run.evaluation().nearestDistance());
        figures.put("nearest_distance_paraphrases", run -> run.evaluation().paraphraseNearestDistance());
        figures.put("coverage", run -> run.evaluation().coverage());
        figures.put("mmd", run -> run.evaluation().meanMmd());
        figures.put("jerk_ratio", run -> run.evaluation().jerkRatio());
        figures.put("position_rmse_m", run -> run.evaluation().reconstruction().position());
        figures.put(
                "rotation_rmse_rad", run -> run.evaluation().reconstruction().rotation());
        figures.put("joint_rmse_rad", run -> run.evaluation().reconstruction().joint());
        figures.put("sample_us_p50", run -> run.evaluation().latency().p50());
        figures.put("train_seconds", Run::seconds);
        return figures;
    }

    /**
     * Adds a run.
     *
     * @param method its name
     * @param description one line
     * @param evaluation of the run
     * @param trainSeconds wall time of its training
     */
    public void add(String method, String description, Evaluation evaluation, double trainSeconds) {
        methods.computeIfAbsent(method, key -> new Method(description, new ArrayList<>()))
                .runs()
                .add(new Run(evaluation, trainSeconds));
    }

    /**
     * A figure of a method.
     *
     * @param method as added
     * @param figure one of the keys of {@link #toJson}
     * @return its spread over the runs
     * @throws IllegalArgumentException if there is no such method or figure
     */
    public Spread spread(String method, String figure) {
        Method found = methods.get(method);
        ToDoubleFunction<Run> reading = FIGURES.get(figure);
        if (found == null || reading == null) {
            throw new IllegalArgumentException("no figure " + figure + " of " + method + "; methods are "
                    + methods.keySet() + ", figures " + FIGURES.keySet());
        }
        return Spread.of(found.runs().stream().map(reading::applyAsDouble).toList());
    }

    /**
     * The names of the methods, in the order they were added.
     *
     * @return a copy
     */
    public List<String> methods() {
        return List.copyOf(methods.keySet());
    }

    /**
     * As JSON.
     *
     * @return one object for each method: name, description, runs, parameters and each figure's mean, sd, min and max
     */
    public List<Map<String, Object>> toJson() {
        List<Map<String, Object>> json = new ArrayList<>();
        methods.forEach((name, method) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", name);
            row.put("description", method.description());
            row.put("runs", method.runs().size());
            row.put("parameters", method.runs().get(0).evaluation().modelParameters());
            FIGURES.keySet()
                    .forEach(figure -> row.put(figure, spread(name, figure).toJson()));
            json.add(row);
        });
        return json;
    }

    /**
     * As a table in Markdown, one method a line.
     *
     * @return lines with mean ± standard deviation
     */
    public String toMarkdown() {
        List<String> shown = List.of(
                "accuracy_train",
                "accuracy_paraphrases",
                "nearest_distance",
                "coverage",
                "mmd",
                "jerk_ratio",
                "sample_us_p50",
                "train_seconds");
        StringBuilder out = new StringBuilder("| method | parameters |");
        shown.forEach(figure -> out.append(' ').append(figure).append(" |"));
        out.append("\n|").append("---|".repeat(shown.size() + 2)).append('\n');
        methods.forEach((name, method) -> {
            out.append("| ").append(name).append(" | ");
            out.append(method.runs().get(0).evaluation().modelParameters()).append(" |");
            for (String figure : shown) {
                Spread spread = spread(name, figure);
                out.append(
                        Double.isFinite(spread.mean())
                                ? String.format(
                                        java.util.Locale.ROOT, " %.3g ± %.1g |", spread.mean(), spread.deviation())
                                : " – |");
            }
            out.append('\n');
        });
        return out.toString();
    }
}
