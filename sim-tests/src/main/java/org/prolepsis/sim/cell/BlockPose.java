package org.prolepsis.sim.cell;

/**
 * Where a block is: its centre and orientation in the frame of the arm's base.
 *
 * @param color the block's colour
 * @param x m, forward
 * @param y m, left
 * @param z m, up; the table is at 0
 * @param qx orientation, unit quaternion
 * @param qy see qx
 * @param qz see qx
 * @param qw see qx
 */
public record BlockPose(BlockColor color, double x, double y, double z, double qx, double qy, double qz, double qw) {}
