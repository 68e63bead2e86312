package org.prolepsis.flow.model;

import java.io.IOException;

/** A model bundle that cannot be used: the message names file and field, what it has and what it must be. */
public final class ModelFormatException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * States the fault.
     *
     * @param message file, field, what was found, what is needed
     */
    public ModelFormatException(String message) {
        super(message);
    }

    /**
     * States the fault and what brought it to light.
     *
     * @param message file, field, what was found, what is needed
     * @param cause the parser's own complaint
     */
    public ModelFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
