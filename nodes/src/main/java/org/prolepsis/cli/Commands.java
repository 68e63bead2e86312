package org.prolepsis.cli;

import java.util.ServiceLoader;
import picocli.CommandLine;

/** All commands, in the order the help shows them: those of this module, then what other modules contribute. */
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
        for (CommandContribution contribution : ServiceLoader.load(CommandContribution.class)) {
            contribution.addTo(line, console);
        }
    }
}
