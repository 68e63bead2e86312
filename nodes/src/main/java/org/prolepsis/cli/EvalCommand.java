package org.prolepsis.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.DatasetReader;
import org.prolepsis.flow.metrics.Comparison;
import org.prolepsis.flow.metrics.Evaluation;
import org.prolepsis.flow.metrics.EvaluationSettings;
import org.prolepsis.flow.metrics.Evaluator;
import org.prolepsis.flow.metrics.Paraphrase;
import org.prolepsis.flow.metrics.ParaphraseReader;
import org.prolepsis.flow.model.MotionModel;
import org.prolepsis.flow.text.MiniLmEncoder;
import org.prolepsis.flow.train.Baseline;
import org.prolepsis.flow.train.BaselineTrainer;
import org.prolepsis.flow.train.Trainer;
import org.prolepsis.flow.train.TrainingListener;
import org.prolepsis.flow.train.TrainingResult;
import org.prolepsis.flow.train.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a model on a dataset. */
@Command(name = "eval", description = "Measure a model on a dataset: accuracy, MMD, coverage, jerk, latency.")
final class EvalCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Mixin
    private ModelOptions modelOptions = new ModelOptions();

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Dataset folder.")
    private Path data;

    @Option(names = "--paraphrases", paramLabel = "FILE", description = "JSON list of texts with their labels.")
    private Path paraphraseFile;

    @Option(
            names = "--baselines",
            description = "Also train this method and those it is compared with anew, for each seed, and compare them.")
    private boolean baselines;

    @Option(names = "--seeds", paramLabel = "N", description = "Trainings of each method; default ${DEFAULT-VALUE}.")
    private int seeds = 3;

    private final Console console;

    EvalCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (seeds < 1) {
            throw CommandException.usage("--seeds is " + seeds + "; it must be at least 1");
        }
        Dataset dataset = DatasetReader.read(data);
        MotionModel model = modelOptions.load();
        check(model, dataset);
        List<Paraphrase> paraphrases =
                paraphraseFile == null ? List.of() : ParaphraseReader.read(paraphraseFile, dataset);
        Evaluation evaluation = Evaluator.evaluate(
                model.sampleSource(), dataset, paraphrases, EvaluationSettings.standard(modelOptions.seed()));
        Comparison comparison = baselines ? compare(dataset, paraphrases) : null;
        if (common.json()) {
            Map<String, Object> json = evaluation.toJson();
            if (comparison != null) {
                json.put("baselines", comparison.toJson());
            }
            Common.print(console, json);
        } else {
            print(evaluation);
            if (comparison != null) {
                console.out().print(comparison.toMarkdown());
            }
        }
        return ExitCode.DONE;
    }

    /** Trains and measures every method with every seed. */
    private Comparison compare(Dataset dataset, List<Paraphrase> paraphrases) {
        Comparison comparison = new Comparison();
        MiniLmEncoder encoder = new MiniLmEncoder();
        for (int run = 0; run < seeds; run++) {
            TrainingSettings settings = TrainingSettings.DEFAULT.withSeed(modelOptions.seed() + run);
            EvaluationSettings measured = EvaluationSettings.standard(modelOptions.seed() + run);
            console.err().println("seed " + settings.seed() + ": training this method");
            TrainingResult ours = new Trainer(encoder).train(dataset, settings, TrainingListener.NONE);
            comparison.add(
                    "prolepsis",
                    "this method",
                    Evaluator.evaluate(ours.model().sampleSource(), dataset, paraphrases, measured),
                    ours.seconds());
            console.err().println("seed " + settings.seed() + ": training the baselines");
            for (Baseline baseline :
                    new BaselineTrainer(encoder).train(dataset, ours.model(), settings, TrainingListener.NONE)) {
                console.err().println("seed " + settings.seed() + ": measuring " + baseline.name());
                Evaluation evaluation = Evaluator.evaluate(baseline.source(), dataset, paraphrases, measured);
                comparison.add(baseline.name(), baseline.description(), evaluation, baseline.seconds());
            }
        }
        return comparison;
    }

    private void check(MotionModel model, Dataset dataset) {
        if (model.space() != dataset.space() || !model.jointNames().equals(dataset.jointNames())) {
            throw new CommandException(
                    modelOptions.path() + " is of space " + model.space().key() + " "
                            + model.jointNames() + ", but " + data + " of space "
                            + dataset.space().key() + " " + dataset.jointNames() + "; they must be the same");
        }
    }

    private void print(Evaluation evaluation) {
        try {
            Map<String, Object> json = evaluation.toJson();
            // Hundreds of texts, one a line: what is worth reading here are the sums over them.
            if (json.get("mmd") instanceof Map<?, ?> mmd) {
                mmd.remove("per_text");
            }
            console.out()
                    .println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the evaluation cannot be shown: " + e.getMessage(), e);
        }
    }
}
