package org.prolepsis.sim.cell;

import java.util.List;

/**
 * What the cell's sensors say, with the noise and the delay of the settings.
 *
 * @param stampNanos the simulated time at which this was true, ns
 * @param joints [7] positions of the arm's joints, rad; not copied, and not changed by the cell
 * @param velocities [7] rad/s
 * @param finger the mean position of the two fingers, 0 (closed) to 0.04 (open), m; they are twice as far apart
 * @param blocks one per slot, in the order in which they were placed; colours are a random permutation of the slots
 */
@SuppressWarnings("ArrayRecordComponent")
public record CellObservation(
        long stampNanos, double[] joints, double[] velocities, double finger, List<BlockPose> blocks) {}
