/** The colour-sort benchmark: episodes in closed loop, tables with intervals, the speed-success plot, the command. */
package org.prolepsis.sim.bench;
