package org.prolepsis.cli.demo;

import java.util.List;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.Subscriber;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;

/** A node that says sentences and watches what comes of them. */
final class Observer implements NodeMain {
    private final MotionRecorder recorder;
    private Publisher<org.prolepsis.msgs.std_msgs.String> command;
    private Subscriber controller;
    private Subscriber jointStates;
    private volatile FlowStatus status;
    private volatile FlowStatus outcome;
    private volatile String awaited;

    Observer(List<String> joints) {
        recorder = new MotionRecorder(joints);
    }

    @Override
    public String defaultNodeName() {
        return "demo";
    }

    @Override
    public void onStart(ConnectedNode node) {
        controller = node.newSubscriber(
                "arm_controller/command", JointTrajectory.TYPE, m -> recorder.onCommand(m, System.nanoTime()));
        jointStates =
                node.newSubscriber("joint_states", JointState.TYPE, m -> recorder.onMeasurement(m, System.nanoTime()));
        node.newSubscriber("flow/status", DiagnosticStatus.TYPE, this::onStatus);
        command = node.newPublisher("command", org.prolepsis.msgs.std_msgs.String.TYPE);
    }

    private void onStatus(DiagnosticStatus message) {
        FlowStatus now = FlowStatus.of(message);
        status = now;
        if (awaited != null && now.ended() && now.command().equals(awaited)) {
            outcome = now;
        }
    }

    /** Whether every node that takes part is heard from. */
    boolean connected() {
        return status != null
                && controller.getNumberOfPublishers() > 0
                && jointStates.getNumberOfPublishers() > 0
                && command.getNumberOfSubscribers() > 0
                && recorder.hasMeasurement();
    }

    /** Publishes a sentence and records from now on; returns the time of publishing, {@link System#nanoTime}. */
    long say(String text) {
        outcome = null;
        awaited = text;
        recorder.start();
        org.prolepsis.msgs.std_msgs.String message = new org.prolepsis.msgs.std_msgs.String();
        message.data = text;
        long now = System.nanoTime();
        command.publish(message);
        return now;
    }

    /** How the sentence ended, or null while it has not. */
    FlowStatus outcome(String text) {
        FlowStatus now = outcome;
        return now != null && now.command().equals(text) ? now : null;
    }

    /** The last status of the flow node, for messages. */
    String lastStatus() {
        FlowStatus now = status;
        return now == null ? "nothing" : now.explanation();
    }

    MotionRecorder recorder() {
        return recorder;
    }
}
