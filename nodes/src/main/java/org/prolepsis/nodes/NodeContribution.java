package org.prolepsis.nodes;

import java.util.List;

/**
 * Nodes of a module that this one does not know, for {@code ./prolepsis node NAME}, the docs and the launch files. An
 * implementation has a public constructor without arguments and is named in
 * {@code META-INF/services/org.prolepsis.nodes.NodeContribution}.
 */
public interface NodeContribution {
    /** The nodes, in the order of the docs. Names are unique over all modules. */
    List<NodeCatalog.Entry> nodes();
}
