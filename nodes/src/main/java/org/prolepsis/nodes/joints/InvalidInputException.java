package org.prolepsis.nodes.joints;

/** A message that cannot be used. Says what was got and what is allowed; nothing has changed when it is thrown. */
public final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidInputException(String message) {
        super(message);
    }
}
