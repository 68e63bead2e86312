package org.prolepsis.sim;

import java.util.Arrays;
import java.util.Locale;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.graph.SubscriberOptions;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.diagnostic_msgs.KeyValue;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.RosNodeRunner;

/** A process beside the arm that writes what it is commanded, and what the nodes say, to its output, a line each. */
final class ArmLog implements NodeMain {
    private static final SubscriberOptions EVERYTHING = new SubscriberOptions(true, 10_000);

    /** The process. */
    public static void main(String[] args) {
        RosNodeRunner.run(new ArmLog(), NodeConfiguration.parse(args, System.getenv()));
    }

    @Override
    public String defaultNodeName() {
        return "arm_log";
    }

    @Override
    public void onStart(ConnectedNode node) {
        node.newSubscriber("arm_controller/command", JointTrajectory.TYPE, EVERYTHING, ArmLog::command);
        node.newSubscriber("action/status", DiagnosticStatus.TYPE, message -> status("action", message));
        node.newSubscriber("flow/status", DiagnosticStatus.TYPE, message -> status("flow", message));
        line("started");
    }

    private static void command(JointTrajectory message) {
        line("command " + Arrays.toString(message.points[0].positions) + " "
                + Arrays.toString(message.points[0].velocities));
    }

    private static void status(String node, DiagnosticStatus message) {
        StringBuilder text = new StringBuilder(node).append(" message=").append(message.message);
        for (KeyValue pair : message.values) {
            text.append('\t').append(pair.key).append('=').append(pair.value);
        }
        line(text.toString());
    }

    private static synchronized void line(String text) {
        System.out.printf(Locale.ROOT, "%.6f %s%n", System.nanoTime() / 1e9, text);
        System.out.flush();
    }
}
