package org.prolepsis.nodes.simarm;

import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.nodes.params.NodeDescription;

/** The node; skeleton. */
public final class SimArmNode implements NodeMain {
    /** What the user of the node may know. */
    public static final NodeDescription DESCRIPTION = SimArmParameters.DESCRIPTION;

    @Override
    public String defaultNodeName() {
        return DESCRIPTION.name();
    }

    @Override
    public void onStart(ConnectedNode node) {
        throw new UnsupportedOperationException();
    }
}
