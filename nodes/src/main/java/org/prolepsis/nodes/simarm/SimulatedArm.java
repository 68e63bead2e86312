package org.prolepsis.nodes.simarm;

import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.nodes.robot.RobotDescription;

/**
 * Joint servos of an arm: each joint follows its setpoint as a damped second-order system, position loop over velocity
 * loop, inside its velocity, acceleration and position limits. With settings {@code lag} and {@code damping}, a setpoint
 * that moves at constant velocity is trailed by {@code lag} seconds.
 *
 * <p>Time is what {@link #advanceTo} is given: the arm is deterministic and runs faster or slower than real time alike.
 * One thread at a time. Arrays are [joints] in the order of the robot description, rad, rad/s, rad/s².
 */
public final class SimulatedArm {
    /** The integration step; short against any lag that is allowed. */
    private static final long STEP_NANOS = 500_000;

    private static final double STEP = STEP_NANOS * 1e-9;

    private static final double BRAKING_SHARE = 0.7;

    private final double[] min;
    private final double[] max;
    private final double[] maxVelocity;
    private final double[] maxAcceleration;
    private final double positionGain;
    private final double velocityGain;
    private final double[] position;
    private final double[] velocity;
    private final double[] setpoint;
    private final double[] disturbance;
    private boolean blocked;
    private long timeNanos;

    /**
     * An arm at rest.
     *
     * @param start the joint positions at time 0, inside the limits
     * @throws IllegalArgumentException if there are more or fewer positions than joints, or one is outside its limits
     */
    public SimulatedArm(RobotDescription robot, SimulatedArmSettings settings, double[] start) {
        int joints = robot.size();
        if (start.length != joints) {
            throw new IllegalArgumentException(start.length + " start positions for " + joints + " joints");
        }
        min = robot.limit(JointLimit::minPosition);
        max = robot.limit(JointLimit::maxPosition);
        maxVelocity = robot.limit(JointLimit::maxVelocity);
        maxAcceleration = robot.limit(JointLimit::maxAcceleration);
        for (int j = 0; j < joints; j++) {
            if (!(start[j] >= min[j] && start[j] <= max[j])) {
                throw new IllegalArgumentException(
                        "start position of " + robot.jointNames().get(j) + " is " + start[j] + " rad; it must be "
                                + min[j] + " to " + max[j]);
            }
        }
        // x'' = w²(r − x) − 2ζw x' trails a ramp by 2ζ/w; written as a cascade so that velocity can be limited inside.
        double frequency = 2 * settings.damping() / settings.lagSeconds();
        velocityGain = 2 * settings.damping() * frequency;
        positionGain = 1 / settings.lagSeconds();
        position = start.clone();
        setpoint = start.clone();
        velocity = new double[joints];
        disturbance = new double[joints];
    }

    /** The number of joints. */
    public int size() {
        return position.length;
    }

    /** The time reached, ns. */
    public long timeNanos() {
        return timeNanos;
    }

    /** Sets the clock without moving, for a simulation that does not begin at 0. */
    public void setTime(long nowNanos) {
        timeNanos = nowNanos;
    }

    /**
     * Sets what the servos follow. A setpoint outside the position limits is followed up to the limit.
     *
     * @param positions [joints], rad; finite
     */
    public void setSetpoint(double[] positions) {
        System.arraycopy(positions, 0, setpoint, 0, setpoint.length);
    }

    /** An acceleration of one joint that comes from outside, such as a push, rad/s²; it stays until it is set to 0. */
    public void setDisturbance(int joint, double acceleration) {
        disturbance[joint] = acceleration;
    }

    /** Whether something holds the arm where it is; the setpoint goes on meanwhile. */
    public void setBlocked(boolean blocked) {
        this.blocked = blocked;
    }

    /** Moves the arm up to the given time; a time before the present does nothing. */
    public void advanceTo(long nowNanos) {
        while (nowNanos - timeNanos >= STEP_NANOS) {
            for (int j = 0; j < position.length; j++) {
                step(j);
            }
            timeNanos += STEP_NANOS;
        }
    }

    private void step(int j) {
        if (blocked) {
            velocity[j] = 0;
            return;
        }
        double goal = clamp(setpoint[j], min[j], max[j]);
        double error = goal - position[j];
        // The second term is the fastest from which the joint can still stop at its goal, with some braking in reserve.
        double braking = BRAKING_SHARE * maxAcceleration[j];
        double fastest = Math.min(maxVelocity[j], Math.sqrt(2 * braking * Math.abs(error)) + 1e-3);
        double wanted = clamp(positionGain * error, -fastest, fastest);
        double acceleration =
                clamp(velocityGain * (wanted - velocity[j]), -maxAcceleration[j], maxAcceleration[j]) + disturbance[j];
        velocity[j] = clamp(velocity[j] + acceleration * STEP, -maxVelocity[j], maxVelocity[j]);
        position[j] += velocity[j] * STEP;
        if (position[j] < min[j] || position[j] > max[j]) {
            position[j] = clamp(position[j], min[j], max[j]);
            velocity[j] = 0;
        }
    }

    /** Writes the joint positions, rad. */
    public void readPositions(double[] out) {
        System.arraycopy(position, 0, out, 0, position.length);
    }

    /** Writes the joint velocities, rad/s. */
    public void readVelocities(double[] out) {
        System.arraycopy(velocity, 0, out, 0, velocity.length);
    }

    private static double clamp(double x, double low, double high) {
        return Math.max(low, Math.min(high, x));
    }
}
