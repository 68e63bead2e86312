package org.prolepsis.nodes.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.DatasetReader;
import org.prolepsis.flow.dataset.DatasetWriter;
import org.prolepsis.flow.demo.WavingDataset;
import org.prolepsis.flow.text.MiniLmEncoder;
import org.prolepsis.flow.train.Trainer;
import org.prolepsis.flow.train.TrainingListener;
import org.prolepsis.flow.train.TrainingSettings;

/**
 * Where the default data and the default model live, and how they come to be. Any thread and any number of processes may
 * ask at once: one trains, the others wait for it.
 */
public final class ModelStore {
    /** The seed of the default data; the recipe in the docs names it too. */
    public static final long DATA_SEED = 1;

    private static final Object TRAINING = new Object();

    private ModelStore() {}

    /** The project folder, which {@code ./prolepsis} passes as {@code prolepsis.home}; the working directory without it. */
    public static Path home() {
        return Path.of(System.getProperty("prolepsis.home", ""))
                .toAbsolutePath()
                .normalize();
    }

    /** Where the default demonstrations are or will be. */
    public static Path defaultDataPath() {
        return home().resolve("data").resolve("waving");
    }

    /** Where the default model is or will be. */
    public static Path defaultModelPath() {
        return home().resolve("models").resolve("waving");
    }

    /** Whether the default model is there, so that {@link #defaultModel} returns at once. */
    public static boolean hasDefaultModel() {
        return Files.exists(defaultModelPath().resolve("manifest.yaml"));
    }

    /**
     * The default model, trained first when it is absent, and its data generated first when that is absent. Neither is
     * ever there in part.
     *
     * @param progress follows the training
     * @return the folder of the bundle
     * @throws UncheckedIOException if a file cannot be read or written
     */
    public static Path defaultModel(TrainingListener progress) {
        Path model = defaultModelPath();
        if (hasDefaultModel()) {
            return model;
        }
        try {
            Files.createDirectories(model.getParent());
            // The file lock keeps other processes out, the monitor other threads: a second lock in one JVM would throw.
            synchronized (TRAINING) {
                trainUnderLock(model, progress);
            }
            return model;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the default model at " + model, e);
        }
    }

    private static void trainUnderLock(Path model, TrainingListener progress) throws IOException {
        Path lockFile = model.resolveSibling(".training.lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !hasDefaultModel()) {
                new Trainer(new MiniLmEncoder())
                        .train(defaultData(), TrainingSettings.DEFAULT, progress)
                        .model()
                        .save(model);
            }
        }
    }

    /**
     * The default demonstrations, generated and written first when they are absent.
     *
     * @throws IOException if a file cannot be read or written
     */
    public static Dataset defaultData() throws IOException {
        Path data = defaultDataPath();
        if (!Files.exists(data.resolve("dataset.yaml"))) {
            DatasetWriter.write(WavingDataset.generate(DATA_SEED), data);
        }
        return DatasetReader.read(data);
    }
}
