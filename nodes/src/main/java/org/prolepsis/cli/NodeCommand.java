package org.prolepsis.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.prolepsis.nodes.NodeCatalog;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.RosNodeRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "flow, action or sim_arm.")
    private String name;

    @Parameters(index = "1..*", paramLabel = "ARG", description = "ROS remappings and parameters.")
    private List<String> arguments = new ArrayList<>();

    private final Console console;

    NodeCommand(Console console) {
        this.console = console;
    }

    /** {@code node NAME --help} is about the node, so help is not picocli's here. */
    static final class NodeOptions {
        @Option(
                names = {"-v", "--debug"},
                description = "Log in detail and show stack traces.")
        private boolean debug;

        @Option(
                names = {"-h", "--help"},
                description = "Show this help, or with a name the parameters, topics and services of that node.")
        private boolean help;
    }
}
