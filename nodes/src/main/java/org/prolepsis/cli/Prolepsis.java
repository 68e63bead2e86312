package org.prolepsis.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line: parses, runs one command, turns what it throws into one line. */
@Command(
        name = "prolepsis",
        description = "Say it, and the robot moves.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Exit codes: 0 done, 1 failed, 2 bad usage."})
public final class Prolepsis implements Runnable {
    @Spec
    private CommandSpec spec;

    private Prolepsis() {}

    /**
     * Runs one command to its end.
     *
     * @param args as typed
     * @return 0 done, 1 failed, 2 bad usage
     */
    public static int run(String[] args, Console console) {
        return commandLine(console).execute(args);
    }

    /** The parser with all commands, for running and for its help texts. */
    static CommandLine commandLine(Console console) {
        CommandLine line = new CommandLine(new Prolepsis());
        Commands.addTo(line, console);
        line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        line.setUsageHelpAutoWidth(true);
        line.setExecutionStrategy(Prolepsis::execute);
        line.setParameterExceptionHandler((e, args) -> usageError(e, console));
        line.setExecutionExceptionHandler((e, failed, parsed) -> failure(e, parsed, console));
        return line;
    }

    /** Without a command there is nothing to do but to say what there is. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static int execute(ParseResult parsed) {
        if (Common.debug(parsed)) {
            Logging.debug();
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int usageError(ParameterException e, Console console) {
        CommandLine command = e.getCommandLine();
        console.err().println("prolepsis: " + e.getMessage());
        console.err().println("prolepsis: try ./" + command.getCommandSpec().qualifiedName(" ") + " --help");
        return ExitCode.USAGE;
    }

    private static int failure(Exception e, ParseResult parsed, Console console) {
        console.err().println("prolepsis: " + message(e));
        if (Common.debug(parsed)) {
            e.printStackTrace(console.err());
        }
        return e instanceof CommandException known ? known.exitCode() : ExitCode.FAILED;
    }

    private static String message(Exception e) {
        if (e instanceof NoSuchFileException file) {
            return file.getFile() + " does not exist";
        }
        if (e.getMessage() == null) {
            return e.getClass().getSimpleName() + " (--debug shows where)";
        }
        boolean ours = e.getClass().getName().startsWith("org.prolepsis.") || e instanceof IllegalArgumentException;
        return ours ? e.getMessage() : e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
