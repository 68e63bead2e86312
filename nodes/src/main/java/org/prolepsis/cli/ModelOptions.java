package org.prolepsis.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.prolepsis.flow.model.MotionModel;
import picocli.CommandLine.Option;

/** The options of commands that draw motions from a given model. */
final class ModelOptions {
    @Option(names = "--model", required = true, paramLabel = "MODEL", description = "Model bundle.")
    private Path path;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the samples; default ${DEFAULT-VALUE}.")
    private long seed = 1;

    Path path() {
        return path;
    }

    long seed() {
        return seed;
    }

    MotionModel load() throws IOException {
        return MotionModel.load(path);
    }
}
