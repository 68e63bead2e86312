package org.prolepsis.cli.bench.ros;

/** The comparison cannot be made; the message says what is missing or which program failed, and how. */
public final class RosBenchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RosBenchException(String message) {
        super(message);
    }

    RosBenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
