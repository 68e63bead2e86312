package org.prolepsis.cli;

import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err everything else
 * @param interactive whether a person watches {@code err} on a terminal
 */
public record Console(PrintStream out, PrintStream err, boolean interactive) {}
