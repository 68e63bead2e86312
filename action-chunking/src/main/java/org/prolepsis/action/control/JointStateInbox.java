package org.prolepsis.action.control;

import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.action.limit.JointLimits;

/**
 * Measured joints on their way to the control thread, how old they are and how far from the command. {@link #offer}
 * belongs to one producer thread, everything else to the control thread.
 */
final class JointStateInbox {
    /** How far outside the position limits a measurement may be (noise, a joint at its stop) to start there, rad. */
    private static final double START_TOLERANCE = 0.01;

    private final JointLimits limits;
    private final long staleNanos;
    private final Telemetry telemetry;
    private final MeasurementExchange exchange;
    private boolean everMeasured;
    private boolean stale = true;
    private double trackingError;

    JointStateInbox(JointLimits limits, long staleNanos, Telemetry telemetry) {
        this.limits = limits;
        this.staleNanos = staleNanos;
        this.telemetry = telemetry;
        exchange = new MeasurementExchange(limits.count());
    }

    boolean offer(double[] positions, double tick, long arrivalNanos) {
        boolean usable = positions.length == limits.count();
        for (int j = 0; usable && j < positions.length; j++) {
            usable = Math.abs(positions[j]) <= Double.MAX_VALUE;
        }
        if (!usable) {
            Telemetry.count(telemetry.measurementsRejected);
            return false;
        }
        exchange.publish(positions, tick, arrivalNanos);
        return true;
    }

    /** Takes the latest measurement, if there is a new one, and compares it with what was commanded. */
    void take(PathFollower follower, long nowNanos) {
        if (exchange.poll()) {
            everMeasured = true;
            MeasurementExchange.Measurement latest = exchange.latest();
            trackingError = follower.measure(latest.tick, latest.positions);
        }
        stale = !everMeasured || nowNanos - exchange.latest().arrivalNanos > staleNanos;
    }

    /** Whether none came for too long. */
    boolean stale() {
        return stale;
    }

    /** Largest present difference of commanded and measured, rad. */
    double trackingError() {
        return trackingError;
    }

    /** Says that the command is where the arm was measured. */
    void forgetTrackingError() {
        trackingError = 0;
    }

    /** Whether motion can start where the arm was last measured. */
    boolean insideLimits() {
        double[] positions = positions();
        for (int j = 0; j < positions.length; j++) {
            JointLimit limit = limits.joint(j);
            if (positions[j] < limit.minPosition() - START_TOLERANCE
                    || positions[j] > limit.maxPosition() + START_TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    /** The positions measured last [joints], rad. */
    double[] positions() {
        return exchange.latest().positions;
    }
}
