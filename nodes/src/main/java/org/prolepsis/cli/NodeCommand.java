package org.prolepsis.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.prolepsis.cli.log.LogbackLevels;
import org.prolepsis.nodes.NodeCatalog;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.RosNodeRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one node as a process of the graph, until it is shut down. */
@Command(
        name = "node",
        description = "Run one node, until Ctrl-C or the master shuts it down.",
        footer = {
            "",
            "The arguments are those of any ROS node: topic:=/other, _param:=value, __name:=n, __ns:=/ns, __log:=file.",
            "  prolepsis node action chunk:=/action_chunk _rate:=200 __name:=act"
        })
final class NodeCommand implements Callable<Integer> {
    @Mixin
    private NodeOptions common = new NodeOptions();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String name;

    @Parameters(index = "1..*", paramLabel = "ARG", description = "ROS remappings and parameters.")
    private List<String> arguments = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    private final Console console;

    NodeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (name == null) {
            if (common.help) {
                spec.commandLine().usage(console.out());
                return ExitCode.DONE;
            }
            throw new ParameterException(
                    spec.commandLine(), "the name of the node is missing; it is one of " + names());
        }
        NodeCatalog.Entry node = NodeCatalog.find(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "there is no node '" + name + "'; it is one of " + names()));
        if (common.help) {
            console.out().print(node.description().helpText());
            return ExitCode.DONE;
        }
        run(node);
        return ExitCode.DONE;
    }

    private void run(NodeCatalog.Entry node) {
        NodeConfiguration configuration = NodeConfiguration.parse(arguments.toArray(String[]::new), System.getenv());
        if (!configuration.arguments().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "node " + name + " does not know " + configuration.arguments()
                            + "; arguments are name:=/other, _param:=value, __name:=n, __ns:=/ns, __log:=file");
        }
        Logging.node(console.out());
        configuration.logFile().ifPresent(Logging::alsoTo);
        RosNodeRunner.run(node.create(), configuration.withLoggers(LogbackLevels.ofThisProcess()));
    }

    private static String names() {
        return NodeCatalog.names();
    }

    /** The names that there are, for the help. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return NodeCatalog.entries().stream().map(NodeCatalog.Entry::name).iterator();
        }
    }

    /** {@code node NAME --help} is about the node, so help is not picocli's here. */
    static final class NodeOptions {
        @Option(
                names = {"-v", "--debug"},
                description = "Log in detail and show stack traces.")
        @SuppressWarnings("UnusedVariable") // read through Common
        private boolean debug;

        @Option(
                names = {"-h", "--help"},
                description = "Show this help, or with a name the parameters, topics and services of that node.")
        private boolean help;
    }
}
