package org.prolepsis.nodes.simarm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.nodes.robot.RobotDescription;

class SimulatedArmTest {
    private static final RobotDescription PANDA = RobotDescription.panda();
    private static final double[] HOME = {0, -0.38, 0, -2.12, 0, 2.4, 0.785};

    @Test
    void shouldTrailARampByTheLagItWasGiven() {
        for (double lag : new double[] {0.02, 0.04, 0.06}) {
            for (double damping : new double[] {0.7, 1.0, 2.0}) {
                SimulatedArm arm = new SimulatedArm(PANDA, new SimulatedArmSettings(lag, damping), HOME);
                double[] setpoint = HOME.clone();
                double speed = 0.3;
                for (int ms = 1; ms <= 2000; ms++) {
                    setpoint[0] = speed * ms * 1e-3;
                    arm.setSetpoint(setpoint);
                    arm.advanceTo(ms * 1_000_000L);
                }
                double[] position = new double[7];
                arm.readPositions(position);
                assertEquals(lag, (setpoint[0] - position[0]) / speed, 1.5e-3, "lag " + lag + " damping " + damping);
            }
        }
    }

    @Test
    void shouldFollowASmallStepAsTheSecondOrderSystemItClaimsToBe() {
        SimulatedArm arm = new SimulatedArm(PANDA, new SimulatedArmSettings(0.05, 1.0), HOME);
        double[] setpoint = HOME.clone();
        double step = 1e-3;
        setpoint[6] += step;
        arm.setSetpoint(setpoint);
        double[] position = new double[7];
        double w = 2 / 0.05;
        for (int ms = 1; ms <= 200; ms++) {
            arm.advanceTo(ms * 1_000_000L);
            arm.readPositions(position);
            double t = ms * 1e-3;
            double expected = step * (1 - (1 + w * t) * Math.exp(-w * t));
            assertEquals(expected, position[6] - HOME[6], 0.02 * step, "at " + ms + " ms");
        }
    }

    @Test
    void shouldKeepItsLimitsWhateverTheSetpointsAre() {
        Random random = new Random(7);
        SimulatedArm arm = new SimulatedArm(PANDA, SimulatedArmSettings.DEFAULT, HOME);
        double[] min = PANDA.limit(JointLimit::minPosition);
        double[] max = PANDA.limit(JointLimit::maxPosition);
        double[] maxVelocity = PANDA.limit(JointLimit::maxVelocity);
        double[] maxAcceleration = PANDA.limit(JointLimit::maxAcceleration);
        double[] setpoint = HOME.clone();
        double[] q = new double[7];
        double[] v = new double[7];
        double[] before = new double[7];
        for (int ms = 1; ms <= 5000; ms++) {
            if (ms % 37 == 0) {
                for (int j = 0; j < 7; j++) {
                    setpoint[j] = min[j] - 0.5 + random.nextDouble() * (max[j] - min[j] + 1);
                }
                arm.setSetpoint(setpoint);
            }
            arm.readVelocities(before);
            arm.advanceTo(ms * 1_000_000L);
            arm.readPositions(q);
            arm.readVelocities(v);
            for (int j = 0; j < 7; j++) {
                assertTrue(q[j] >= min[j] && q[j] <= max[j]);
                assertTrue(Math.abs(v[j]) <= maxVelocity[j]);
                boolean atStop = q[j] == min[j] || q[j] == max[j];
                assertTrue(atStop || Math.abs(v[j] - before[j]) <= maxAcceleration[j] * 1e-3 + 1e-9);
            }
        }
    }

    @Test
    void shouldComeToRestOnAFarSetpointWithoutOvershoot() {
        SimulatedArm arm = new SimulatedArm(PANDA, SimulatedArmSettings.DEFAULT, HOME);
        double[] setpoint = HOME.clone();
        setpoint[1] = 1.0;
        arm.setSetpoint(setpoint);
        double[] q = new double[7];
        double highest = -10;
        for (int ms = 1; ms <= 4000; ms++) {
            arm.advanceTo(ms * 1_000_000L);
            arm.readPositions(q);
            highest = Math.max(highest, q[1]);
        }
        assertEquals(1.0, q[1], 1e-4);
        assertTrue(highest < 1.0 + 0.01, "went up to " + highest);
    }

    @Test
    void shouldMoveTheSameForAnyWayOfSlicingTime() {
        SimulatedArm coarse = new SimulatedArm(PANDA, SimulatedArmSettings.DEFAULT, HOME);
        SimulatedArm fine = new SimulatedArm(PANDA, SimulatedArmSettings.DEFAULT, HOME);
        double[] setpoint = HOME.clone();
        setpoint[3] = -1.0;
        coarse.setSetpoint(setpoint);
        fine.setSetpoint(setpoint);
        coarse.advanceTo(300_000_000L);
        for (long t = 0; t <= 300_000_000L; t += 130_000) {
            fine.advanceTo(t);
        }
        fine.advanceTo(300_000_000L);
        double[] a = new double[7];
        double[] b = new double[7];
        coarse.readPositions(a);
        fine.readPositions(b);
        assertArrayEquals(a, b);
    }

    @Test
    void shouldRefuseAStartOutsideTheLimitsAndNameTheJoint() {
        double[] start = HOME.clone();
        start[3] = 0.5;
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> new SimulatedArm(PANDA, SimulatedArmSettings.DEFAULT, start));
        assertTrue(e.getMessage().contains("panda_joint4"), e.getMessage());
    }
}
