package org.prolepsis.nodes.action;

import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.nodes.params.NodeDescription;

/** The node; skeleton. */
public final class ActionNode implements NodeMain {
    /** What the user of the node may know. */
    public static final NodeDescription DESCRIPTION = ActionParameters.DESCRIPTION;

    @Override
    public String defaultNodeName() {
        return DESCRIPTION.name();
    }

    @Override
    public void onStart(ConnectedNode node) {
        throw new UnsupportedOperationException();
    }
}
