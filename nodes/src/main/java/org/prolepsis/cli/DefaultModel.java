package org.prolepsis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.prolepsis.flow.dataset.DatasetWriter;
import org.prolepsis.flow.demo.WavingDataset;
import org.prolepsis.flow.train.TrainingResult;
import org.prolepsis.flow.train.TrainingSettings;

/** The model that the demo and the flow node use unless told otherwise. */
final class DefaultModel {
    private DefaultModel() {}

    /**
     * Makes sure that the default model is there: generates its data and trains it if it is not.
     *
     * @return its folder
     * @throws IOException if data or model cannot be written
     */
    static Path ensure(Console console) throws IOException {
        Path model = Home.model();
        if (Files.exists(model.resolve("manifest.yaml"))) {
            return model;
        }
        Path data = Home.data();
        if (!Files.exists(data.resolve("dataset.yaml"))) {
            DatasetWriter.write(WavingDataset.generate(GenerateCommand.DEFAULT_SEED), data);
        }
        console.err().println("There is no default model yet: training it on " + data + ", once (under 2 minutes).");
        TrainingResult result = TrainCommand.train(data, model, TrainingSettings.DEFAULT, console);
        console.err().println(String.format(Locale.ROOT, "Trained in %.0f s: %s", result.seconds(), model));
        return model;
    }
}
