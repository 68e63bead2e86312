package org.prolepsis.flow.train;

import java.nio.file.Path;

/** A checkpoint that cannot be gone on with: damaged, or of another run. The message names what differs. */
public final class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says why a checkpoint cannot be used now. */
    CheckpointException(String message) {
        super(message);
    }

    /**
     * Says what is wrong with a file.
     *
     * @param file the checkpoint
     * @param fault what it is
     * @param cause why, or null
     */
    public CheckpointException(Path file, String fault, Throwable cause) {
        super("checkpoint " + file + ": " + fault + "; delete it to start afresh", cause);
    }
}
