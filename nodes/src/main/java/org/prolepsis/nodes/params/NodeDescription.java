package org.prolepsis.nodes.params;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.prolepsis.graph.ConnectedNode;

/**
 * What a node is to its user: one sentence, its parameters, topics and services. The docs table, {@code --help} and the
 * check for misspelt parameters are made from it.
 *
 * @param name the default node name
 * @param summary one sentence
 * @param parameters the private parameters
 * @param endpoints the topics, services and actions
 */
public record NodeDescription(String name, String summary, List<Parameter<?>> parameters, List<Endpoint> endpoints) {
    public NodeDescription {
        parameters = List.copyOf(parameters);
        endpoints = List.copyOf(endpoints);
        Set<String> names = new HashSet<>();
        for (Parameter<?> parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw new IllegalArgumentException(
                        "parameter " + parameter.name() + " of " + name + " is declared twice");
            }
        }
    }

    /** The section of the docs: parameters, then topics and services, as Markdown tables. */
    public String markdown() {
        StringBuilder out = new StringBuilder();
        out.append("## ").append(name).append("\n\n").append(summary).append("\n\n");
        out.append("| parameter | type | default | unit | allowed | what it does |\n|---|---|---|---|---|---|\n");
        for (Parameter<?> p : parameters) {
            out.append(String.format(
                    Locale.ROOT,
                    "| `~%s` | %s | `%s` | %s | %s | %s |%n",
                    p.name(),
                    p.type(),
                    p.defaultText(),
                    p.unit(),
                    p.range(),
                    p.help()));
        }
        out.append("\n| | name | type | what it is |\n|---|---|---|---|\n");
        for (Endpoint e : endpoints) {
            out.append(
                    String.format(Locale.ROOT, "| %s | `%s` | `%s` | %s |%n", e.kind(), e.name(), e.type(), e.help()));
        }
        return out.toString();
    }

    /** What {@code prolepsis node NAME --help} prints. */
    public String helpText() {
        StringBuilder out = new StringBuilder();
        out.append(name).append(": ").append(summary).append("\n\nParameters (set as _name:=value):\n");
        for (Parameter<?> p : parameters) {
            String unit = p.unit().isEmpty() ? "" : " " + p.unit();
            String range = p.range().isEmpty() ? "" : "; " + p.range();
            out.append(String.format(
                    Locale.ROOT,
                    "  _%s:=%s%s  (%s%s)%n      %s%n",
                    p.name(),
                    p.defaultText(),
                    unit,
                    p.type(),
                    range,
                    p.help()));
        }
        out.append("\nTopics, services and actions (remap as name:=/other):\n");
        for (Endpoint e : endpoints) {
            out.append(
                    String.format(Locale.ROOT, "  %-10s %s  (%s)%n      %s%n", e.kind(), e.name(), e.type(), e.help()));
        }
        return out.toString();
    }

    /** A warning for each private parameter on the server that the node does not know, for it is likely misspelt. */
    public List<String> unknownParameters(ConnectedNode node) {
        Set<String> known = parameters.stream().map(Parameter::name).collect(Collectors.toSet());
        String prefix = node.getName() + "/";
        List<String> warnings = new ArrayList<>();
        for (String full : node.getParameterTree().getNames()) {
            if (!full.startsWith(prefix)) {
                continue;
            }
            String first = full.substring(prefix.length()).split("/", 2)[0];
            if (!known.contains(first)) {
                warnings.add("parameter " + full + " is not one of " + name + "'s and does nothing; it knows "
                        + parameters.stream().map(Parameter::name).collect(Collectors.joining(", ")));
            }
        }
        return warnings;
    }
}
