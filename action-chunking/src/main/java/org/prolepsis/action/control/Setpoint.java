package org.prolepsis.action.control;

/**
 * What to command at this tick. One instance is reused for every tick: read it on the control thread, in the tick.
 * Velocity and acceleration are the backward differences of the positions of successive ticks.
 */
public final class Setpoint {
    final double[] positions;
    final double[] velocities;
    final double[] accelerations;
    boolean valid;
    long tick;
    double motionSeconds;

    Setpoint(int joints) {
        positions = new double[joints];
        velocities = new double[joints];
        accelerations = new double[joints];
    }

    /** Whether there is something to command; when false, publish nothing. */
    public boolean valid() {
        return valid;
    }

    /** Number of the tick, counted from 1. */
    public long tick() {
        return tick;
    }

    /** How much of the motions has been executed since the start, s as predicted: a pace of 2 counts a second twice. */
    public double motionSeconds() {
        return motionSeconds;
    }

    /** Positions [joints], rad; the live array, not to be changed. */
    public double[] positions() {
        return positions;
    }

    /** Velocities [joints], rad/s; the live array, not to be changed. */
    public double[] velocities() {
        return velocities;
    }

    /** Accelerations [joints], rad/s^2; the live array, not to be changed. */
    public double[] accelerations() {
        return accelerations;
    }
}
