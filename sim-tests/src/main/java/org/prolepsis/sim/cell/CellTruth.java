package org.prolepsis.sim.cell;

import java.util.List;
import java.util.Optional;

/**
 * What is true in the cell now, without noise or delay.
 *
 * @param stampNanos simulated time, ns
 * @param joints [7] rad
 * @param velocities [7] rad/s
 * @param torques [7] what the servos apply, Nm
 * @param fingers [2] positions of the left and the right finger, m
 * @param blocks poses, one per slot
 * @param places what the position of the block of each slot means for the task
 * @param held the block that both fingers press, if there is one
 */
@SuppressWarnings("ArrayRecordComponent")
public record CellTruth(
        long stampNanos,
        double[] joints,
        double[] velocities,
        double[] torques,
        double[] fingers,
        List<BlockPose> blocks,
        List<BlockPlace> places,
        Optional<BlockColor> held) {}
