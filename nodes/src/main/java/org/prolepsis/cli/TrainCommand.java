package org.prolepsis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.DatasetReader;
import org.prolepsis.flow.text.MiniLmEncoder;
import org.prolepsis.flow.train.CheckpointException;
import org.prolepsis.flow.train.CheckpointLock;
import org.prolepsis.flow.train.Checkpoints;
import org.prolepsis.flow.train.SavedModelWriter;
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

    @Option(
            names = "--latent-dimension",
            paramLabel = "N",
            description =
                    "Of the manifold, 1 to 16; without it the fewest components with 99 %% of the variance, 2 to 8.")
    private int latentDimension = TrainingSettings.DEFAULT.latentDimension();

    @Option(
            names = "--isometry",
            paramLabel = "W",
            description = "Weight of keeping distances between motions in the latents; default ${DEFAULT-VALUE}.")
    private double isometry = TrainingSettings.DEFAULT.isometry();

    @Option(
            names = "--restarts",
            paramLabel = "N",
            description = "Train N manifolds and N flows; keep those of the least loss on held-out draws.")
    private int restarts = TrainingSettings.DEFAULT.restarts();

    @Option(
            names = "--patience",
            paramLabel = "N",
            description =
                    "Stop early after N steps without 1 %% less loss on held-out draws; 0 takes all steps; default "
                            + "${DEFAULT-VALUE}.")
    private int patience = TrainingSettings.DEFAULT.patience();

    @Option(
            names = "--distill",
            paramLabel = "N",
            description = "Distil the flow to 1 or 2 Euler steps: quicker samples, a little less true.")
    private int distilledSteps = TrainingSettings.DEFAULT.distilledSteps();

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description =
                    "Where to leave what is done, to go on from after an end at any moment; default MODEL.checkpoint.")
    private Path checkpoint;

    @Option(names = "--fresh", description = "Start afresh, whatever checkpoint there is.")
    private boolean fresh;

    @Option(
            names = "--saved-model",
            paramLabel = "DIR",
            description = "Write a TensorFlow SavedModel too, for other programs to serve.")
    private Path savedModel;

    private final Console console;

    TrainCommand(Console console) {
        this.console = console;
    }

    // the lock is held, not used
    @SuppressWarnings("try")
    @Override
    public Integer call() throws IOException {
        TrainingSettings settings = settings();
        if (savedModel != null) {
            SavedModelWriter.checkFree(savedModel);
        }
        Path file = checkpoint == null ? out.resolveSibling(out.getFileName() + ".checkpoint") : checkpoint;
        Dataset dataset = DatasetReader.read(data);
        TrainingResult result;
        try (CheckpointLock lock = lock(file)) {
            if (fresh) {
                Files.deleteIfExists(file);
            }
            result = train(dataset, settings, Checkpoints.at(file));
            result.model().save(out);
            Files.deleteIfExists(file);
        }
        if (savedModel != null) {
            SavedModelWriter.write(result.model(), savedModel);
        }
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

    private static CheckpointLock lock(Path checkpoint) throws IOException {
        try {
            return CheckpointLock.take(checkpoint);
        } catch (CheckpointException e) {
            throw new CommandException(e.getMessage());
        }
    }

    private TrainingSettings settings() {
        try {
            return TrainingSettings.DEFAULT.toBuilder()
                    .seed(seed)
                    .manifoldSteps(manifoldSteps)
                    .flowSteps(flowSteps)
                    .latentDimension(latentDimension)
                    .isometry(isometry)
                    .restarts(restarts)
                    .patience(patience)
                    .distilledSteps(distilledSteps)
                    .build();
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(e.getMessage());
        }
    }

    private TrainingResult train(Dataset dataset, TrainingSettings settings, Checkpoints checkpoints) {
        try (Progress progress = new Progress("Training " + dataset.name(), console)) {
            return new Trainer(new MiniLmEncoder()).train(dataset, settings, progress, checkpoints);
        } catch (CheckpointException e) {
            throw new CommandException(e.getMessage() + ", or train with --fresh");
        }
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
