package org.prolepsis.flow.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.DatasetReader;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.demo.WavingDataset;
import org.prolepsis.flow.metrics.Evaluation;
import org.prolepsis.flow.metrics.EvaluationSettings;
import org.prolepsis.flow.metrics.Evaluator;
import org.prolepsis.flow.metrics.Paraphrase;
import org.prolepsis.flow.metrics.ParaphraseReader;
import org.prolepsis.flow.model.MotionModel;
import org.prolepsis.flow.text.MiniLmEncoder;
import org.prolepsis.flow.text.SentenceEncoder;

/**
 * Prints the accuracies of {@code docs/flow-primitives.md}: {@code (pouring|waving|wiping) SEEDS MODELS FILE…}. A model is
 * trained where the folder MODELS does not hold one for the seed.
 */
final class TextReport {
    private TextReport() {}

    public static void main(String[] arguments) throws IOException {
        String shared = System.getenv().getOrDefault("PROLEPSIS_SHARED", "../shared");
        Dataset dataset =
                switch (arguments[0]) {
                    case "waving" -> WavingDataset.generate(WavingDataset.DEFAULT_SEED);
                    case "wiping" -> WipingData.wiping();
                    default -> DatasetReader.read(Path.of(shared, "data/pouring"));
                };
        SentenceEncoder encoder = new MiniLmEncoder();
        for (String seed : arguments[1].split(",", -1)) {
            Path bundle = Path.of(arguments[2], arguments[0] + '-' + seed);
            MotionModel model = model(dataset, encoder, Long.parseLong(seed), bundle);
            for (int i = 3; i < arguments.length; i++) {
                report(model, dataset, seed, Path.of(arguments[i]));
            }
        }
    }

    private static MotionModel model(Dataset dataset, SentenceEncoder encoder, long seed, Path bundle)
            throws IOException {
        if (Files.exists(bundle)) {
            return MotionModel.load(bundle, encoder);
        }
        TrainingResult result =
                new Trainer(encoder).train(dataset, TrainingSettings.DEFAULT.withSeed(seed), TrainingListener.NONE);
        result.model().save(bundle);
        print("%s: trained in %.1f s%n", bundle.getFileName(), result.seconds());
        return result.model();
    }

    private static void report(MotionModel model, Dataset dataset, String seed, Path file) throws IOException {
        List<Paraphrase> paraphrases = ParaphraseReader.read(file, dataset);
        Evaluation all = Evaluator.evaluate(model.sampleSource(), dataset, paraphrases, EvaluationSettings.standard(1));
        print(
                "%s seed %s, %s: training texts %.4f, coverage %.3f; %d unseen: %.4f, coverage %.3f, nearest %.4f, %s%n",
                dataset.name(),
                seed,
                file.getFileName(),
                all.trainAccuracy(),
                all.coverage(),
                paraphrases.size(),
                all.paraphraseAccuracy(),
                all.paraphraseCoverage(),
                all.paraphraseNearestDistance(),
                all.latency());
        for (String wrong : failures(model, dataset, paraphrases)) {
            print("    %s%n", wrong);
        }
    }

    private static List<String> failures(MotionModel model, Dataset dataset, List<Paraphrase> paraphrases) {
        // one training text keeps the evaluations short
        List<Demonstration> bare = dataset.demonstrations().stream()
                .map(demo -> new Demonstration(
                        demo.id(), demo.times(), demo.values(), demo.labels(), List.of(dataset.coreText())))
                .toList();
        Dataset core = new Dataset(
                dataset.name(),
                dataset.space(),
                dataset.frame(),
                dataset.jointNames(),
                dataset.coreText(),
                Map.of(),
                bare,
                "");
        List<String> failures = new ArrayList<>();
        for (Paraphrase paraphrase : paraphrases) {
            Evaluation one = Evaluator.evaluate(
                    model.sampleSource(), core, List.of(paraphrase), new EvaluationSettings(20, 1, 0, 1));
            if (one.paraphraseAccuracy() < 0.95) {
                failures.add(String.format(Locale.ROOT, "%.2f %s", one.paraphraseAccuracy(), paraphrase));
            }
        }
        return failures;
    }

    private static void print(String format, Object... arguments) {
        System.out.print(String.format(Locale.ROOT, format, arguments));
    }
}
