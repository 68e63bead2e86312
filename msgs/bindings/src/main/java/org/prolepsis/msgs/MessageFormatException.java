package org.prolepsis.msgs;

/** Bytes that are not a message of the type they were read as. The message names the field, what was got and what fits. */
public class MessageFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MessageFormatException(String message) {
        super(message);
    }

    public MessageFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
