package org.prolepsis.cli.demo;

import java.time.Duration;
import java.util.List;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.GraphException;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.ServiceClient;
import org.prolepsis.graph.ServiceException;
import org.prolepsis.graph.Subscriber;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_srvs.Trigger;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;

/** A node that says sentences and watches what comes of them. */
final class Observer implements NodeMain {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MotionRecorder recorder;
    private Publisher<org.prolepsis.msgs.std_msgs.String> command;
    private ServiceClient<Trigger.Request, Trigger.Response> reset;
    private Subscriber controller;
    private Subscriber jointStates;
    private volatile FlowStatus status;
    private volatile FlowStatus outcome;
    private volatile long awaited = Long.MAX_VALUE;

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
        reset = node.newServiceClient("action/reset", Trigger.TYPE);
    }

    /**
     * Lets the arm move again after a fault, as an operator would who has seen it: on a machine with more work than cores
     * joint states or chunks may come too late, and the arm then holds until it is asked to go on.
     *
     * @throws GraphException if the action node does not answer
     */
    void reset() {
        try {
            reset.call(new Trigger.Request(), PATIENCE);
        } catch (ServiceException e) {
            throw new GraphException("the action node does not take a reset: " + e.getMessage(), e);
        }
    }

    private void onStatus(DiagnosticStatus message) {
        FlowStatus now = FlowStatus.of(message);
        status = now;
        if (now.commands() >= awaited && now.ended()) {
            outcome = now;
        }
    }

    /** Whether every node that takes part is heard from. */
    boolean connected() {
        return status != null
                && status.ready()
                && controller.getNumberOfPublishers() > 0
                && jointStates.getNumberOfPublishers() > 0
                && command.getNumberOfSubscribers() > 0
                && recorder.hasMeasurement();
    }

    /** Publishes a sentence and records from now on; returns the time of publishing, {@link System#nanoTime}. */
    long say(String text) {
        awaited = Long.MAX_VALUE;
        outcome = null;
        awaited = status.commands() + 1;
        recorder.start();
        org.prolepsis.msgs.std_msgs.String message = new org.prolepsis.msgs.std_msgs.String();
        message.data = text;
        long now = System.nanoTime();
        command.publish(message);
        return now;
    }

    /** How the last sentence ended, or null while it has not. */
    FlowStatus outcome() {
        return outcome;
    }

    /** The last status of the flow node, for messages. */
    String lastStatus() {
        return status == null ? "nothing" : status.message();
    }

    MotionRecorder recorder() {
        return recorder;
    }
}
