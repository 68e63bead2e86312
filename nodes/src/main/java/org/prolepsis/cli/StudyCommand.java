package org.prolepsis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prolepsis.cli.study.Study;
import org.prolepsis.cli.study.StudyRow;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.DatasetReader;
import org.prolepsis.flow.train.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains and measures models in several ways and makes a table of it. */
@Command(
        name = "study",
        description = "Train and measure in several ways, for each of several seeds, as a table.",
        footer = {
            "",
            "model          the default settings",
            "few            on 1, 2, 3, 5 and 10 demonstrations drawn by chance",
            "solvers        Euler, midpoint and RK4 with 1 to 16 steps",
            "distill        as trained, and distilled to 2 steps and to 1",
            "isometry       without and with the isometry term, of several weights",
            "latents        latent dimensions from 2 to 8",
            "leave-one-out  each demonstration on the manifold of the others (no flow is trained)"
        })
final class StudyCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "NAME", description = "One of ${COMPLETION-CANDIDATES}.")
    private Study.Name name;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Dataset folder.")
    private Path data;

    @Option(names = "--seeds", paramLabel = "N,…", split = ",", description = "Default 1,2,3.")
    private List<Long> seeds = List.of(1L, 2L, 3L);

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "Motions drawn for each sentence; default ${DEFAULT-VALUE}.")
    private int samples = 100;

    @Option(names = "--manifold-steps", paramLabel = "N", description = "Default ${DEFAULT-VALUE}.")
    private int manifoldSteps = TrainingSettings.DEFAULT.manifoldSteps();

    @Option(names = "--flow-steps", paramLabel = "N", description = "Default ${DEFAULT-VALUE}.")
    private int flowSteps = TrainingSettings.DEFAULT.flowSteps();

    private final Console console;

    StudyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (samples < 2 || seeds.isEmpty()) {
            throw CommandException.usage(
                    "--samples is " + samples + " and --seeds " + seeds + "; at least 2 samples and 1 seed are needed");
        }
        Dataset dataset = DatasetReader.read(data);
        TrainingSettings settings = TrainingSettings.DEFAULT.withSteps(manifoldSteps, flowSteps);
        List<StudyRow> rows = new Study(dataset, settings, seeds, samples, this::follow).run(name);
        if (common.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("study", name.toString());
            json.put("dataset", dataset.name());
            json.put("seeds", seeds);
            json.put("rows", rows);
            Common.print(console, json);
        } else {
            print(rows);
        }
        return ExitCode.DONE;
    }

    private void follow(String what) {
        console.err().println(what);
    }

    /** A table in Markdown: means over the seeds, and their range where it shows. */
    private void print(List<StudyRow> rows) {
        List<String> columns = new ArrayList<>();
        rows.forEach(row -> row.figures().keySet().stream()
                .filter(key -> !columns.contains(key))
                .forEach(columns::add));
        console.out().println("| | " + String.join(" | ", columns) + " |");
        console.out().println("|---".repeat(columns.size() + 1) + "|");
        for (StudyRow row : rows) {
            StringBuilder line = new StringBuilder("| " + row.name());
            columns.forEach(
                    column -> line.append(" | ").append(cell(row.figures().get(column))));
            console.out().println(line.append(" |"));
        }
    }

    private static String cell(List<Double> values) {
        if (values == null || values.stream().allMatch(value -> value.isNaN())) {
            return "";
        }
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double least = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        String low = number(least);
        String high = number(most);
        return number(mean) + (low.equals(high) ? "" : " (" + low + "–" + high + ")");
    }

    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        double size = Math.abs(value);
        return String.format(
                Locale.ROOT, size < 1e-3 ? "%.1e" : size < 1 ? "%.4f" : size < 100 ? "%.2f" : "%.0f", value);
    }
}
