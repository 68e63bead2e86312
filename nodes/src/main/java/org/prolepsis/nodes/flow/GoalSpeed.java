package org.prolepsis.nodes.flow;

import java.util.Locale;
import java.util.OptionalDouble;
import org.prolepsis.graph.Publisher;
import org.prolepsis.msgs.std_msgs.Float64;
import org.prolepsis.nodes.loop.Scheduler;

/**
 * Sets the pace of a goal at the action node, and puts back the one from before when the goals are over, unless somebody
 * has set another meanwhile. Guarded by its user.
 */
final class GoalSpeed {
    private static final double SLOWEST = 0.01;
    /** The status has three decimals. */
    private static final double SAME = 1e-3;
    /** So long after a change the status may still be the old one. */
    private static final long STATUS_DELAY_NANOS = 300_000_000L;

    private final Publisher<Float64> publisher;
    private final ExecutorWatch executor;
    private final Scheduler time;
    private OptionalDouble sent = OptionalDouble.empty();
    private long sentNanos;
    private OptionalDouble asked = OptionalDouble.empty();
    private double before;

    GoalSpeed(Publisher<Float64> publisher, ExecutorWatch executor, Scheduler time) {
        this.publisher = publisher;
        this.time = time;
        this.executor = executor;
    }

    /** Why a goal cannot have a pace; empty if it can. */
    String problem(double speed) {
        if (speed == 0) {
            return "";
        }
        double fastest = executor.maxSpeed().orElse(Double.POSITIVE_INFINITY);
        if (!(speed >= SLOWEST && speed <= fastest) || Double.isInfinite(speed)) {
            return String.format(
                    Locale.ROOT,
                    "the speed is %s; it must be 0 for the action node's own, or %s to %s",
                    speed,
                    SLOWEST,
                    Double.isFinite(fastest) ? fastest : "the action node's max_speed");
        }
        if (executor.speed().orElse(1) == 0) {
            return "the action node's speed is 0, so its operator holds every motion; a goal with speed 0 waits for another";
        }
        return executor.speed().isPresent() && publisher.getNumberOfSubscribers() > 0
                ? ""
                : "the action node cannot be asked for a speed, for its status or its topic of speeds is not there; is it"
                        + " running, and are action/status and action/speed remapped to it? A goal with speed 0 goes without";
    }

    /**
     * A goal begins at a pace that has no problem; 0 is the one from before.
     *
     * @return the pace at which it goes
     */
    double begin(double speed) {
        if (speed == 0) {
            double own = asked.isPresent() && !changedByOthers() ? before : known();
            end();
            return own;
        }
        if (asked.isEmpty() || changedByOthers()) {
            before = known();
        }
        asked = OptionalDouble.of(speed);
        publish(speed);
        return speed;
    }

    /** The last goal is over. */
    void end() {
        if (asked.isPresent() && !changedByOthers()) {
            publish(before);
        }
        asked = OptionalDouble.empty();
    }

    private boolean changedByOthers() {
        double known = known();
        return Math.abs(known - asked.orElse(known)) > SAME && Math.abs(known - before) > SAME;
    }

    /** The pace that is set: what was sent a moment ago, for the status may be older, else what the status says. */
    private double known() {
        boolean justSent = sent.isPresent() && time.nanoTime() - sentNanos < STATUS_DELAY_NANOS;
        return justSent ? sent.getAsDouble() : executor.speed().orElse(1);
    }

    private void publish(double speed) {
        Float64 message = new Float64();
        message.data = speed;
        publisher.publish(message);
        sent = OptionalDouble.of(speed);
        sentNanos = time.nanoTime();
    }
}
