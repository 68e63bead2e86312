package org.prolepsis.nodes.simarm;

import java.util.List;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.msgs.std_msgs.Float64MultiArray;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.nodes.joints.InvalidInputException;
import org.prolepsis.nodes.joints.TrajectoryReader;
import org.prolepsis.nodes.robot.RobotDescription;

/**
 * The simulated arm with its controllers: commands become setpoints, setpoints move the servos. Thread-safe, for commands
 * and the simulation come on different threads. Times are of the arm's clock.
 */
final class SimulatedController {
    /** How often the setpoint is renewed, as a controller manager at 1 kHz does. */
    private static final long UPDATE_NANOS = 1_000_000;

    private static final long MAX_GAP_NANOS = 1_000_000_000L;
    /** A thread that waited may be so far behind; a clock that goes back further has jumped. */
    private static final long MAX_BACK_NANOS = 100_000_000L;
    /** Setpoints may be so far outside a limit, rad: rounding, not a mistake. */
    private static final double TOLERANCE = 1e-6;

    private final SimulatedArm arm;
    private final TrajectoryFollower follower;
    private final TrajectoryReader reader;
    private final List<JointLimit> limits;
    private final double[] setpoint;
    private final double[] setpointVelocity;

    SimulatedController(RobotDescription robot, SimulatedArmSettings settings, double[] start) {
        arm = new SimulatedArm(robot, settings, start);
        follower = new TrajectoryFollower(start);
        reader = new TrajectoryReader(robot.jointNames());
        limits = robot.limits().joints();
        setpoint = start.clone();
        setpointVelocity = new double[start.length];
    }

    synchronized void setTime(long nowNanos) {
        arm.setTime(nowNanos);
    }

    /**
     * Simulates up to the present. A clock that jumps, back or far ahead, is taken over without simulating the jump, and
     * what is being followed goes on from where it was.
     */
    synchronized void advanceTo(long nowNanos) {
        long gap = nowNanos - arm.timeNanos();
        if (gap < -MAX_BACK_NANOS || gap > MAX_GAP_NANOS) {
            follower.shift(gap);
            arm.setTime(nowNanos);
        }
        while (nowNanos - arm.timeNanos() >= UPDATE_NANOS) {
            long next = arm.timeNanos() + UPDATE_NANOS;
            follower.sample(next, setpoint, setpointVelocity);
            arm.setSetpoint(setpoint);
            arm.advanceTo(next);
        }
    }

    /**
     * Takes a trajectory command; one without points stops the arm where it is.
     *
     * @param nowNanos the present on the arm's clock
     * @param rosNanos the present on the clock of the message's stamp
     * @return when its last point is due, on the arm's clock
     * @throws InvalidInputException if it cannot be followed; nothing has changed then
     */
    synchronized long follow(JointTrajectory message, long nowNanos, long rosNanos) {
        if (message.points.length == 0) {
            hold(nowNanos);
            return nowNanos;
        }
        TrajectoryReader.Points points = reader.read(message);
        for (int i = 0; i < points.positions.length; i++) {
            requireInside(points.positions[i], " at point " + i);
        }
        advanceTo(nowNanos);
        long start = points.stampNanos == 0 ? nowNanos : nowNanos + (points.stampNanos - rosNanos);
        long[] times = new long[points.timesNanos.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = start + points.timesNanos[i];
        }
        if (!follower.follow(nowNanos, start, times, points.positions, points.velocities, points.accelerations)) {
            throw new InvalidInputException("the last point was due " + (nowNanos - times[times.length - 1]) * 1e-9
                    + " s ago; a trajectory must reach into the future (a stamp of 0 means now)");
        }
        return times[times.length - 1];
    }

    /** Holds the arm where it is. */
    synchronized void hold(long nowNanos) {
        advanceTo(nowNanos);
        arm.readPositions(setpoint);
        follower.holdAt(setpoint);
    }

    /**
     * Writes what the servos follow and where they are, [joints], rad and rad/s.
     *
     * @return the time of both on the arm's clock
     */
    synchronized long readTracking(
            double[] desired, double[] desiredVelocity, double[] actual, double[] actualVelocity) {
        follower.sample(arm.timeNanos(), desired, desiredVelocity);
        arm.readPositions(actual);
        arm.readVelocities(actualVelocity);
        return arm.timeNanos();
    }

    /**
     * Takes positions in the order of the joints.
     *
     * @throws InvalidInputException if there are more or fewer than joints, or one is not finite or outside its limits;
     *     nothing has changed then
     */
    synchronized void move(Float64MultiArray message, long nowNanos) {
        double[] data = message.data;
        if (data.length != limits.size()) {
            throw new InvalidInputException("data has " + data.length + " positions for " + limits.size() + " joints");
        }
        requireInside(data, "");
        advanceTo(nowNanos);
        follower.holdAt(data);
    }

    private void requireInside(double[] positions, String where) {
        for (int j = 0; j < positions.length; j++) {
            JointLimit limit = limits.get(j);
            if (!(positions[j] >= limit.minPosition() - TOLERANCE && positions[j] <= limit.maxPosition() + TOLERANCE)) {
                throw new InvalidInputException("position of joint " + limit.name() + where + " is " + positions[j]
                        + " rad; it must be " + limit.minPosition() + " to " + limit.maxPosition());
            }
        }
    }

    synchronized void read(double[] positionsOut, double[] velocitiesOut) {
        arm.readPositions(positionsOut);
        arm.readVelocities(velocitiesOut);
    }
}
