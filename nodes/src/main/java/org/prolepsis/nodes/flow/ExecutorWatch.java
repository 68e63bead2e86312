package org.prolepsis.nodes.flow;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.diagnostic_msgs.KeyValue;

/** What the flow node knows of the action node, from its status. Any thread. */
final class ExecutorWatch {
    /** A motion that begins while the action node stands stopped may be the first after a ~reset that is under way. */
    private static final double GRACE_SECONDS = 0.3;

    private final double staleJointStates;
    private Map<String, String> values = Map.of();
    private String message = "";
    private boolean stopped;
    private long stoppedNanos;

    /**
     * @param staleJointStates the time after which the flow node itself misses joint states, s
     */
    ExecutorWatch(double staleJointStates) {
        this.staleJointStates = staleJointStates;
    }

    /** Takes a status of the action node. */
    synchronized void take(DiagnosticStatus status, long nowNanos) {
        Map<String, String> now = new HashMap<>();
        for (KeyValue pair : status.values) {
            now.put(pair.key, pair.value);
        }
        values = now;
        message = status.message;
        String fault = now.getOrDefault("fault", "none");
        boolean stops = now.getOrDefault("state", "").equals("disabled")
                || !(fault.equals("none") || fault.equals("state_outside_limits"));
        if (stops && !stopped) {
            stoppedNanos = nowNanos;
        }
        stopped = stops;
    }

    /**
     * Why the action node does not carry the motion out that is going on; empty if it does, or nothing is known.
     *
     * @param beganNanos when the motion began, monotonic
     */
    synchronized Optional<String> problem(long beganNanos, long nowNanos) {
        if (!stopped) {
            return Optional.empty();
        }
        boolean sinceThen = stoppedNanos - beganNanos >= 0;
        // When joint states stay away, this node says so itself, and in more words.
        boolean ownAffair = values.getOrDefault("fault", "").equals("stale_joint_states");
        double patience = ownAffair ? staleJointStates + GRACE_SECONDS : sinceThen ? 0 : GRACE_SECONDS;
        long since = sinceThen ? stoppedNanos : beganNanos;
        return (nowNanos - since) * 1e-9 >= patience ? Optional.of("the action node is " + message) : Optional.empty();
    }

    /** Whether the action node holds the motion because its operator wants it to. */
    synchronized boolean paused() {
        return values.getOrDefault("state", "").equals("paused");
    }

    /** Single steps that the action node has made. */
    synchronized long singleSteps() {
        return Math.round(number("single_steps").orElse(0));
    }

    /** The pace that is set at the action node; empty if it is not known. */
    synchronized OptionalDouble speed() {
        return number("speed");
    }

    /** The largest pace that the action node takes; empty if it is not known. */
    synchronized OptionalDouble maxSpeed() {
        return number("max_speed");
    }

    private OptionalDouble number(String key) {
        try {
            double value = Double.parseDouble(values.getOrDefault(key, ""));
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
