/** Recorded episodes of the colour-sort cell, in the cell's own terms. */
package org.prolepsis.sim.episode;
