package org.prolepsis.ros.name;

import java.util.LinkedHashMap;
import java.util.Map;

/** Resolves and remaps the names of one node. Immutable. */
public final class NameResolver {
    private final String nodeName;
    private final Map<String, String> mappings;

    /**
     * @param nodeName the full name of the node
     * @param remappings pairs as the user gave them; both sides are resolved here, keys that start with {@code __} are
     *     left out
     */
    public NameResolver(String nodeName, Map<String, String> remappings) {
        this.nodeName = nodeName;
        Map<String, String> resolved = new LinkedHashMap<>();
        remappings.forEach((from, to) -> {
            if (!from.startsWith("__")) {
                resolved.put(GraphNames.resolve(from, nodeName), GraphNames.resolve(to, nodeName));
            }
        });
        this.mappings = Map.copyOf(resolved);
    }

    /** The full name of the node. */
    public String nodeName() {
        return nodeName;
    }

    /**
     * The full, remapped form of a name.
     *
     * @throws org.prolepsis.graph.GraphException if the name is not legal
     */
    public String resolve(String name) {
        String resolved = GraphNames.resolve(GraphNames.requireLegal("name", name), nodeName);
        return mappings.getOrDefault(resolved, resolved);
    }
}
