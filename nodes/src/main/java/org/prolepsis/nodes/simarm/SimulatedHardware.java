package org.prolepsis.nodes.simarm;

import org.prolepsis.action.control.Setpoint;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.nodes.action.HardwareController;
import org.prolepsis.nodes.action.HardwareProvider;
import org.prolepsis.nodes.robot.RobotDescription;

/**
 * The simulated arm as a driver in the action node's process: {@code ~controller_type:=hardware ~controller:=simulated_arm}.
 * An example for drivers of real arms, and a way to try the node without any other. One control thread.
 */
public final class SimulatedHardware implements HardwareController {
    private final SimulatedArm arm;
    private final double[] target;
    private boolean begun;

    private SimulatedHardware(SimulatedArm arm, double[] start) {
        this.arm = arm;
        this.target = start;
    }

    /** Opens it in the middle of the arm's ranges; the Panda in its home pose. */
    public static final class Provider implements HardwareProvider {
        @Override
        public String name() {
            return "simulated_arm";
        }

        @Override
        public HardwareController open(RobotDescription robot, double periodSeconds) {
            double[] start = SimArmParameters.home(robot).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            for (int j = 0; j < start.length; j++) {
                JointLimit limit = robot.limits().joint(j);
                if (!Double.isFinite(start[j])) {
                    throw new IllegalArgumentException("joint " + limit.name()
                            + " has no position limits; the simulated arm begins in the middle of them");
                }
            }
            return new SimulatedHardware(new SimulatedArm(robot, SimulatedArmSettings.DEFAULT, start), start);
        }
    }

    @Override
    public boolean read(long nowNanos, double[] positions, double[] velocities) {
        if (!begun) {
            begun = true;
            arm.setTime(nowNanos);
        }
        arm.advanceTo(nowNanos);
        arm.readPositions(positions);
        arm.readVelocities(velocities);
        return true;
    }

    @Override
    public void write(Setpoint setpoint) {
        System.arraycopy(setpoint.positions(), 0, target, 0, target.length);
        arm.setSetpoint(target);
    }

    @Override
    public void close() {
        // nothing moves once time is not advanced any more
    }
}
