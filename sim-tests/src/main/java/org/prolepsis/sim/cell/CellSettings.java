package org.prolepsis.sim.cell;

/**
 * How good the cell's sensors and actuators are.
 *
 * @param jointNoise standard deviation of the measured joint positions, rad, 0 to 0.1
 * @param blockNoise standard deviation of the measured block positions, each axis, m, 0 to 0.1; the measured yaw has a
 *     standard deviation of 10 rad for each m of it
 * @param actuationDelay commands take effect this much later, s, 0 to 1
 * @param observationDelay observations are this old, s, 0 to 1
 * @param servoLag how far the arm's joints trail a setpoint of constant velocity, s, 0.02 to 0.5
 * @param gripForce the most that a finger presses with, N, 0.01 to 140
 * @param friction coefficient between fingers and blocks, 0 to 3
 */
public record CellSettings(
        double jointNoise,
        double blockNoise,
        double actuationDelay,
        double observationDelay,
        double servoLag,
        double gripForce,
        double friction) {
    private static final CellSettings DEFAULTS = new CellSettings(0, 0, 0, 0, 0.08, 40, 0.9);

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a value is NaN or outside its range; it is named
     */
    public CellSettings {
        requireRange("jointNoise", jointNoise, 0, 0.1);
        requireRange("blockNoise", blockNoise, 0, 0.1);
        requireRange("actuationDelay", actuationDelay, 0, 1);
        requireRange("observationDelay", observationDelay, 0, 1);
        requireRange("servoLag", servoLag, 0.02, 0.5);
        requireRange("gripForce", gripForce, 0.01, 140);
        requireRange("friction", friction, 0, 3);
    }

    /** No noise, no delay, servos 0.08 s behind, 40 N of grip. */
    public static CellSettings defaults() {
        return DEFAULTS;
    }

    /** With another noise of joint positions, rad. */
    public CellSettings withJointNoise(double value) {
        return new CellSettings(value, blockNoise, actuationDelay, observationDelay, servoLag, gripForce, friction);
    }

    /** With another noise of block positions, m. */
    public CellSettings withBlockNoise(double value) {
        return new CellSettings(jointNoise, value, actuationDelay, observationDelay, servoLag, gripForce, friction);
    }

    /** With another delay of commands, s. */
    public CellSettings withActuationDelay(double value) {
        return new CellSettings(jointNoise, blockNoise, value, observationDelay, servoLag, gripForce, friction);
    }

    /** With another delay of observations, s. */
    public CellSettings withObservationDelay(double value) {
        return new CellSettings(jointNoise, blockNoise, actuationDelay, value, servoLag, gripForce, friction);
    }

    /** With another lag of the servos, s. */
    public CellSettings withServoLag(double value) {
        return new CellSettings(jointNoise, blockNoise, actuationDelay, observationDelay, value, gripForce, friction);
    }

    /** With another limit of the grip, N. */
    public CellSettings withGripForce(double value) {
        return new CellSettings(jointNoise, blockNoise, actuationDelay, observationDelay, servoLag, value, friction);
    }

    /** With another coefficient of friction between fingers and blocks. */
    public CellSettings withFriction(double value) {
        return new CellSettings(jointNoise, blockNoise, actuationDelay, observationDelay, servoLag, gripForce, value);
    }

    private static void requireRange(String field, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(field + " is " + value + "; it must be " + low + " to " + high);
        }
    }
}
