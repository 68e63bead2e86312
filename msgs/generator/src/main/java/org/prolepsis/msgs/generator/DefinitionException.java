package org.prolepsis.msgs.generator;

/** A definition that cannot be read. The message starts with {@code file:line}. */
public final class DefinitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DefinitionException(String file, int line, String message) {
        super(file + ":" + line + ": " + message);
    }

    DefinitionException(String file, String message) {
        super(file + ": " + message);
    }
}
