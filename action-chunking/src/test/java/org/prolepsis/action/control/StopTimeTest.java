package org.prolepsis.action.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.action.limit.JointLimits;
import org.prolepsis.action.pace.LookAhead;

/** How long a stop takes against the least time that velocity, acceleration and jerk allow. */
class StopTimeTest {
    private static final double PERIOD = 0.001;
    private static final double[] READY = {0, -0.785, 0, -2.356, 0, 1.571, 0.785};

    /** The least time from a velocity and an acceleration to rest, s: jerk down, acceleration at its limit, jerk up. */
    private static double leastTime(JointLimit limit, double velocity, double acceleration) {
        double sign = velocity < 0 ? -1 : 1;
        double a = sign * acceleration;
        double jerk = limit.maxJerk();
        // the velocity that it has, or had, where the acceleration is 0, and when that is
        double v = Math.abs(velocity) + a * Math.abs(a) / (2 * jerk) + (a < 0 ? a * a / jerk : 0);
        double full = limit.maxAcceleration() * limit.maxAcceleration() / jerk;
        double stop =
                v >= full ? v / limit.maxAcceleration() + limit.maxAcceleration() / jerk : 2 * Math.sqrt(v / jerk);
        return stop + a / jerk;
    }

    @Test
    void shouldStopInTheLeastTimeThatTheLimitsAllow() {
        JointLimits limits = JointLimits.panda();
        for (int after = 200; after <= 1400; after += 150) {
            ActionExecutor executor = new ActionExecutor(
                    limits,
                    ExecutorSettings.atRate(1000)
                            .withLookAhead(LookAhead.fixed(0))
                            .withWatchdog(new WatchdogSettings(60, 0.2, 0.5, 0.05)));
            long now = 1_000_000_000L;
            executor.enable(true);
            executor.measured(READY, 1, now);
            executor.tick(now);
            double[][] rows = new double[60][7];
            for (int i = 0; i < 60; i++) {
                for (int j = 0; j < 7; j++) {
                    rows[i][j] = READY[j] + 0.25 * (1 - Math.cos(2.5 * 0.04 * i)) * (j % 2 == 0 ? 1 : 0.6);
                }
            }
            executor.offer(ActionChunk.of(1.0, 0.04, rows));
            double[] where = READY.clone();
            for (int i = 0; i < after; i++) {
                now += 1_000_000;
                executor.measured(where, executor.setpoint().tick() + 1.0, now);
                executor.tick(now);
                System.arraycopy(executor.setpoint().positions(), 0, where, 0, 7);
            }
            assertEquals(ExecutorState.RUNNING, executor.state());
            Setpoint moving = executor.setpoint();
            double least = 0;
            for (int j = 0; j < 7; j++) {
                least = Math.max(least, leastTime(limits.joint(j), moving.velocities()[j], moving.accelerations()[j]));
            }
            executor.stop();
            int ticks = 0;
            while (executor.state() != ExecutorState.HOLDING && ticks < 2000) {
                now += 1_000_000;
                executor.measured(where, executor.setpoint().tick() + 1.0, now);
                executor.tick(now);
                System.arraycopy(executor.setpoint().positions(), 0, where, 0, 7);
                ticks++;
            }
            // velocities are differences over a tick: half a tick late at each end, and rest is seen a tick later
            assertEquals(least / PERIOD, ticks, 4, "stopped after " + after + " ticks");
            assertTrue(ticks >= least / PERIOD - 2, "faster than the limits allow: " + ticks);
        }
    }
}
