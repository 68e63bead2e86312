package org.prolepsis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.MotionSpace;
import org.prolepsis.flow.model.MotionDensity;
import org.prolepsis.flow.model.MotionModel;
import org.prolepsis.flow.model.MotionSampler;
import org.prolepsis.flow.model.TextCondition;
import org.prolepsis.flow.text.Grounding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws motions for a sentence. */
@Command(
        name = "sample",
        description = "Draw motions for a sentence, as CSV in the form of a demonstration.",
        footer = {"", "With --count above 1 the first column is the number of the sample."})
final class SampleCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Mixin
    private ModelOptions modelOptions = new ModelOptions();

    @Option(names = "--text", required = true, paramLabel = "T", description = "The sentence.")
    private String text;

    @Option(names = "--count", paramLabel = "N", description = "How many; default ${DEFAULT-VALUE}.")
    private int count = 1;

    @Option(names = "--rate", paramLabel = "HZ", description = "Rows per second; default ${DEFAULT-VALUE}.")
    private double rate = 100;

    @Option(
            names = "--log-density",
            description = "Also tell the log-density of each motion's latent under the flow (JSON, or standard error).")
    private boolean logDensity;

    @Option(names = "--out", paramLabel = "CSV", description = "File to write; standard output without it.")
    private Path out;

    private final Console console;

    SampleCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        check();
        MotionModel model = modelOptions.load();
        Grounding grounding = model.ground(text);
        if (!grounding.grounded()) {
            throw new CommandException("refused: " + grounding.reason());
        }
        List<Double> durations = new ArrayList<>();
        StringWriter csv = new StringWriter();
        write(model, csv, durations);
        if (out != null) {
            Files.writeString(out, csv.toString());
        } else if (!common.json()) {
            console.out().print(csv);
        }
        List<Double> densities = logDensity ? densities(model) : List.of();
        if (common.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("text", text);
            json.put("understood", model.understoodAs(model.condition(text)));
            json.put("durations_s", durations);
            if (logDensity) {
                json.put("log_densities", densities);
            }
            json.put("out", out == null ? null : out.toString());
            Common.print(console, json);
        } else {
            densities.forEach(density -> console.err().println("log-density " + density));
        }
        return ExitCode.DONE;
    }

    private List<Double> densities(MotionModel model) {
        try {
            MotionDensity density = new MotionDensity(model);
            TextCondition condition = model.condition(text);
            return LongStream.range(modelOptions.seed(), modelOptions.seed() + count)
                    .mapToObj(one -> density.ofSample(condition, one))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new CommandException(modelOptions.path() + ": " + e.getMessage());
        }
    }

    private void check() {
        if (count < 1) {
            throw CommandException.usage("--count is " + count + "; it must be at least 1");
        }
        if (!(rate >= 1 && rate <= 10_000)) {
            throw CommandException.usage("--rate is " + rate + " Hz; it must be 1 to 10000");
        }
        if (text.isBlank()) {
            throw CommandException.usage("--text is blank; give a sentence such as \"wave to me\"");
        }
    }

    private void write(MotionModel model, Writer csv, List<Double> durations) {
        PrintWriter writer = new PrintWriter(csv);
        List<String> columns = model.space() == MotionSpace.SE3 ? Dataset.SE3_COLUMNS : model.jointNames();
        writer.print((count > 1 ? "sample,t," : "t,") + String.join(",", columns) + "\n");
        TextCondition condition = model.condition(text);
        MotionSampler sampler = model.sampler();
        double[] row = new double[columns.size()];
        for (int i = 0; i < count; i++) {
            MotionCurve curve = sampler.sample(condition, modelOptions.seed() + i);
            durations.add(curve.duration());
            // The last row is the end of the motion, so the step is stretched to fit a whole number of rows.
            int steps = (int) Math.max(1, Math.ceil(curve.duration() * rate - 1e-9));
            for (int k = 0; k <= steps; k++) {
                curve.read((double) k / steps, row);
                writer.print(count > 1 ? i + "," : "");
                writer.print(curve.duration() * k / steps);
                for (double value : row) {
                    writer.print(',');
                    writer.print(value);
                }
                writer.print('\n');
            }
        }
        writer.flush();
        if (writer.checkError()) {
            throw new UncheckedIOException(new IOException("cannot write the samples"));
        }
    }
}
