package org.prolepsis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.DatasetWriter;
import org.prolepsis.flow.demo.WavingDataset;
import org.prolepsis.nodes.flow.ModelStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes generated demonstrations. */
@Command(name = "generate", description = "Write the default demonstrations as a dataset folder.")
final class GenerateCommand implements Callable<Integer> {
    /** The sets there are. */
    enum Generated {
        waving
    }

    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "NAME", description = "The set: ${COMPLETION-CANDIDATES}.")
    private Generated name;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder to write; default data/NAME in the project.")
    private Path out;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the human-like scatter; default " + ModelStore.DATA_SEED)
    private long seed = ModelStore.DATA_SEED;

    private final Console console;

    GenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = out == null ? ModelStore.defaultDataPath() : out;
        Dataset dataset = WavingDataset.generate(seed);
        DatasetWriter.write(dataset, folder);
        int sentences = dataset.distinctTexts().size();
        if (common.json()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("data", folder.toString());
            result.put("demonstrations", dataset.demonstrations().size());
            result.put("sentences", sentences);
            result.put("seed", seed);
            Common.print(console, result);
        } else {
            console.out()
                    .println(folder + ": " + dataset.demonstrations().size() + " demonstrations, " + sentences
                            + " different sentences (" + name + ", seed " + seed + ")");
        }
        return ExitCode.DONE;
    }
}
