package org.prolepsis.graph;

/** The graph refused something or could not be reached. The message says what was asked, what came back, what to do. */
public class GraphException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public GraphException(String message) {
        super(message);
    }

    public GraphException(String message, Throwable cause) {
        super(message, cause);
    }
}
