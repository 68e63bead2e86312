package org.prolepsis.cli;

/** The exit codes of every command. */
public final class ExitCode {
    /** What was asked for is done. */
    public static final int DONE = 0;
    /** It could not be done. */
    public static final int FAILED = 1;
    /** The command line asks for what cannot be. */
    public static final int USAGE = 2;

    private ExitCode() {}
}
