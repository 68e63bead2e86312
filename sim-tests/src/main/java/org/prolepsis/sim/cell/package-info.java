/** The colour-sort cell: an arm, a gripper, blocks and bins in physics, deterministic and headless. */
package org.prolepsis.sim.cell;
