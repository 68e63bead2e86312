package org.prolepsis.cli;

/** A command that cannot do its work; the message says what was got, what is allowed and what to do. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** A command that failed. */
    public CommandException(String message) {
        this(message, null);
    }

    /** A command that failed because of something else. */
    public CommandException(String message, Throwable cause) {
        this(message, cause, ExitCode.FAILED);
    }

    private CommandException(String message, Throwable cause, int exitCode) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** An option whose value is outside its range. */
    public static CommandException usage(String message) {
        return new CommandException(message, null, ExitCode.USAGE);
    }

    /** What the process ends with. */
    public int exitCode() {
        return exitCode;
    }
}
