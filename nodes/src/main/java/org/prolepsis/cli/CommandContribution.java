package org.prolepsis.cli;

import picocli.CommandLine;

/**
 * Commands of a module that this one does not know. An implementation has a public constructor without arguments and is
 * named in {@code META-INF/services/org.prolepsis.cli.CommandContribution}; it is made at every start of the command line,
 * so it does nothing but add.
 */
public interface CommandContribution {
    /**
     * Adds subcommands. What they throw is reported in one line, as for all commands: {@link CommandException} for what
     * cannot be done, an {@link ExitCode} otherwise; {@link Common} has the options they share.
     *
     * @param line the command {@code prolepsis}
     * @param console where the commands write
     */
    void addTo(CommandLine line, Console console);
}
