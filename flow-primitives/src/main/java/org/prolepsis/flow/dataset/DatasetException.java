package org.prolepsis.flow.dataset;

import java.io.IOException;
import java.nio.file.Path;

/** A dataset that cannot be used; the message names the file, the line, the field, what was got and what is allowed. */
public final class DatasetException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Reports a fault in a file.
     *
     * @param file the file at fault
     * @param line its line, counted from 1, or 0 when the fault is in no single line
     * @param message the field, what was got, what is allowed
     */
    public DatasetException(Path file, int line, String message) {
        super(file + (line > 0 ? ":" + line : "") + ": " + message);
    }

    /**
     * Reports a fault with its cause.
     *
     * @param file the file at fault
     * @param line its line, counted from 1, or 0 when the fault is in no single line
     * @param message the field, what was got, what is allowed
     * @param cause what was thrown below
     */
    public DatasetException(Path file, int line, String message, Throwable cause) {
        this(file, line, message);
        initCause(cause);
    }
}
