package org.prolepsis.sim.bench;

import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.action.limit.JointLimits;

/**
 * Looks at commanded positions from outside, as a robot would: velocity, acceleration and jerk are the backward differences
 * of positions at the control period, the joints at rest before the first. It knows nothing of the limiter that made them.
 */
final class LimitChecker {
    /** What rounding may exceed a limit by, relative. */
    private static final double TOLERANCE = 1e-6;

    private static final int ORDERS = 3;

    private final JointLimits limits;
    private final double period;
    private final double[] position;
    private final double[][] derivative;
    private final double[][] peak;
    private boolean started;
    private long violations;

    /**
     * A checker that has seen nothing.
     *
     * @param periodSeconds time from command to command, s
     */
    LimitChecker(JointLimits limits, double periodSeconds) {
        this.limits = limits;
        this.period = periodSeconds;
        position = new double[limits.count()];
        derivative = new double[ORDERS][limits.count()];
        peak = new double[ORDERS][limits.count()];
    }

    /** Takes the next command; [joints], rad. */
    void accept(double[] positions) {
        if (!started) {
            System.arraycopy(positions, 0, position, 0, position.length);
            started = true;
        }
        for (int j = 0; j < position.length; j++) {
            accept(j, positions[j]);
        }
    }

    private void accept(int j, double next) {
        JointLimit limit = limits.joint(j);
        double slack = TOLERANCE * (limit.maxPosition() - limit.minPosition());
        boolean inside = next >= limit.minPosition() - slack && next <= limit.maxPosition() + slack;
        double value = (next - position[j]) / period;
        position[j] = next;
        for (int order = 0; order < ORDERS; order++) {
            double bound = bound(limit, order);
            inside &= Math.abs(value) <= bound * (1 + TOLERANCE);
            peak[order][j] = Math.max(peak[order][j], Math.abs(value) / bound);
            double change = (value - derivative[order][j]) / period;
            derivative[order][j] = value;
            value = change;
        }
        violations += inside ? 0 : 1;
    }

    private static double bound(JointLimit limit, int order) {
        return switch (order) {
            case 0 -> limit.maxVelocity();
            case 1 -> limit.maxAcceleration();
            default -> limit.maxJerk();
        };
    }

    /** Commands of a joint that broke a limit of position, velocity, acceleration or jerk; one that is NaN did. */
    long violations() {
        return violations;
    }

    /** Largest velocities so far, each as a share of its joint's limit. */
    double[] velocityPeaks() {
        return peak[0].clone();
    }

    /** Largest accelerations, as shares. */
    double[] accelerationPeaks() {
        return peak[1].clone();
    }

    /** Largest jerks, as shares. */
    double[] jerkPeaks() {
        return peak[2].clone();
    }
}
