package org.prolepsis.sim.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ArmDynamicsTest {
    private static final double H = 1e-5;

    private final ArmDynamics dynamics = new ArmDynamics();

    /** Power of the velocity forces equals half the change of the mass matrix: q̇ᵀ(Ṁ - 2C)q̇ = 0. */
    @Test
    void shouldKeepTheKineticEnergyOfAnArmThatNothingDrives() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 50; round++) {
            double[] q = random(random, PandaGeometry.startPosture(), 0.8);
            double[] qd = random(random, new double[7], 2);
            dynamics.update(q, new double[7]);
            double[] gravity = dynamics.bias().clone();
            dynamics.update(q, qd);
            double power = 0;
            for (int j = 0; j < 7; j++) {
                power += qd[j] * (dynamics.bias()[j] - gravity[j]);
            }
            double change = (energy(q, qd, H) - energy(q, qd, -H)) / (2 * H);
            assertEquals(change, power, 1e-5 * Math.max(1, Math.abs(change)));
        }
    }

    @Test
    void shouldHoldTheWeightOfTheArmOverItsShoulder() {
        double[] q = {0, Math.PI / 2, 0, -0.07, 0, 1.5, 0};
        dynamics.update(q, new double[7]);
        double torque = dynamics.bias()[1];
        assertEquals(0, dynamics.bias()[0], 1e-9);
        // Stretched forward, kg times m, link by link: 3.23 × 0.25 + 3.59 × 0.36 + 1.23 × 0.66 + 3.13 × 0.74 = 5.2.
        assertEquals(-9.81 * 5.2, torque, 5);
    }

    /** Kinetic energy at q + h qd with velocities qd. */
    private double energy(double[] q, double[] qd, double h) {
        double[] moved = new double[7];
        for (int j = 0; j < 7; j++) {
            moved[j] = q[j] + h * qd[j];
        }
        dynamics.update(moved, qd);
        double sum = 0;
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 7; j++) {
                sum += 0.5 * qd[i] * dynamics.mass()[7 * i + j] * qd[j];
            }
        }
        return sum;
    }

    private static double[] random(SplittableRandom random, double[] around, double range) {
        double[] values = around.clone();
        for (int j = 0; j < 7; j++) {
            values[j] += range * (2 * random.nextDouble() - 1);
        }
        return values;
    }
}
