package org.prolepsis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.DatasetReader;
import org.prolepsis.flow.text.MiniLmEncoder;
import org.prolepsis.flow.train.Trainer;
import org.prolepsis.flow.train.TrainingResult;
import org.prolepsis.flow.train.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a model on a dataset folder. */
@Command(name = "train", description = "Train a motion model on a dataset folder.")
final class TrainCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Dataset folder (dataset.yaml, demos/).")
    private Path data;

    @Option(names = "--out", required = true, paramLabel = "MODEL", description = "Model bundle to write.")
    private Path out;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of weights and draws; default ${DEFAULT-VALUE}.")
    private long seed = TrainingSettings.DEFAULT.seed();

    @Option(names = "--manifold-steps", paramLabel = "N", description = "Default ${DEFAULT-VALUE}.")
    private int manifoldSteps = TrainingSettings.DEFAULT.manifoldSteps();

    @Option(names = "--flow-steps", paramLabel = "N", description = "Default ${DEFAULT-VALUE}.")
    private int flowSteps = TrainingSettings.DEFAULT.flowSteps();

    private final Console console;

    TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        TrainingSettings settings = TrainingSettings.DEFAULT.withSeed(seed).withSteps(manifoldSteps, flowSteps);
        TrainingResult result = train(data, out, settings, console);
        if (common.json()) {
            Common.print(console, json(result, out));
        } else {
            console.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%s: trained in %.1f s, %d steps, final loss %.4g (manifold %.4g)",
                            out,
                            result.seconds(),
                            result.steps(),
                            result.flowLoss(),
                            result.manifoldLoss()));
        }
        return ExitCode.DONE;
    }

    /** Trains and saves, with progress on the console. */
    static TrainingResult train(Path data, Path out, TrainingSettings settings, Console console) throws IOException {
        Dataset dataset = DatasetReader.read(data);
        TrainingResult result;
        try (Progress progress = new Progress("Training " + dataset.name(), console)) {
            result = new Trainer(new MiniLmEncoder()).train(dataset, settings, progress);
        }
        result.model().save(out);
        return result;
    }

    private static Map<String, Object> json(TrainingResult result, Path model) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seconds", result.seconds());
        json.put("steps", result.steps());
        json.put("final_loss", result.flowLoss());
        json.put("manifold_loss", result.manifoldLoss());
        json.put("model", model.toString());
        return json;
    }
}
