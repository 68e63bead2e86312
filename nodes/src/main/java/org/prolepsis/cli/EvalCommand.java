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
import org.prolepsis.flow.metrics.Evaluation;
import org.prolepsis.flow.metrics.EvaluationSettings;
import org.prolepsis.flow.metrics.Evaluator;
import org.prolepsis.flow.metrics.Paraphrase;
import org.prolepsis.flow.metrics.ParaphraseReader;
import org.prolepsis.flow.model.MotionModel;
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

    private final Console console;

    EvalCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Dataset dataset = DatasetReader.read(data);
        MotionModel model = modelOptions.load();
        check(model, dataset);
        List<Paraphrase> paraphrases =
                paraphraseFile == null ? List.of() : ParaphraseReader.read(paraphraseFile, dataset);
        Evaluation evaluation = Evaluator.evaluate(
                model.sampleSource(), dataset, paraphrases, EvaluationSettings.standard(modelOptions.seed()));
        if (common.json()) {
            Common.print(console, evaluation.toJson());
        } else {
            print(evaluation);
        }
        return ExitCode.DONE;
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
