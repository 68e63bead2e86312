package org.prolepsis.sim;

import org.prolepsis.cli.CommandContribution;
import org.prolepsis.cli.Console;
import org.prolepsis.sim.bench.ColorSortCommand;
import org.prolepsis.sim.episode.DemosCommand;
import org.prolepsis.sim.view.EpisodeCommand;
import picocli.CommandLine;

/** Contributes {@code ./prolepsis sim} with all its subcommands, in the order the help shows them. */
public final class SimCommands implements CommandContribution {
    @Override
    public void addTo(CommandLine line, Console console) {
        CommandLine sim = new CommandLine(new SimCommand());
        sim.addSubcommand(new DemosCommand(console));
        sim.addSubcommand(new EpisodeCommand(console));
        sim.addSubcommand(new ColorSortPolicyCommand(console));
        sim.addSubcommand(new ColorSortCommand(console));
        line.addSubcommand(sim);
    }
}
