package org.prolepsis.flow.dataset;

import java.io.IOException;
import java.nio.file.Path;

/** Writes a dataset folder that {@link DatasetReader} reads back to equal numbers. */
public final class DatasetWriter {
    private DatasetWriter() {}

    /**
     * Writes {@code dataset.yaml} and one CSV for each demonstration.
     *
     * @param dataset what to write; its hash is ignored
     * @param directory created if absent
     * @throws IOException if a file cannot be written
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static void write(Dataset dataset, Path directory) throws IOException {
        throw new IOException("not implemented");
    }
}
