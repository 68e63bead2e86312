package org.prolepsis.cli;

import picocli.CommandLine;

/** All commands, in the order the help shows them. */
final class Commands {
    private Commands() {}

    static void addTo(CommandLine line, Console console) {
        line.addSubcommand(new NodeCommand(console));
        line.addSubcommand(new MasterCommand(console));
        line.addSubcommand(new GenerateCommand(console));
    }
}
