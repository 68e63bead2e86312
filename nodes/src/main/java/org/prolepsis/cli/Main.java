package org.prolepsis.cli;

import java.io.PrintStream;

/** The entry point of {@code ./prolepsis}. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        PrintStream results = System.out;
        // Standard output is for results alone; whatever a library prints must not mix with them.
        System.setOut(System.err);
        // Only the shell can tell whether standard error is a terminal.
        int code = Prolepsis.run(args, new Console(results, System.err, Boolean.getBoolean("prolepsis.terminal")));
        results.flush();
        System.exit(code);
    }
}
