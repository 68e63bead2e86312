package org.prolepsis.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.DatasetReader;
import org.prolepsis.flow.dataset.DatasetWriter;
import org.prolepsis.flow.demo.WavingDataset;
import org.prolepsis.flow.text.MiniLmEncoder;
import org.prolepsis.flow.train.Trainer;
import org.prolepsis.flow.train.TrainingListener;
import org.prolepsis.flow.train.TrainingSettings;
import org.prolepsis.nodes.flow.ModelStore;

/** Where the project is, and a model of its default data that all tests of a run share. */
final class Project {
    private static Path model;

    private Project() {}

    /** The folder that holds the start script. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("prolepsis")) || !Files.exists(folder.resolve("nodes"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** The start script; the test is skipped where what it starts has not been built by Maven. */
    static String script() {
        Assumptions.assumeTrue(
                Files.exists(root().resolve("sim-tests/target/runtime.classpath")),
                "SKIPPED: ./prolepsis is not built; run mvn verify");
        return root().resolve("prolepsis").toString();
    }

    /** The bundle, trained once in a run with a third of the default steps: enough for clean motions, in less time. */
    static synchronized Path model() {
        if (model == null) {
            try {
                Path target = root().resolve("sim-tests/target");
                Path data = target.resolve("data/waving");
                DatasetWriter.write(WavingDataset.generate(ModelStore.DATA_SEED), data);
                Dataset dataset = DatasetReader.read(data);
                TrainingSettings full = TrainingSettings.DEFAULT;
                TrainingSettings settings = full.withSteps(full.manifoldSteps() / 3, full.flowSteps() / 3);
                Path out = target.resolve("models/waving");
                new Trainer(new MiniLmEncoder())
                        .train(dataset, settings, TrainingListener.NONE)
                        .model()
                        .save(out);
                model = out;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return model;
    }
}
