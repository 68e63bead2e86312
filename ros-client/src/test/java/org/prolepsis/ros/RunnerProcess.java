package org.prolepsis.ros;

import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.msgs.std_msgs.Int32;
import org.prolepsis.msgs.std_srvs.Trigger;

/** A node process for {@link RosNodeRunnerTest}. */
public final class RunnerProcess implements NodeMain {
    public static void main(String[] args) {
        RosNodeRunner.run(new RunnerProcess(), NodeConfiguration.parse(args, System.getenv()));
    }

    @Override
    public String defaultNodeName() {
        return "process";
    }

    @Override
    public void onStart(ConnectedNode node) {
        // First: the test of signals then stops the node in the middle of its start.
        node.newServiceServer("~service", Trigger.TYPE, (q, r) -> {});
        node.newPublisher("topic", Int32.TYPE);
        node.newSubscriber("topic", Int32.TYPE, m -> {});
    }

    @Override
    public void onShutdown(ConnectedNode node) {
        System.out.println("shut down " + node.getName());
    }
}
