package org.prolepsis.sim;

import java.util.List;
import org.prolepsis.nodes.NodeCatalog;
import org.prolepsis.nodes.NodeContribution;
import org.prolepsis.sim.node.ColorSortCellNode;
import org.prolepsis.sim.node.DemonstratorNode;
import org.prolepsis.sim.policy.node.ChunkPolicyNode;

/** The nodes of the simulated cell. */
public final class SimNodes implements NodeContribution {
    @Override
    public List<NodeCatalog.Entry> nodes() {
        return List.of(
                new NodeCatalog.Entry("color_sort_cell", ColorSortCellNode.DESCRIPTION, ColorSortCellNode::new),
                new NodeCatalog.Entry("demonstrator", DemonstratorNode.DESCRIPTION, DemonstratorNode::new),
                new NodeCatalog.Entry("chunk_policy", ChunkPolicyNode.DESCRIPTION, ChunkPolicyNode::new));
    }
}
