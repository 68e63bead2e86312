package org.prolepsis.sim;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.ServiceClient;
import org.prolepsis.graph.ServiceException;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.diagnostic_msgs.KeyValue;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_srvs.Trigger;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;

/** A node that speaks to the arm and sees what comes of it. */
final class ArmWatch implements NodeMain {
    private static final Duration MOTION = Duration.ofSeconds(60);
    private static final Duration STILL = Duration.ofMillis(400);

    private Publisher<org.prolepsis.msgs.std_msgs.String> command;
    private Publisher<JointTrajectory> chunk;
    private ServiceClient<Trigger.Request, Trigger.Response> reset;
    private volatile Status flow = new Status("nothing yet", Map.of());
    private volatile Status action = new Status("nothing yet", Map.of());
    private volatile double[] measured = new double[0];
    private double[] commanded;
    private long lastMoveNanos = System.nanoTime();
    private double travel;

    /** A status message. */
    record Status(String message, Map<String, String> values) {
        static Status of(DiagnosticStatus message) {
            Map<String, String> values = new LinkedHashMap<>();
            for (KeyValue pair : message.values) {
                values.put(pair.key, pair.value);
            }
            return new Status(message.message, values);
        }

        String value(String key) {
            return values.getOrDefault(key, "");
        }

        long count(String key) {
            return value(key).isEmpty() ? -1 : Long.parseLong(value(key));
        }
    }

    @Override
    public String defaultNodeName() {
        return "watch";
    }

    @Override
    public void onStart(ConnectedNode node) {
        node.newSubscriber("arm_controller/command", JointTrajectory.TYPE, this::onCommand);
        node.newSubscriber("joint_states", JointState.TYPE, message -> measured = message.position.clone());
        node.newSubscriber("flow/status", DiagnosticStatus.TYPE, message -> flow = Status.of(message));
        node.newSubscriber("action/status", DiagnosticStatus.TYPE, message -> action = Status.of(message));
        command = node.newPublisher("command", org.prolepsis.msgs.std_msgs.String.TYPE);
        chunk = node.newPublisher("action_chunk", JointTrajectory.TYPE);
        reset = node.newServiceClient("action/reset", Trigger.TYPE);
    }

    private synchronized void onCommand(JointTrajectory message) {
        double[] now = message.points[0].positions.clone();
        if (commanded != null && !Arrays.equals(commanded, now)) {
            lastMoveNanos = System.nanoTime();
            for (int j = 0; j < now.length; j++) {
                travel += Math.abs(now[j] - commanded[j]);
            }
        }
        commanded = now;
    }

    /** The way that the commands have gone, summed over the joints, rad. */
    synchronized double travel() {
        return travel;
    }

    private synchronized boolean still() {
        return System.nanoTime() - lastMoveNanos > STILL.toNanos();
    }

    Status flow() {
        return flow;
    }

    Status action() {
        return action;
    }

    double[] measured() {
        return measured.clone();
    }

    /** Waits until the nodes are up, connected and at rest. */
    void awaitReady(Duration patience) {
        Await.until(
                "the nodes to be ready",
                patience,
                () -> flow.count("commands") >= 0
                        && command.getNumberOfSubscribers() > 0
                        && chunk.getNumberOfSubscribers() > 0
                        && action.value("state").equals("idle")
                        && measured.length > 0
                        && !flow.message().contains("joint_states refused")
                        && still(),
                this::seen);
    }

    /** Publishes a sentence. */
    void say(String text) {
        org.prolepsis.msgs.std_msgs.String message = new org.prolepsis.msgs.std_msgs.String();
        message.data = text;
        command.publish(message);
    }

    /** Lets the action node go on after a stop. */
    void reset() {
        try {
            reset.call(new Trigger.Request(), Duration.ofSeconds(10));
        } catch (ServiceException e) {
            throw new AssertionError("the action node cannot be reset: " + e.getMessage(), e);
        }
    }

    /** Publishes a chunk as any policy would. */
    void send(JointTrajectory message) {
        chunk.publish(message);
    }

    /** Publishes a sentence and waits for its refusal, in which nothing may move; returns the reason. */
    String awaitRefusal(String text) {
        double before = travel();
        long refused = flow.count("commands_refused");
        say(text);
        Await.until(
                "a refusal", Duration.ofSeconds(20), () -> flow.count("commands_refused") == refused + 1, this::seen);
        Await.pass(STILL);
        if (travel() != before) {
            throw new AssertionError("the arm moved by " + (travel() - before) + " rad; " + seen());
        }
        return flow.value("reason");
    }

    /** Publishes a sentence, waits until its motion is done and at rest, and returns the way it went, rad. */
    double awaitMotion(String text) {
        long commands = flow.count("commands");
        double before = travel();
        say(text);
        awaitDone(commands + 1);
        return travel() - before;
    }

    /** Waits until the motion of the n-th sentence is done and the arm at rest. */
    void awaitDone(long sentence) {
        Await.until(
                "the motion to be done",
                MOTION,
                () -> flow.count("commands") >= sentence
                        && flow.value("grounded").equals("true")
                        && flow.value("result").equals("done"),
                this::seen);
        Await.until("the arm to rest", Duration.ofSeconds(10), this::still, this::seen);
    }

    /** Everything that helps to understand a failure. */
    String seen() {
        return "flow: " + flow + "\naction: " + action + "\nmeasured: " + Arrays.toString(measured) + "\ntravel: "
                + travel();
    }
}
