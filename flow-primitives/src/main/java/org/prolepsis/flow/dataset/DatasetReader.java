package org.prolepsis.flow.dataset;

import java.nio.file.Path;

/** Reads a dataset folder ({@code dataset.yaml} and its CSV files) and checks all of it. */
public final class DatasetReader {
    private DatasetReader() {}

    /**
     * Reads and checks a dataset folder.
     *
     * @param directory the folder that holds {@code dataset.yaml}
     * @return the dataset, every number finite, times increasing, quaternions unit and sign-continuous
     * @throws DatasetException if anything is missing or malformed; the message names file, line and field
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static Dataset read(Path directory) throws DatasetException {
        throw new DatasetException(directory, 0, "not implemented");
    }
}
