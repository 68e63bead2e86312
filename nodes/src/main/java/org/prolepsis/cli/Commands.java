package org.prolepsis.cli;

import picocli.CommandLine;

/** All commands, in the order the help shows them. */
final class Commands {
    private Commands() {}

    static void addTo(CommandLine line, Console console) {
        line.addSubcommand(new DemoCommand(console));
        line.addSubcommand(new NodeCommand(console));
        line.addSubcommand(new MasterCommand(console));
        line.addSubcommand(new TrainCommand(console));
        line.addSubcommand(new EvalCommand(console));
        line.addSubcommand(new SampleCommand(console));
        line.addSubcommand(new InspectCommand(console));
        line.addSubcommand(new BenchCommand(console));
        line.addSubcommand(new StudyCommand(console));
        line.addSubcommand(new GenerateCommand(console));
    }
}
