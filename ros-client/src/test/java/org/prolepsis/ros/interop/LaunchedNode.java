package org.prolepsis.ros.interop;

import java.util.List;
import java.util.Optional;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.graph.ParameterTree;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.PublisherOptions;
import org.prolepsis.msgs.std_msgs.String;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.RosNodeRunner;

/** A node process that says on a latched topic how it was started. */
public final class LaunchedNode implements NodeMain {
    private final NodeConfiguration configuration;

    private LaunchedNode(NodeConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Runs until it is interrupted. */
    public static void main(java.lang.String[] args) {
        NodeConfiguration configuration = NodeConfiguration.parse(args, System.getenv());
        RosNodeRunner.run(new LaunchedNode(configuration), configuration);
    }

    @Override
    public java.lang.String defaultNodeName() {
        return "launched";
    }

    @Override
    public void onStart(ConnectedNode node) {
        ParameterTree parameters = node.getParameterTree();
        Publisher<String> report = node.newPublisher("report", String.TYPE, PublisherOptions.LATCHED);
        String message = new String();
        message.data = java.lang.String.join(
                "; ",
                node.getName(),
                configuration.arguments().toString(),
                node.resolveName("chatter"),
                "rate " + parameters.getInteger("~rate", -1),
                "gain " + parameters.getDouble("~gain", -1),
                "names " + parameters.getList("~names", List.of()),
                "deep " + parameters.getInteger("~deep/er", -1),
                "shared " + parameters.getString("shared", "none"),
                "log " + configuration.logFile().map(f -> f.endsWith(".log")).equals(Optional.of(true)));
        report.publish(message);
    }

    @Override
    public void onShutdown(ConnectedNode node) {
        System.out.println("shut down " + node.getName());
    }
}
