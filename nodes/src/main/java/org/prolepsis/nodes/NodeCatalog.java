package org.prolepsis.nodes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.nodes.action.ActionNode;
import org.prolepsis.nodes.flow.FlowNode;
import org.prolepsis.nodes.params.NodeDescription;
import org.prolepsis.nodes.recorder.RecorderNode;
import org.prolepsis.nodes.simarm.SimArmNode;

/** The nodes that there are, for {@code ./prolepsis node NAME} and for composing several in one process. */
public final class NodeCatalog {
    private NodeCatalog() {}

    /**
     * One node.
     *
     * @param name as the command line calls it
     * @param description what its user may know
     * @param factory makes a new one that has not started
     */
    public record Entry(String name, NodeDescription description, Supplier<NodeMain> factory) {
        /** A new node that has not started. */
        public NodeMain create() {
            return factory.get();
        }
    }

    /** Found at first use: most commands need no node. */
    private static final class All {
        static final List<Entry> ENTRIES = find();

        private All() {}

        private static List<Entry> find() {
            List<Entry> entries = new ArrayList<>(List.of(
                    new Entry("flow", FlowNode.DESCRIPTION, FlowNode::new),
                    new Entry("action", ActionNode.DESCRIPTION, ActionNode::new),
                    new Entry("sim_arm", SimArmNode.DESCRIPTION, SimArmNode::new),
                    new Entry("recorder", RecorderNode.DESCRIPTION, RecorderNode::new)));
            ServiceLoader.load(NodeContribution.class).forEach(contribution -> entries.addAll(contribution.nodes()));
            Set<String> names = new HashSet<>();
            for (Entry entry : entries) {
                if (!names.add(entry.name())) {
                    throw new ServiceConfigurationError("two nodes are called " + entry.name());
                }
            }
            return List.copyOf(entries);
        }
    }

    /** All nodes, in the order of the docs: those of this module, then what other modules contribute. */
    public static List<Entry> entries() {
        return All.ENTRIES;
    }

    /** The node of a name. */
    public static Optional<Entry> find(String name) {
        return entries().stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** The names, for messages. */
    public static String names() {
        return entries().stream().map(Entry::name).collect(Collectors.joining(", "));
    }

    /** The page docs/parameters.md. */
    public static String parametersPage() {
        return "# Parameters, topics and services of the nodes\n\n"
                + "Made from the declarations in the code; `./prolepsis node NAME --help` prints the same. A parameter is set"
                + " as `_name:=value` on the command line, or as `<param>` or `<rosparam>` inside `<node>` of a launch"
                + " file. A wrong type or value stops the node with a message that names it.\n\n"
                + entries().stream().map(e -> e.description().markdown()).collect(Collectors.joining("\n"));
    }
}
